const ZONE = /(?:z|[+-]\d{2}(?::?\d{2})?)$/i;

/**
 * A station's timestamp as epoch ms. Without a zone it is UTC or the local time of the site, whichever is closer to
 * `near`; an offset may come without minutes (`+03`).
 */
export function stationTime(text: string | undefined, near: number): number | undefined {
  if (text === undefined) return undefined;
  if (text.length <= 30 && text.endsWith('Z') && text.charCodeAt(10) === 0x54) return usual(text);
  const tidy = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}[t ]\d/i.test(tidy)) return undefined;
  const times = ZONE.test(tidy)
    ? [Date.parse(tidy.replace(/([+-]\d{2})$/, '$1:00').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))]
    : [Date.parse(`${tidy}Z`), Date.parse(tidy)];
  const usable = times.filter((time) => !Number.isNaN(time));
  return usable.sort((a, b) => Math.abs(a - near) - Math.abs(b - near))[0];
}

/** The time of a message is read by all who look at it, one after the other. */
let last: { text: string; time: number } = { text: '', time: Number.NaN };

/** `2026-01-31T12:00:00Z`, with or without a fraction: nearly all of them. */
function usual(text: string): number | undefined {
  if (last.text !== text) last = { text, time: Date.parse(text) };
  return Number.isNaN(last.time) ? undefined : last.time;
}
