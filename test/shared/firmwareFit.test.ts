import { describe, expect, it } from 'vitest';
import { firmwareFit } from '../../shared/files/firmwareFit.ts';
import { compareFirmware } from '../../shared/firmwareVersion.ts';

const codes = (...given: Parameters<typeof firmwareFit>): string[] =>
  firmwareFit(...given).map(({ code }) => code);
const NONE = { vendors: [], models: [] };

describe('a file of firmware for a charger', () => {
  it.each([
    [{ ...NONE }, { vendor: 'ACME', model: 'Wall 22' }, []],
    [{ vendors: ['acme*'], models: ['*22'] }, { vendor: 'ACME Ltd', model: 'Wall 22' }, []],
    [{ vendors: ['ACME'], models: [] }, { vendor: 'Other', model: 'Wall 22' }, ['other-vendor']],
    [
      { vendors: ['ACME'], models: ['Wall 11', 'Wall 7'] },
      { vendor: 'ACME', model: 'Wall 22' },
      ['other-model'],
    ],
    [{ vendors: [], models: ['Wall*'] }, {}, ['model-unknown']],
  ])('%j and %j: %j', (rule, station, wanted) => {
    expect(codes(rule, station)).toEqual(wanted);
  });

  it.each([
    ['1.4.2', '1.4.10', ['older-version']],
    ['1.10', '1.9.9', []],
    ['1.4.2', '1.4.2', ['same-version']],
    ['1.4.2-beta', '1.4.2', []],
    ['V2.0', 'v2.0', ['same-version']],
    ['next', '1.0', []],
  ])('version %s over %s: %j', (version, firmwareVersion, wanted) => {
    expect(codes({ ...NONE, version }, { firmwareVersion })).toEqual(wanted);
  });

  it('is told why', () => {
    const [doubt] = firmwareFit({ vendors: [], models: ['Wall*', 'Post*'] }, { model: 'Pole 1' });
    expect(doubt?.level).toBe('problem');
    expect(doubt?.sentence).toBe('The file is for the model “Wall*” or “Post*”; the charger has “Pole 1”.');
  });
});

it('numbers of versions are compared, however many digits', () => {
  expect(compareFirmware('1.99999999999999999999', '1.100000000000000000000')).toBe(-1);
  expect(compareFirmware('', '1')).toBeUndefined();
});
