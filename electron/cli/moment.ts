import { UsageError } from './usageError.ts';

const AGO = /^(\d+(?:\.\d+)?)\s*(min|h|d)$/;
const UNIT_MS = { min: 60_000, h: 3600_000, d: 86_400_000 } as const;

/** `2026-01-31`, `2026-01-31T10:00` (by this machine's clock), `…Z`, or `90min`, `2h`, `3d` for so long ago, as epoch ms. */
export function readMoment(flag: string, text: string, now: number): number {
  const [, count, unit] = AGO.exec(text) ?? [];
  if (count !== undefined && (unit === 'min' || unit === 'h' || unit === 'd')) {
    return Math.round(now - Number(count) * UNIT_MS[unit]);
  }
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const isTime = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text);
  // A date alone would be read as midnight of UTC.
  const at = isDay || isTime ? Date.parse(isDay ? `${text}T00:00` : text) : Number.NaN;
  if (!Number.isNaN(at) && at >= 0) return at;
  throw new UsageError(
    `--${flag} takes a time such as 2026-01-31T10:00, or 2h or 3d for so long ago, not "${text}".`,
  );
}

const AHEAD = /^\+(\d+(?:\.\d+)?)\s*(min|h|d)$/;

/** A time to come: as `readMoment` takes it, or `+30min`, `+2h`, `+1d` for so long from now, as epoch ms. */
export function readMomentAhead(flag: string, text: string, now: number): number {
  const [, count, unit] = AHEAD.exec(text) ?? [];
  if (count !== undefined && (unit === 'min' || unit === 'h' || unit === 'd')) {
    return Math.round(now + Number(count) * UNIT_MS[unit]);
  }
  if (!AGO.test(text)) {
    const at = readMoment(flag, text, now);
    if (at >= now) return at;
  }
  throw new UsageError(`--${flag} takes a time to come, such as 2026-01-31T22:00 or +2h, not "${text}".`);
}
