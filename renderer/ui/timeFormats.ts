export interface TimeFormats {
  /** 10:41:07.113, by the clock of this machine. */
  clock(at: number): string;
  /** The same in UTC. */
  utcClock(at: number): string;
  /** Sat, 21 Nov 2026, by the clock of this machine. */
  day(at: number): string;
  utcDay(at: number): string;
  /** 10:41:07 */
  shortClock(at: number): string;
  /** 21 Nov 2026, 10:41:07.113 GMT+1 */
  local(at: number): string;
  /** 2026-11-21T09:41:07.113Z */
  utc(at: number): string;
  /** 8 ms, 1.2 s, 34 s, 2:05, 1:02:03 */
  span(spanMs: number): string;
  /** The same with its sign: +8 ms, −0.3 s. */
  offset(spanMs: number): string;
}

const SHORT_MS = 1000;
const TENTHS_MS = 10_000;
const SECONDS_MS = 60_000;

/** A time of day as ISO 8601 in a payload (OCPP 1.6J §3.1.4.2, RFC 3339); `zone` is absent where it was left out. */
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i;

export interface PayloadTime {
  at: number;
  hasZone: boolean;
}

/** A text of a payload that is a time, or nothing. */
export function readPayloadTime(text: string): PayloadTime | undefined {
  const match = ISO_TIME.exec(text);
  if (match === null) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : { at, hasZone: match[1] !== undefined };
}

export function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** `timeZone` is that of the machine where it is left out. */
export function createTimeFormats(language: string, timeZone?: string): TimeFormats {
  const zone = timeZone === undefined ? {} : { timeZone };
  const parts = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', ...zone } as const;
  const clock = new Intl.DateTimeFormat(language, { ...parts, fractionalSecondDigits: 3 });
  const utcClock = new Intl.DateTimeFormat(language, {
    ...parts,
    timeZone: 'UTC',
    fractionalSecondDigits: 3,
  });
  const date = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', ...zone } as const;
  const day = new Intl.DateTimeFormat(language, date);
  const utcDay = new Intl.DateTimeFormat(language, { ...date, timeZone: 'UTC' });
  const shortClock = new Intl.DateTimeFormat(language, parts);
  const local = new Intl.DateTimeFormat(language, {
    ...parts,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    fractionalSecondDigits: 3,
    timeZoneName: 'shortOffset',
  });
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0, useGrouping: false });
  const tenths = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const two = new Intl.NumberFormat(language, { minimumIntegerDigits: 2, useGrouping: false });

  const span = (spanMs: number): string => {
    const ms = Math.round(Math.abs(spanMs));
    if (ms < SHORT_MS) return `${whole.format(ms)} ms`;
    if (ms < TENTHS_MS) return `${tenths.format(Math.floor(ms / 100) / 10)} s`;
    if (ms < SECONDS_MS) return `${whole.format(Math.floor(ms / 1000))} s`;
    const seconds = Math.floor(ms / 1000);
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    const tail = two.format(seconds % 60);
    return hours === 0
      ? `${whole.format(minutes)}:${tail}`
      : `${whole.format(hours)}:${two.format(minutes)}:${tail}`;
  };

  return {
    clock: (at) => clock.format(at),
    utcClock: (at) => utcClock.format(at),
    day: (at) => day.format(at),
    utcDay: (at) => utcDay.format(at),
    shortClock: (at) => shortClock.format(at),
    local: (at) => local.format(at),
    utc: (at) => new Date(at).toISOString(),
    span,
    offset: (spanMs) => `${spanMs < 0 ? '−' : '+'}${span(spanMs)}`,
  };
}
