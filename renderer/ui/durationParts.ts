export type DurationUnit = 'second' | 'minute' | 'hour' | 'day';

const UNITS: readonly (readonly [DurationUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** A duration in the one or two units that a person would name: seconds, minutes, hours with minutes, days with hours. */
export function durationParts(durationMs: number): { unit: DurationUnit; count: number }[] {
  let seconds = Math.max(0, Math.floor(durationMs / 1000));
  const parts: { unit: DurationUnit; count: number }[] = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(seconds / length);
    seconds -= count * length;
    if (count > 0 || (unit === 'second' && parts.length === 0)) parts.push({ unit, count });
    // "41 min", not "41 min 7 s": the last unit would flicker without telling anything.
    if (unit === 'minute' && parts.length > 0) break;
  }
  return parts.slice(0, 2);
}
