const HOUR_MS = 3_600_000;
const BROKEN_HOURS = [-9.5, -3.5, -2.5, 3.5, 4.5, 5.5, 5.75, 6.5, 8.75, 9.5, 10.5, 12.75];

/** Every offset from UTC that is in use somewhere, in order. */
export const ZONES_MS: readonly number[] = [
  ...Array.from({ length: 27 }, (_, index) => index - 12),
  ...BROKEN_HOURS,
]
  .sort((a, b) => a - b)
  .map((hours) => hours * HOUR_MS);

/** `+02:00`. */
export function offsetText(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offsetMs < 0 ? '−' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
