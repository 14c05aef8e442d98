import { DEFAULT_MEASURAND, DEFAULT_UNITS } from '../summaries/meterValues.ts';
import { fieldUnit } from './fieldUnits.ts';

/** What a value says in units of a person. `isAssumed`: the message does not tell the unit, the specification does. */
export type ValueWords =
  | { kind: 'quantity'; value: number; unit: string; isAssumed: boolean }
  | { kind: 'duration'; seconds: number }
  | { kind: 'epoch'; at: number }
  | { kind: 'cardNumber'; bytes: number };

/** One value of a message, and what stands near it. */
export interface ValuePlace {
  /** The field's name; of an entry of a list, the list's. */
  name: string;
  /** As text, without quotation marks. */
  value: string;
  /** A text or number of the same object, or of the nearest object around it that has one; `a.b` is inside `a`. */
  near: (name: string) => string | undefined;
}

/** Shorter spans need no other words. */
const MIN_SECONDS = 60;
/** 2001 to 2100 in seconds; a thousand times that in milliseconds. */
const EPOCH_S = [1_000_000_000, 4_102_444_800] as const;
/** ISO/IEC 14443: the identifier of a card has 4, 7 or 10 bytes. */
const CARD_BYTES: ReadonlySet<number> = new Set([4, 7, 10]);

export function valueWords(place: ValuePlace): ValueWords | undefined {
  const { name, value, near } = place;
  if (name === 'idTag' || name === 'idToken' || name === 'parentIdTag') return cardNumber(value);
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) return undefined;
  if (/time|date|timestamp|epoch/i.test(name)) return epoch(number);
  if (name === 'value' || name === '$value') return measured(number, near);
  const unit = fieldUnit(name);
  if (unit === undefined) return undefined;
  if (unit === 's') return number >= MIN_SECONDS ? { kind: 'duration', seconds: number } : undefined;
  if (unit !== 'A or W') return { kind: 'quantity', value: number, unit, isAssumed: false };
  const rate = near('chargingRateUnit');
  return rate === 'A' || rate === 'W'
    ? { kind: 'quantity', value: number, unit: rate, isAssumed: false }
    : undefined;
}

/** A sampled value (OCPP 1.6 §7.43; 2.x SampledValueType): its unit may be left out, and 2.x has a power of ten. */
function measured(number: number, near: ValuePlace['near']): ValueWords | undefined {
  const told = near('unit') ?? near('unitOfMeasure.unit') ?? near('attributes.unit');
  const measurand = near('measurand') ?? near('attributes.measurand');
  const isSample =
    told !== undefined ||
    measurand !== undefined ||
    near('context') !== undefined ||
    near('format') === 'Raw';
  if (!isSample) return undefined;
  const unit = told ?? DEFAULT_UNITS[measurand ?? DEFAULT_MEASURAND];
  if (unit === undefined) return undefined;
  const multiplier = Number(near('unitOfMeasure.multiplier') ?? 0);
  const value = number * 10 ** (Number.isFinite(multiplier) ? multiplier : 0);
  return { kind: 'quantity', value, unit: unit === 'Percent' ? '%' : unit, isAssumed: told === undefined };
}

function epoch(number: number): ValueWords | undefined {
  const [least, most] = EPOCH_S;
  if (number >= least && number < most) return { kind: 'epoch', at: number * 1000 };
  return number >= least * 1000 && number < most * 1000 ? { kind: 'epoch', at: number } : undefined;
}

function cardNumber(value: string): ValueWords | undefined {
  const bytes = value.length / 2;
  return /^[0-9a-f]+$/i.test(value) && CARD_BYTES.has(bytes) ? { kind: 'cardNumber', bytes } : undefined;
}
