import type { FoundTime } from '../found.ts';

/** Date and time of ISO 8601 and its relatives, the zone optional: `2026-03-14 08:31:02,015+0100`. */
const DATE_TIME =
  /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ,_]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?\s*$/i;
/** As spreadsheets and programs of the United States print it: `9/11/2026, 3:14:29 PM`. */
const US_TIME =
  /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4}),?\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*([AP]M)?\s*$/i;
const DIGITS = /^\s*\d{9,20}(?:\.\d+)?\s*$/;

/** Reads a time that stands beside a frame: text, or a number of seconds, milliseconds, micro- or nanoseconds. */
export function foundTime(value: unknown): FoundTime | undefined {
  if (typeof value === 'number') return epochTime(value);
  if (typeof value !== 'string') return undefined;
  const text = value.length > 60 ? '' : value;
  if (DIGITS.test(text)) return epochTime(Number(text));
  const iso = DATE_TIME.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    return withZone(utc([year, month, day, hour, minute, second], fraction), zone);
  }
  const us = US_TIME.exec(text);
  if (us === null) return undefined;
  const [, month, day, year, hour, minute, second, fraction, half] = us;
  const at = utc([year, month, day, hourOf(Number(hour), half), minute, second], fraction);
  return Number.isNaN(at) ? undefined : { at, clock: 'local' };
}

/** By its size: seconds until the year 5138, then milliseconds, microseconds, nanoseconds. */
function epochTime(value: number): FoundTime | undefined {
  if (!Number.isFinite(value) || value < 1e8) return undefined;
  const divisor = value < 1e11 ? 0.001 : value < 1e14 ? 1 : value < 1e17 ? 1000 : 1e6;
  return { at: Math.round((value / divisor) * 1000) / 1000, clock: 'explicit' };
}

/** 12 AM is hour 0. */
function hourOf(hour: number, half: string | undefined): string {
  if (half === undefined) return String(hour);
  return String((hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0));
}

function utc(parts: readonly (string | undefined)[], fraction: string | undefined): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return NaN;
  const ms = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1e6) / 1000;
  return Date.UTC(year, month - 1, day, hour, minute, second) + Math.trunc(ms);
}

function withZone(at: number, zone: string | undefined): FoundTime | undefined {
  if (Number.isNaN(at)) return undefined;
  if (zone === undefined) return { at, clock: 'local' };
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (match === null) return { at, clock: 'explicit' };
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return { at: at - (match[1] === '-' ? -minutes : minutes) * 60_000, clock: 'explicit' };
}
