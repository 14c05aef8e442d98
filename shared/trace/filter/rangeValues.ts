import { assertNever } from '../../assertNever.ts';
import type { NumberRange } from './filterNode.ts';
import type { TimePoint, TimeRange } from './timeRange.ts';

/** `a..b`, `>a` and their kin, cut into what is compared. `isOver` leaves the value itself out. */
interface RangeText {
  from?: string;
  to?: string;
  isOverFrom: boolean;
  isUnderTo: boolean;
}

function rangeText(text: string): RangeText | undefined {
  const [from, to, ...more] = text.split('..');
  if (to !== undefined && more.length === 0) {
    if (from === '' && to === '') return undefined;
    const low = from === '' || from === undefined ? {} : { from };
    return { ...low, ...(to === '' ? {} : { to }), isOverFrom: false, isUnderTo: false };
  }
  const [, sign = '', value = ''] = /^(>=|<=|=|>|<|)(.*)$/s.exec(text) ?? [];
  const isOpen = sign === '>' || sign === '<';
  if (sign.startsWith('>')) return { from: value, isOverFrom: isOpen, isUnderTo: false };
  if (sign.startsWith('<')) return { to: value, isOverFrom: false, isUnderTo: isOpen };
  return { from: value, to: value, isOverFrom: false, isUnderTo: false };
}

/** The nearest numbers above and below, so that a range can have both of its ends. */
const above = (value: number): number => value + Math.max(Number.MIN_VALUE, Math.abs(value) * Number.EPSILON);
const below = (value: number): number => -above(-value);

/** `>2s`, `100..200`; nothing for what is no such range. */
export function readNumberRange(
  text: string,
  readNumber: (text: string) => number | undefined,
): NumberRange | undefined {
  const range = rangeText(text);
  if (range === undefined) return undefined;
  const min = range.from === undefined ? -Infinity : readNumber(range.from);
  const max = range.to === undefined ? Infinity : readNumber(range.to);
  if (min === undefined || max === undefined) return undefined;
  return { min: range.isOverFrom ? above(min) : min, max: range.isUnderTo ? below(max) : max };
}

function withUnit(units: Readonly<Record<string, number>>): (text: string) => number | undefined {
  return (text) => {
    const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
    const name = unit.toLowerCase();
    if (digits === '' || (unit === '' && Number(digits) !== 0 && units[''] === undefined)) return undefined;
    const factor = unit === '' ? (units[''] ?? 1) : Object.hasOwn(units, name) ? units[name] : undefined;
    return factor === undefined ? undefined : Number(digits) * factor;
  };
}

/** `250ms`, `2s`, `1.5m`, `1h` in ms. A number alone is refused: it might be seconds as well. */
export const readDuration = withUnit({ ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 });

/** `512`, `4k`, `1.5MB` in bytes; a k is 1000, as sizes are shown. */
export const readSize = withUnit({
  '': 1,
  b: 1,
  k: 1000,
  kb: 1000,
  m: 1_000_000,
  mb: 1_000_000,
  g: 1_000_000_000,
  gb: 1_000_000_000,
});

export function readWholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;
}

/** `10:00..10:15`, `>2026-11-21`; nothing for what is no such range. */
export function readTimeRange(text: string): TimeRange | undefined {
  const range = rangeText(text);
  if (range === undefined) return undefined;
  const from = range.from === undefined ? undefined : readTimePoint(range.from);
  const to = range.to === undefined ? undefined : readTimePoint(range.to);
  if ((from === undefined) !== (range.from === undefined)) return undefined;
  if ((to === undefined) !== (range.to === undefined)) return undefined;
  if (from?.type === 'clock' && to !== undefined && to.type !== 'clock') return undefined;
  return {
    ...(from === undefined ? {} : { from: range.isOverFrom ? behind(from) : from }),
    ...(to === undefined ? {} : { to: range.isUnderTo ? before(to) : to }),
  };
}

function moved(point: TimePoint, byMs: number): TimePoint {
  switch (point.type) {
    case 'instant':
      return { ...point, at: point.at + byMs };
    case 'local':
      return { ...point, localMs: point.localMs + byMs };
    case 'clock':
      return { ...point, dayMs: point.dayMs + byMs };
    default:
      return assertNever(point);
  }
}

function behind(point: TimePoint): TimePoint {
  return moved(point, point.spanMs);
}

function before(point: TimePoint): TimePoint {
  return { ...moved(point, -1), spanMs: 1 };
}

const DATE = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3})\d*)?)?`;
const ZONE = String.raw`(Z|[+-]\d{2}:?\d{2})`;
const CLOCK_ONLY = new RegExp(`^${CLOCK}$`);
const DATE_AND_TIME = new RegExp(`^${DATE}(?:[T ]${CLOCK}${ZONE}?)?$`, 'i');

/** `10:15`, `2026-11-21`, `2026-11-21T10:15:30.250`, also with `Z` or an offset. */
export function readTimePoint(text: string): TimePoint | undefined {
  const clock = CLOCK_ONLY.exec(text.trim());
  if (clock !== null) {
    const time = clockTime(clock.slice(1));
    return time === undefined ? undefined : { type: 'clock', dayMs: time.dayMs, spanMs: time.spanMs };
  }
  const match = DATE_AND_TIME.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // Date.UTC takes the 31st of February for the 3rd of March, and a 13th month for January.
  const [asRead] = new Date(midnight).toISOString().split('T');
  if (asRead !== `${year}-${month}-${day}`) return undefined;
  if (hour === undefined) return { type: 'local', localMs: midnight, spanMs: 86_400_000 };
  const time = clockTime([hour, minute, second, fraction]);
  if (time === undefined) return undefined;
  const localMs = midnight + time.dayMs;
  return zone === undefined
    ? { type: 'local', localMs, spanMs: time.spanMs }
    : { type: 'instant', at: localMs - zoneMs(zone), spanMs: time.spanMs };
}

function clockTime(parts: readonly (string | undefined)[]): { dayMs: number; spanMs: number } | undefined {
  const [hour = '0', minute = '0', second, fraction] = parts;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  const ms = fraction === undefined ? 0 : Number(fraction.padEnd(3, '0'));
  const dayMs = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second ?? 0)) * 1000 + ms;
  const spanMs = second === undefined ? 60_000 : fraction === undefined ? 1000 : 1;
  return { dayMs, spanMs };
}

function zoneMs(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? -ms : ms;
}
