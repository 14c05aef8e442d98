import type { Direction } from '../../record.ts';

export interface FoundDirection {
  direction?: Direction;
  /** What the writer of the file said, who may be either side. */
  word?: 'sent' | 'received';
}

const STATION = '(?:cp|chargepoint|chargingstation|station|charger|chargebox|evse)';
const CENTRAL = '(?:csms|cs|cms|centralsystem|central|server|backend|ocppserver)';
const FROM_STATION = new RegExp(`^(?:from)?${STATION}(?:>|to)${CENTRAL}$`);
const TO_STATION = new RegExp(`^(?:from)?${CENTRAL}(?:>|to)${STATION}$`);

const WORDS = new Map<string, 'sent' | 'received'>([
  ...['sent', 'send', 'sending', 'out', 'outgoing', 'outbound', 'tx', 'transmit', 'o', 'out>', '>>'].map(
    (word) => [word, 'sent'] as const,
  ),
  ...[
    'received',
    'receive',
    'receiving',
    'recv',
    'rcvd',
    'in',
    'incoming',
    'inbound',
    'rx',
    'i',
    'in<',
    '<<',
  ].map((word) => [word, 'received'] as const),
]);

/** Reads a direction as programs write it: `CP->CS`, `cp-to-csms`, `incoming`, `TX`. */
export function directionWord(value: unknown): FoundDirection {
  if (typeof value !== 'string' || value.length > 60) return {};
  const text = value
    .toLowerCase()
    .replaceAll(/[→⇒➡]+/gu, '>')
    .replaceAll(/[^a-z<>]/g, '');
  if (FROM_STATION.test(text) || text === 'fromstation' || text === 'fromcp') return { direction: 'in' };
  if (TO_STATION.test(text) || text === 'tostation' || text === 'tocp') return { direction: 'out' };
  const word = WORDS.get(text);
  return word === undefined ? {} : { word };
}

/** Which side a field named `origin`, `source` or `from` names. */
export function originDirection(value: unknown): FoundDirection {
  if (typeof value !== 'string') return {};
  const text = value.toLowerCase().replaceAll(/[^a-z]/g, '');
  // CitrineOS: `cs` is the charging station here, `csms` the central system.
  if (text === 'cs' || new RegExp(`^${STATION}$`).test(text)) return { direction: 'in' };
  return text !== 'cs' && new RegExp(`^${CENTRAL}$`).test(text) ? { direction: 'out' } : {};
}
