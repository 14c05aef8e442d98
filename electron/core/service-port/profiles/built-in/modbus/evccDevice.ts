/** Of devices of which only evcc’s source tells. */
export function evccEvidence(file: string) {
  return {
    level: 'second-hand' as const,
    source: `evcc, charger/${file}`,
    url: 'https://github.com/evcc-io/evcc',
    note: 'Check the registers against the maker’s document before writing.',
  };
}

/** The line that evcc takes unless a device says otherwise. */
export const EVCC_LINE = {
  bauds: [9600],
  formats: ['8N1'],
  unit: { default: 1, from: 1, to: 247 },
  timeoutMs: 1000,
  gapMs: 20,
};
