import type { FoundTime } from '../../found.ts';
import { monthOf } from './monthNames.ts';

/** A time in a line, and where it ends. */
export interface TimeInLine {
  time: FoundTime;
  end: number;
}

/** A clock: hours, minutes, seconds, a fraction after dot, comma or colon. */
const CLOCK = String.raw`(\d{1,2}):(\d\d):(\d\d)(?:[.,:](\d{1,9}))?`;
const ZONE = String.raw`(?:\s?(Z|UTC|GMT|[+-]\d\d:?\d\d(?!\d))(?![A-Za-z]))?`;

const YEAR_FIRST = new RegExp(
  String.raw`(\d{4})([-/.])(\d\d?)\2(\d\d?)(?:[T_\s]|,\s?)\s?${CLOCK}${ZONE}`,
  'iy',
);
const NUMBERS = new RegExp(
  String.raw`(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?:,?\s+|[T:])${CLOCK}(?:\s?([AaPp])\.?[Mm]\b\.?)?${ZONE}`,
  'y',
);
/** `Jun 17 12:03:28`, `Apr/30 20:02:13 UTC`, `Thu Nov 26 20:17:27 2026`. */
const MONTH_FIRST = new RegExp(
  String.raw`(?:\p{L}{2,5}\.?,?\s)?(\p{L}{3,10}\.?)[\s/]+(\d{1,2})\.?,?(?:\s(\d{4}),?)?\s${CLOCK}${ZONE}(?:\s(\d{4})\b(?!-))?`,
  'uy',
);
/** `19/Apr/2026:17:20:44 +0200`, `Thu, 26 Nov 2026 20:17:27 GMT`, `26 nov. 20:17:27`. */
const DAY_FIRST = new RegExp(
  String.raw`(?:\p{L}{2,5}\.?,?\s)?(\d{1,2})\.?[\s/-]+(\p{L}{3,10}\.?)(?:[\s/-](\d{4}))?[:,]?\s?${CLOCK}${ZONE}`,
  'uy',
);
const EPOCH = /(\d{10})(?:(\d{3})(\d{3})?(\d{3})?|\.(\d{1,9}))?(?![\d.])/y;
const CLOCK_ONLY = new RegExp(String.raw`${CLOCK}(?![\d:])`, 'y');

const DAY_MS = 86_400_000;
/** 2009-02-13 and 2033-05-18: where ten digits are seconds since 1970 that a charger's log can hold. */
const FIRST_EPOCH_S = 1_234_567_890;
const LAST_EPOCH_S = 2_000_000_000;

/** The time that begins at `from`, in any of the ways in which logs write it; nothing where none does. */
export function timeAt(text: string, from: number): TimeInLine | undefined {
  const code = text.charCodeAt(from);
  if (code >= 48 && code <= 57) {
    return (
      yearFirst(text, from) ??
      numbers(text, from) ??
      clockOnly(text, from) ??
      epoch(text, from) ??
      dayFirst(text, from)
    );
  }
  if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code >= 0xc0) {
    return monthFirst(text, from) ?? dayFirst(text, from);
  }
  return undefined;
}

function yearFirst(text: string, from: number): TimeInLine | undefined {
  if (!isDigit(text.charCodeAt(from + 3)) || isDigit(text.charCodeAt(from + 4))) return undefined;
  return plainYearFirst(text, from) ?? anyYearFirst(text, from);
}

/** Two digits at a place, or NaN. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/**
 * `2026-04-19 17:20:44` and nothing of a fraction or zone behind it: what most logs print, and without a pattern three
 * times as fast.
 */
function plainYearFirst(text: string, from: number): TimeInLine | undefined {
  const separator = text.charCodeAt(from + 4);
  if (text.charCodeAt(from + 7) !== separator || (separator !== 45 && separator !== 47)) return undefined;
  if (text.charCodeAt(from + 13) !== 58 || text.charCodeAt(from + 16) !== 58) return undefined;
  const between = text.charCodeAt(from + 10);
  if (between !== 32 && between !== 84) return undefined;
  const end = from + 19;
  const behind = text.charCodeAt(end);
  // A letter two places on, as in ` recv`, is no zone; anything else is looked at closely.
  if (behind !== 32 || !isSmallLetter(text.charCodeAt(end + 1))) return undefined;
  const [hour, minute, second] = [pair(text, from + 11), pair(text, from + 14), pair(text, from + 17)];
  if (!(hour < 24 && minute < 60 && second < 60)) return undefined;
  const year = pair(text, from) * 100 + pair(text, from + 2);
  const clock = (hour * 60 + minute) * 60_000 + second * 1000;
  return timeOf(year, pair(text, from + 5), pair(text, from + 8), clock, undefined, end);
}

function anyYearFirst(text: string, from: number): TimeInLine | undefined {
  const match = matchAt(YEAR_FIRST, text, from);
  if (match === undefined) return undefined;
  const [, year, , month, day, hour, minute, second, fraction, zone] = match;
  const clock = clockMs(hour, minute, second, fraction);
  return timeOf(Number(year), Number(month), Number(day), clock, zone, YEAR_FIRST.lastIndex);
}

function numbers(text: string, from: number): TimeInLine | undefined {
  const match = matchAt(NUMBERS, text, from);
  if (match === undefined) return undefined;
  const [, first, separator, second, yearText = '', hour, minute, seconds, fraction, half, zone] = match;
  const year = yearText.length === 2 ? 2000 + Number(yearText) : Number(yearText);
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const clock = clockMs(hours, minute, seconds, fraction);
  // Only American dates have halves of the day, and only they put the month first.
  const isMonthFirst =
    separator === '/' && Number(first) <= 12 && (half !== undefined || Number(second) > 12);
  const [month, day] = isMonthFirst ? [first, second] : [second, first];
  return timeOf(year, Number(month), Number(day), clock, zone, NUMBERS.lastIndex);
}

function monthFirst(text: string, from: number): TimeInLine | undefined {
  const match = matchAt(MONTH_FIRST, text, from);
  if (match === undefined) return undefined;
  const [, name = '', day, year, hour, minute, second, fraction, zone, yearBehind] = match;
  const clock = clockMs(hour, minute, second, fraction);
  return named(name, day, year ?? yearBehind, clock, zone, MONTH_FIRST.lastIndex);
}

function dayFirst(text: string, from: number): TimeInLine | undefined {
  const match = matchAt(DAY_FIRST, text, from);
  if (match === undefined) return undefined;
  const [, day, name = '', year, hour, minute, second, fraction, zone] = match;
  return named(name, day, year, clockMs(hour, minute, second, fraction), zone, DAY_FIRST.lastIndex);
}

function named(
  name: string,
  day: string | undefined,
  year: string | undefined,
  clock: number,
  zone: string | undefined,
  end: number,
): TimeInLine | undefined {
  const month = monthOf(name);
  if (month === undefined) return undefined;
  if (year !== undefined) return timeOf(Number(year), month, Number(day), clock, zone, end);
  // A leap year, so that the 29th of February has its place.
  const found = timeOf(1972, month, Number(day), clock, zone, end);
  return found === undefined ? undefined : { time: { ...found.time, missing: 'year' }, end };
}

function epoch(text: string, from: number): TimeInLine | undefined {
  const match = matchAt(EPOCH, text, from);
  if (match === undefined) return undefined;
  const [, seconds, millis = '0', micros = '0', nanos = '0', fraction] = match;
  const whole = Number(seconds);
  if (whole < FIRST_EPOCH_S || whole > LAST_EPOCH_S) return undefined;
  const part =
    fraction === undefined
      ? Number(millis) + Number(micros) / 1e3 + Number(nanos) / 1e6
      : fractionMs(fraction);
  return { time: { at: whole * 1000 + part, clock: 'explicit' }, end: EPOCH.lastIndex };
}

function clockOnly(text: string, from: number): TimeInLine | undefined {
  const match = matchAt(CLOCK_ONLY, text, from);
  if (match === undefined) return undefined;
  const at = clockMs(match[1], match[2], match[3], match[4]);
  if (Number.isNaN(at)) return undefined;
  return { time: { at, clock: 'local', missing: 'date' }, end: CLOCK_ONLY.lastIndex };
}

function matchAt(pattern: RegExp, text: string, from: number): RegExpExecArray | undefined {
  pattern.lastIndex = from;
  return pattern.exec(text) ?? undefined;
}

/** Milliseconds of the day, NaN where there is no such time; a leap second is the next minute's first. */
function clockMs(
  hour: string | number | undefined,
  minute: string | undefined,
  second: string | undefined,
  fraction: string | undefined,
): number {
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  if (hours > 23 || minutes > 59 || seconds > 60) return Number.NaN;
  return (hours * 60 + minutes) * 60_000 + seconds * 1000 + fractionMs(fraction);
}

function fractionMs(fraction: string | undefined): number {
  if (fraction === undefined) return 0;
  const millis = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return fraction.length <= 3 ? millis : millis + Number(fraction.slice(3)) / 10 ** (fraction.length - 3);
}

function timeOf(
  year: number,
  month: number,
  day: number,
  clock: number,
  zone: string | undefined,
  end: number,
): TimeInLine | undefined {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31) || Number.isNaN(clock)) return undefined;
  const at = Date.UTC(year, month - 1, day) + clock;
  if (zone === undefined) return { time: { at, clock: 'local' }, end };
  return { time: { at: at - zoneMs(zone), clock: 'explicit' }, end };
}

function zoneMs(zone: string): number {
  const sign = zone.charCodeAt(0) === 45 ? -1 : 1;
  const digits = zone.replaceAll(/\D/g, '');
  if (digits === '') return 0;
  const offset = (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
  return Math.abs(offset) > DAY_MS ? 0 : sign * offset;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isSmallLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}
