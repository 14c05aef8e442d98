const ZERO = 48;
const LENGTH = '2026-01-31T12:00:00.000Z'.length;
const COLON = 58;
const DOT = 46;
const T = 84;
const Z = 90;
const DATE_LENGTH = 10;

let lastDate = '';
let lastMidnight = NaN;

/**
 * What `Date.parse` makes of a time in UTC (epoch ms, or NaN). The times of a trace share their day and are written
 * alike, down to the millisecond: of such a one only the digits behind the day are read.
 */
export function utcTime(text: string): number {
  if (text.length !== LENGTH || !hasPlainForm(text)) return Date.parse(text);
  const hours = digits(text, 11, 2);
  const minutes = digits(text, 14, 2);
  const seconds = digits(text, 17, 2);
  const ms = digits(text, 20, 3);
  const isClear = hours < 24 && minutes < 60 && seconds < 60 && !Number.isNaN(ms);
  if (!isClear) return Date.parse(text);
  return midnight(text.slice(0, DATE_LENGTH)) + ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
}

function hasPlainForm(text: string): boolean {
  return (
    text.charCodeAt(10) === T &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON &&
    text.charCodeAt(19) === DOT &&
    text.charCodeAt(23) === Z
  );
}

function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

function midnight(date: string): number {
  if (date !== lastDate) {
    lastMidnight = Date.parse(`${date}T00:00:00.000Z`);
    lastDate = date;
  }
  return lastMidnight;
}
