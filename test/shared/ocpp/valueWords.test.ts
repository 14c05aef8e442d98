import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueWords, type ValueWords } from '../../../shared/ocpp/fieldMeanings/valueWords.ts';

const say = (name: string, value: string, near: Record<string, string> = {}): ValueWords | undefined =>
  valueWords({ name, value, near: (wanted) => (Object.hasOwn(near, wanted) ? near[wanted] : undefined) });

describe('values in words', () => {
  it.each<[string, string, Record<string, string>, ValueWords | undefined]>([
    ['interval', '300', {}, { kind: 'duration', seconds: 300 }],
    ['interval', '10', {}, undefined],
    ['meterStart', '1204', {}, { kind: 'quantity', value: 1204, unit: 'Wh', isAssumed: false }],
    ['limit', '16', { chargingRateUnit: 'A' }, { kind: 'quantity', value: 16, unit: 'A', isAssumed: false }],
    ['limit', '16', {}, undefined],
    [
      'value',
      '11200',
      { unit: 'W', measurand: 'Power.Active.Import' },
      { kind: 'quantity', value: 11200, unit: 'W', isAssumed: false },
    ],
    ['value', '230', { measurand: 'Voltage' }, { kind: 'quantity', value: 230, unit: 'V', isAssumed: true }],
    [
      'value',
      '230',
      { context: 'Sample.Periodic' },
      { kind: 'quantity', value: 230, unit: 'Wh', isAssumed: true },
    ],
    [
      'value',
      '7',
      { 'unitOfMeasure.unit': 'W', 'unitOfMeasure.multiplier': '3' },
      { kind: 'quantity', value: 7000, unit: 'W', isAssumed: false },
    ],
    ['value', '300', { key: 'HeartbeatInterval' }, undefined],
    ['value', '52', { unit: 'Percent' }, { kind: 'quantity', value: 52, unit: '%', isAssumed: false }],
    ['timestamp', '1769860800', {}, { kind: 'epoch', at: 1_769_860_800_000 }],
    ['timestamp', '1769860800123', {}, { kind: 'epoch', at: 1_769_860_800_123 }],
    ['transactionId', '1769860800', {}, undefined],
    ['idTag', '04A2B1C6D95E80', {}, { kind: 'cardNumber', bytes: 7 }],
    ['idTag', 'driver-7', {}, undefined],
  ])('%s %s %j', (name, value, near, expected) => {
    expect(say(name, value, near)).toEqual(expected);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('value', 'limit', 'interval', 'idTag', 'timestamp', '__proto__', 'x'),
        fc.string(),
        fc.dictionary(
          fc.constantFrom('unit', 'measurand', 'context', 'unitOfMeasure.multiplier', 'chargingRateUnit'),
          fc.string(),
        ),
        (name, value, near) => void say(name, value, near),
      ),
    );
  });
});
