import { describe, expect, it } from 'vitest';
import { idTagHint, sameCard } from '../../../shared/ocpp/idTag.ts';
import { plausibleConnectorCount } from '../../../shared/ocpp/connectorCount.ts';

describe('the same card', () => {
  it.each([
    ['04a1b2c3', '04A1B2C3', 'case'],
    ['Ann', 'ANN', 'case'],
    ['04:A1:B2:C3', '04A1B2C3', 'separators'],
    ['0x04A1B2C3', '04A1B2C3', 'separators'],
    ['04A1B2C3', 'C3B2A104', 'byte-order'],
    ['04A1B2C3D4E5F6', 'F6E5D4C3B2A104', 'byte-order'],
    // 04 ^ A1 ^ B2 ^ C3 = D4
    ['04A1B2C3', '04A1B2C3D4', 'extra-byte'],
    ['04A1B2C3', '8804A1B2C3', 'extra-byte'],
    ['C3B2A104', '04A1B2C3D4', 'extra-byte'],
    ['04A1B2C3', '04A1B2C3000000', 'padding'],
    ['04A1B2C3', '0000000004A1B2C3', 'padding'],
  ] as const)('%s and %s: %s', (one, other, difference) => {
    expect(sameCard(one, other)).toBe(difference);
    expect(sameCard(other, one)).toBe(difference);
  });

  it.each([
    ['04A1B2C3', '04A1B2C3'],
    ['04A1B2C3', '04A1B2C4'],
    ['0102', '0201'],
    ['', ''],
    ['Ann', 'Bob'],
    ['04A1B2C3', '04A1B2C3D4E5'],
  ])('%s and %s are equal or two cards', (one, other) => {
    expect(sameCard(one, other)).toBeUndefined();
  });
});

it('hints at what a station may not take', () => {
  expect(idTagHint('04A1B2C3')).toBeUndefined();
  expect(idTagHint('')).toBeUndefined();
  expect(idTagHint('Ann')).toBe('not-hex');
  expect(idTagHint('x'.repeat(21))).toBe('too-long');
});

it.each([
  ['2', 2],
  [2, 2],
  ['1634030126', undefined],
  ['0', undefined],
  ['', undefined],
  ['two', undefined],
  [undefined, undefined],
] as const)('%j connectors are taken for %s', (told, count) => {
  expect(plausibleConnectorCount(told)).toBe(count);
});
