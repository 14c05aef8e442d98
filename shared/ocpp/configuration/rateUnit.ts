export const RATE_UNITS = ['A', 'W'] as const;
export type RateUnit = (typeof RATE_UNITS)[number];

/** Which units a station takes in charging schedules; `isGuess` where it did not say so in a way that can be read. */
export interface RateUnits {
  units: readonly RateUnit[];
  isGuess: boolean;
  /** Whether it used the words of the specification. */
  isStandard: boolean;
}

const MEANINGS: ReadonlyMap<string, RateUnit> = new Map([
  ['current', 'A'],
  ['a', 'A'],
  ['amp', 'A'],
  ['amps', 'A'],
  ['ampere', 'A'],
  ['power', 'W'],
  ['w', 'W'],
  ['watt', 'W'],
  ['watts', 'W'],
  ['kw', 'W'],
]);

/**
 * `ChargingScheduleAllowedChargingRateUnit` (OCPP 1.6 §9.4.2), which should be "Current", "Power" or both. Without a
 * readable word it is amperes, which nearly all stations take.
 */
export function rateUnitsOf(value: string | undefined): RateUnits {
  const words = (value ?? '')
    .split(/[,;|\s]+/)
    .map((word) => word.replace(/^["']|["']$/g, ''))
    .filter((word) => word !== '');
  const read = new Set(words.map((word) => MEANINGS.get(word.toLowerCase())));
  const units = RATE_UNITS.filter((unit) => read.has(unit));
  if (units.length === 0) return { units: ['A'], isGuess: true, isStandard: false };
  const isStandard = words.every((word) => word === 'Current' || word === 'Power');
  return { units, isGuess: false, isStandard };
}
