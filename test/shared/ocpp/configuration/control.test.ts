import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controlOf, shapeOfCharacteristics } from '../../../../shared/ocpp/configuration/control.ts';
import { describeKey, keyCatalogue } from '../../../../shared/ocpp/configuration/keyCatalogue.ts';

function controlOfKey(key: string, maxItems?: number) {
  const description = describeKey('1.6', key);
  if (description === undefined) throw new Error(`no ${key}`);
  return controlOf(description, maxItems);
}

describe('the control of a key', () => {
  it('is the one that suits its type', () => {
    expect(controlOfKey('LocalPreAuthorize')).toEqual({ kind: 'switch' });
    expect(controlOfKey('HeartbeatInterval')).toEqual({ kind: 'number', min: 0, step: 1, unit: 's' });
    expect(controlOfKey('LightIntensity')).toEqual({ kind: 'number', min: 0, max: 100, step: 1, unit: '%' });
    expect(controlOfKey('AuthorizationKey')).toEqual({ kind: 'secret', minLength: 16, maxLength: 40 });
    expect(controlOfKey('CpoName')).toEqual({ kind: 'text', maxLength: 255 });
    expect(controlOf({ type: 'string', textForm: 'url' })).toEqual({ kind: 'url' });
    expect(controlOf({ type: 'decimal', min: 0.5 })).toEqual({ kind: 'number', min: 0.5, step: 'any' });
    expect(controlOf({ type: 'dateTime' })).toEqual({ kind: 'dateTime' });
  });

  it('offers the words of a list, and as many as the station takes', () => {
    const control = controlOfKey('MeterValuesSampledData', 4);
    expect(control).toMatchObject({
      kind: 'list',
      max: 4,
      isOpen: false,
      isOrdered: false,
      itemForm: 'measurand',
    });
    expect(control.kind === 'list' && control.options).toHaveLength(22);
    expect(controlOfKey('SupportedFeatureProfiles')).toMatchObject({ kind: 'list', isOpen: true });
  });

  it('offers numbers by their meaning where each has one', () => {
    const control = controlOfKey('SecurityProfile');
    expect(control.kind === 'choice' && control.options.map(({ value }) => value)).toEqual([
      '0',
      '1',
      '2',
      '3',
    ]);
    expect(control.kind === 'choice' && control.options.every(({ hint }) => hint !== undefined)).toBe(true);
  });

  it('is there for every key', () => {
    for (const version of ['1.5', '1.6'] as const) {
      for (const description of keyCatalogue(version)) expect(controlOf(description).kind).toBeDefined();
    }
  });
});

describe('the control of a variable', () => {
  it.each([
    [{ dataType: 'boolean' }, { kind: 'switch' }],
    [
      { dataType: 'integer', unit: 's', minLimit: 1, maxLimit: 60 },
      { kind: 'number', min: 1, max: 60, step: 1, unit: 's' },
    ],
    [{ dataType: 'decimal' }, { kind: 'number', step: 'any' }],
    [
      { dataType: 'string', maxLimit: 40 },
      { kind: 'text', maxLength: 40 },
    ],
    [{ dataType: 'dateTime' }, { kind: 'dateTime' }],
    [
      { dataType: 'OptionList', valuesList: ['A', ' W'] },
      { kind: 'choice', options: [{ value: 'A' }, { value: 'W' }], isOpen: false },
    ],
    [{ dataType: 'OptionList' }, { kind: 'choice', options: [], isOpen: true }],
    [
      { dataType: 'SequenceList', valuesList: ['1', '2'], maxLimit: 9 },
      { kind: 'list', options: [{ value: '1' }, { value: '2' }], isOpen: false, isOrdered: true },
    ],
    [{ dataType: 'MemberList' }, { kind: 'list', options: [], isOpen: true, isOrdered: false }],
    [
      { dataType: 'passwordString', minLimit: 16 },
      { kind: 'secret', minLength: 16 },
    ],
    [{ dataType: '__proto__', unit: 'constructor' }, { kind: 'text' }],
    [
      { dataType: 'OptionList', valuesList: ['constructor'] },
      { kind: 'choice', options: [{ value: 'constructor' }], isOpen: false },
    ],
    [{ dataType: 'Zahl' }, { kind: 'text' }],
  ])('%j is %j', (characteristics, control) => {
    expect(controlOf(characteristics)).toEqual(control);
  });

  it('is there for whatever a station says', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), fc.double(), (dataType, valuesList, maxLimit) => {
        expect(controlOf({ dataType, valuesList, maxLimit }).kind).toBeDefined();
        expect(shapeOfCharacteristics({ dataType, valuesList }).type).toBeDefined();
      }),
    );
  });
});
