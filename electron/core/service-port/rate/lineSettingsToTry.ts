import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';

export type TriedSetting = Pick<LineSettings, 'baud' | 'format'>;

const USUAL_BAUDS = [115_200, 9600, 19_200, 38_400, 57_600, 230_400, 460_800, 921_600, 500_000, 4800, 2400];
/** In the order in which they are met; odd is seldom. */
const PARITIES = ['N', 'E', 'O'] as const;

/** Those of the profiles first, each once. */
export function settingsOf(profiles: readonly PortProfile[]): TriedSetting[] {
  const all = [...profiles.flatMap(settingsOfOne), ...USUAL_BAUDS.map((baud) => ({ baud, format: '8N1' }))];
  return [...new Map(all.map((setting) => [settingKey(setting), setting])).values()];
}

export function settingsOfOne({ line }: Pick<PortProfile, 'line'>): TriedSetting[] {
  return line.bauds.flatMap((baud) => line.formats.map((format) => ({ baud, format })));
}

/** The rates of a profile with the parities that it does not name: a device may have been set otherwise. The likelier parity first. */
export function otherParitiesOf({ line }: Pick<PortProfile, 'line'>): TriedSetting[] {
  const named = new Set(line.formats.map(parityOf));
  return PARITIES.filter((parity) => !named.has(parity)).flatMap((parity) =>
    line.bauds.map((baud) => ({ baud, format: `8${parity}1` })),
  );
}

/** The same rate with each other parity. */
export function withOtherParity({ baud, format }: TriedSetting): TriedSetting[] {
  return PARITIES.filter((parity) => parity !== parityOf(format)).map((parity) => ({
    baud,
    format: `8${parity}1`,
  }));
}

export function settingKey({ baud, format }: TriedSetting): string {
  return `${baud} ${format}`;
}

function parityOf(format: string): string {
  return format.charAt(1);
}
