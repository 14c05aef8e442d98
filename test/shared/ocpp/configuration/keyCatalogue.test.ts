import { describe, expect, it } from 'vitest';
import { configurationKeysOf } from '../../../../electron/practice/model/configurationKeys.ts';
import { checkValue } from '../../../../shared/ocpp/configuration/checkValue.ts';
import { describeKey, keyCatalogue } from '../../../../shared/ocpp/configuration/keyCatalogue.ts';
import { FEATURE_PROFILES } from '../../../../shared/ocpp/configuration/keyDescription.ts';
import { MEASURANDS_15, MEASURANDS_16, PHASES } from '../../../../shared/ocpp/configuration/measurands.ts';
import { standardKeys } from '../../../../shared/ocpp/configuration/standardKeys.ts';
import { isJsonObject, type Json } from '../../../../shared/json.ts';
import { requestSchema } from '../schemas.ts';

const ROWS = (['1.5', '1.6'] as const).flatMap((version) =>
  keyCatalogue(version).map((description) => ({ version, key: description.key, description })),
);
const SENTENCES = /^[A-Z].*[.?]$/s;

/** The members of the first enumeration of a schema that has a word. */
function enumWith(word: string, value: Json): Json[] | undefined {
  if (Array.isArray(value)) {
    if (value.includes(word)) return value;
    return value.map((item) => enumWith(word, item)).find((found) => found !== undefined);
  }
  if (!isJsonObject(value)) return undefined;
  return Object.values(value)
    .map((item) => enumWith(word, item))
    .find((found) => found !== undefined);
}

describe.each(ROWS)('$version $key', ({ version, key, description }) => {
  it('is there once, with its clause', () => {
    const same = keyCatalogue(version).filter((other) => other.key.toLowerCase() === key.toLowerCase());
    expect(same).toHaveLength(1);
    expect(describeKey(version, key.toUpperCase())).toBe(description);
    expect(description.clause).toContain(`OCPP ${version}`);
    expect([...FEATURE_PROFILES, 'Security']).toContain(description.profile);
  });

  it('says in whole sentences what it means', () => {
    const { meaning, hint, usual, valueMeanings = {} } = description;
    const all = [meaning, hint, usual?.sentence, ...Object.values(valueMeanings)];
    for (const sentence of all) if (sentence !== undefined) expect(sentence).toMatch(SENTENCES);
    expect(meaning.length).toBeGreaterThan(20);
  });

  it('keeps its own rules', () => {
    const { default: standard, valueMeanings = {}, maxItemsKey, min, max, usual } = description;
    if (standard !== undefined) expect(checkValue(description, standard)).toBeUndefined();
    for (const value of Object.keys(valueMeanings)) {
      expect(checkValue(description, value)?.severity ?? 'info').toBe('info');
    }
    if (maxItemsKey !== undefined) expect(describeKey(version, maxItemsKey)?.access).toBe('read-only');
    if (min !== undefined && max !== undefined) expect(min).toBeLessThan(max);
    if (usual !== undefined) expect(usual.min ?? usual.max).toBeDefined();
  });
});

describe('the catalogue', () => {
  it('has the 43 keys of OCPP 1.6 §9, the security whitepaper’s and file transfer', () => {
    const keys = keyCatalogue('1.6');
    expect(keys.filter(({ clause }) => clause.startsWith('OCPP 1.6 §9.'))).toHaveLength(43);
    expect(new Set(keys.filter(({ clause }) => clause.includes('§')).map(({ clause }) => clause)).size).toBe(
      43,
    );
    expect(keys.filter(({ profile }) => profile === 'Security')).toHaveLength(6);
    expect(keys).toHaveLength(50);
    expect(keyCatalogue('1.5')).toHaveLength(14);
    expect(keyCatalogue('2.0.1')).toEqual([]);
  });

  it('gives the keys to read: all but what is written only', () => {
    expect(standardKeys('1.6')).toHaveLength(49);
    expect(standardKeys('1.6')).not.toContain('AuthorizationKey');
  });

  it('has every number of the Core chapter once', () => {
    const core = keyCatalogue('1.6').filter(({ clause }) => clause.startsWith('OCPP 1.6 §9.1.'));
    const numbers = core.map(({ clause }) => Number(clause.split('.').at(-1)));
    expect(numbers.toSorted((one, other) => one - other)).toEqual(core.map((_, index) => index + 1));
  });

  it('knows every standard key of the practice charger', () => {
    for (const version of ['1.5', '1.6'] as const) {
      const keys = [...configurationKeysOf(version, 'json').values()].map(({ key }) => key);
      const own = keys.filter((key) => describeKey(version, key) === undefined);
      expect(own.every((key) => key.startsWith('Kerbside.'))).toBe(true);
    }
  });

  it('has the measurands and phases of the published schemas', () => {
    const schema16 = requestSchema('1.6', 'MeterValues');
    expect([...MEASURANDS_16].toSorted()).toEqual(
      enumWith('Energy.Active.Import.Register', schema16)?.toSorted(),
    );
    expect([...PHASES].toSorted()).toEqual(enumWith('L1-N', schema16)?.toSorted());
    const schema15 = requestSchema('1.5', 'MeterValues');
    expect([...MEASURANDS_15].toSorted()).toEqual(
      enumWith('Energy.Active.Import.Register', schema15)?.toSorted(),
    );
  });
});
