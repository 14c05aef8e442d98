import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeRegisters,
  type RegisterValue,
} from '../../../../shared/service-port/modbus/decodeRegisters.ts';
import { encodeRegisters } from '../../../../shared/service-port/modbus/encodeRegisters.ts';
import {
  REGISTER_TYPES,
  registersOfType,
  type RegisterCoding,
} from '../../../../shared/service-port/modbus/registerCoding.ts';

const order = fc.constantFrom('high-first' as const, 'low-first' as const);

function integers(type: 'u16' | 'i16' | 'u32' | 'i32' | 'u64' | 'i64') {
  const bits = BigInt(type.slice(1));
  const isSigned = type.startsWith('i');
  return fc.bigInt({
    min: isSigned ? -(2n ** (bits - 1n)) : 0n,
    max: isSigned ? 2n ** (bits - 1n) - 1n : 2n ** bits - 1n,
  });
}

describe('values in registers', () => {
  it.each(['u16', 'i16', 'u32', 'i32', 'u64', 'i64'] as const)(
    '%s comes back as it went, in every order',
    (type) => {
      fc.assert(
        fc.property(integers(type), order, order, (integer, wordOrder, byteOrder) => {
          const coding: RegisterCoding = { type, count: 1, wordOrder, byteOrder };
          const value: RegisterValue = { kind: 'integer', integer };
          expect(decodeRegisters(registersOf(value, coding), coding)).toEqual(value);
        }),
      );
    },
  );

  it('f32 and f64 come back as they went', () => {
    fc.assert(
      fc.property(
        fc.float({ noNaN: true, noDefaultInfinity: true }),
        order,
        order,
        (decimal, wordOrder, byteOrder) => {
          for (const type of ['f32', 'f64'] as const) {
            const coding: RegisterCoding = { type, count: 1, wordOrder, byteOrder };
            const value: RegisterValue = { kind: 'decimal', decimal };
            expect(decodeRegisters(registersOf(value, coding), coding)).toEqual(value);
          }
        },
      ),
    );
  });

  it('texts, digits and bytes come back as they went', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9._-]{0,8}$/), order, (text, byteOrder) => {
        for (const type of ['string', 'char'] as const) {
          const coding: RegisterCoding = {
            type,
            count: 8,
            byteOrder: type === 'string' ? byteOrder : 'high-first',
          };
          const value: RegisterValue = { kind: 'text', text };
          expect(decodeRegisters(registersOf(value, coding), coding)).toEqual(value);
        }
      }),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 99_999_999n }), (integer) => {
        const coding: RegisterCoding = { type: 'bcd', count: 2 };
        expect(decodeRegisters(registersOf({ kind: 'integer', integer }, coding), coding)).toEqual({
          kind: 'integer',
          integer,
        });
      }),
    );
    const mac: RegisterCoding = { type: 'hex', count: 3 };
    expect(decodeRegisters([0x00a0, 0x4512, 0xbeef], mac)).toEqual({ kind: 'text', text: '00A04512BEEF' });
    expect(registersOf({ kind: 'text', text: '00a04512beef' }, mac)).toEqual([0x00a0, 0x4512, 0xbeef]);
  });

  it('words in known registers', () => {
    expect(decodeRegisters([0x4865, 0x6964, 0x656c, 0], { type: 'string', count: 4 })).toEqual({
      kind: 'text',
      text: 'Heidel',
    });
    expect(decodeRegisters([0x0043, 0x0032], { type: 'char', count: 2 })).toEqual({
      kind: 'text',
      text: 'C2',
    });
    expect(decodeRegisters([0x4300, 0x3200], { type: 'char', count: 2 })).toEqual({
      kind: 'text',
      text: 'C2',
    });
    expect(decodeRegisters([0x2021], { type: 'bcd', count: 1 })).toEqual({ kind: 'integer', integer: 2021n });
    expect(decodeRegisters([0x41c8, 0], { type: 'f32', count: 2 })).toEqual({ kind: 'decimal', decimal: 25 });
    expect(decodeRegisters([0, 0x41c8], { type: 'f32', count: 2, wordOrder: 'low-first' })).toEqual({
      kind: 'decimal',
      decimal: 25,
    });
  });

  it('what cannot be read is told, whatever the registers hold', () => {
    expect(decodeRegisters([0x202a], { type: 'bcd', count: 1 })).toMatchObject({ kind: 'unreadable' });
    expect(decodeRegisters([0x7fc0, 0], { type: 'f32', count: 2 })).toMatchObject({ kind: 'unreadable' });
    expect(decodeRegisters([1], { type: 'u32', count: 2 })).toMatchObject({ kind: 'unreadable' });
    expect(decodeRegisters([0xffff, 0xffff], { type: 'string', count: 2 })).toEqual({
      kind: 'text',
      text: '',
    });
    expect(decodeRegisters([0x411b, 0x5b32], { type: 'string', count: 2 })).toEqual({
      kind: 'text',
      text: 'A\\x1B[2',
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...REGISTER_TYPES),
        fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 }),
        (type, registers) => {
          decodeRegisters(registers, { type, count: registersOfType(type) ?? registers.length });
        },
      ),
    );
  });

  it.each([
    ['u16', { kind: 'integer', integer: 65_536n }],
    ['i16', { kind: 'integer', integer: 32_768n }],
    ['u16', { kind: 'integer', integer: -1n }],
    ['string', { kind: 'text', text: 'too long' }],
    ['string', { kind: 'text', text: '€' }],
    ['bcd', { kind: 'integer', integer: 10_000n }],
    ['hex', { kind: 'text', text: '12G4' }],
    ['u16', { kind: 'text', text: '6' }],
  ] satisfies Array<[RegisterCoding['type'], RegisterValue]>)(
    '%s does not take what does not fit, no. %#',
    (type, value) => {
      expect(encodeRegisters(value, { type, count: 1 })).toHaveProperty('sentence');
    },
  );
});

function registersOf(value: RegisterValue, coding: RegisterCoding): number[] {
  const encoded = encodeRegisters(value, coding);
  if ('sentence' in encoded) throw new Error(encoded.sentence);
  return encoded.registers;
}
