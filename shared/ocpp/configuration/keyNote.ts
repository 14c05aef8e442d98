import { isSameKey, keyIdentity } from './keySpelling.ts';
import { maxKeysOf } from './maxKeys.ts';
import { rateUnitsOf, type RateUnit } from './rateUnit.ts';

const UNIT_WORDS: Readonly<Record<RateUnit, string>> = { A: 'amperes', W: 'watts' };

/** What an odd value or spelling of a configuration key means, in one sentence; nothing where it is as usual. */
export function keyNote(
  key: string,
  value: string | undefined,
  standard: readonly string[],
): string | undefined {
  const notes = [valueNote(key, value), spellingNote(key, standard)].filter((note) => note !== undefined);
  return notes.length === 0 ? undefined : notes.join(' ');
}

function valueNote(key: string, value: string | undefined): string | undefined {
  if (isSameKey(key, 'GetConfigurationMaxKeys')) {
    if (maxKeysOf(value) !== undefined) return undefined;
    return 'This is no usable limit, so the number of keys for one request is taken as unknown.';
  }
  if (!isSameKey(key, 'ChargingScheduleAllowedChargingRateUnit')) return undefined;
  const { units, isGuess, isStandard } = rateUnitsOf(value);
  if (isGuess) return 'It does not say which unit it takes in charging profiles; amperes are assumed.';
  if (isStandard) return undefined;
  const words = units.map((unit) => UNIT_WORDS[unit]).join(' and ');
  return `Read as ${words}; the specification has the words Current and Power.`;
}

function spellingNote(key: string, standard: readonly string[]): string | undefined {
  const meant = standard.find((name) => keyIdentity(name) === keyIdentity(key));
  if (meant === undefined || meant === key) return undefined;
  return `The specification spells it ${meant}; Kerbside uses the charger’s own spelling.`;
}
