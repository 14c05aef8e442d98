import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerLength,
  decodeAnswer,
  encodeAnswer,
} from '../../../../shared/service-port/modbus/modbusAnswer.ts';
import { exceptionWords } from '../../../../shared/service-port/modbus/exceptionWords.ts';
import { decodeRequest, encodeRequest } from '../../../../shared/service-port/modbus/modbusRequest.ts';
import { request } from './pdus.ts';

describe('requests', () => {
  it('come back as they went, and no truncation of one is one', () => {
    fc.assert(
      fc.property(request, (request) => {
        const pdu = encodeRequest(request);
        expect(decodeRequest(pdu)).toEqual(request);
        for (let length = 0; length < pdu.length; length += 1)
          expect(decodeRequest(pdu.slice(0, length))).toBeUndefined();
      }),
    );
  });

  it('are those of the standard (Application Protocol V1.1b3 §6)', () => {
    expect(hex(encodeRequest({ functionCode: 3, address: 0x6b, count: 3 }))).toBe('03006b0003');
    expect(hex(encodeRequest({ functionCode: 5, address: 0xac, isOn: true }))).toBe('0500acff00');
    expect(hex(encodeRequest({ functionCode: 16, address: 1, registers: [0x0a, 0x0102] }))).toBe(
      '100001000204000a0102',
    );
    const bits = Array.from('1011001110', (bit) => bit === '1');
    expect(hex(encodeRequest({ functionCode: 15, address: 0x13, bits }))).toBe('0f0013000a02cd01');
  });

  it('outside the standard are a defect of the caller', () => {
    expect(() => encodeRequest({ functionCode: 3, address: 0, count: 126 })).toThrow(RangeError);
    expect(() => encodeRequest({ functionCode: 4, address: 65_535, count: 2 })).toThrow(RangeError);
    expect(() => encodeRequest({ functionCode: 16, address: 0, registers: [] })).toThrow(RangeError);
  });
});

describe('answers', () => {
  it('come back as they went', () => {
    const registers = { kind: 'registers' as const, registers: [1, 0xffff] };
    const read = { functionCode: 4 as const, address: 4, count: 2 };
    expect(decodeAnswer(read, encodeAnswer(read, registers))).toEqual(registers);
    expect(encodeAnswer(read, registers)).toHaveLength(answerLength(read));
    const bits = { kind: 'bits' as const, bits: [true, false, true] };
    const coils = { functionCode: 1 as const, address: 4, count: 3 };
    expect(decodeAnswer(coils, encodeAnswer(coils, bits))).toEqual(bits);
  });

  it('to writes repeat what was asked', () => {
    fc.assert(
      fc.property(request, (request) => {
        fc.pre(request.functionCode > 4);
        const pdu = encodeAnswer(request, { kind: 'done' });
        expect(decodeAnswer(request, pdu)).toEqual({ kind: 'done' });
        for (let bit = 8; bit < pdu.length * 8; bit += 1) {
          const damaged = pdu.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
          expect(decodeAnswer(request, damaged)).toMatchObject({ kind: 'unfitting' });
        }
      }),
    );
  });

  it('of another function answer something else; of another length they do not fit', () => {
    const read = { functionCode: 3 as const, address: 261, count: 2 };
    expect(decodeAnswer(read, Uint8Array.of(4, 4, 0, 1, 0, 2))).toBeUndefined();
    expect(decodeAnswer(read, Uint8Array.of(3, 2, 0, 1))).toMatchObject({ kind: 'unfitting' });
    expect(decodeAnswer(read, Uint8Array.of(3, 4, 0, 1, 0))).toMatchObject({ kind: 'unfitting' });
    expect(decodeAnswer(read, Uint8Array.of(0x83, 2))).toEqual({ kind: 'exception', code: 2 });
    expect(decodeAnswer(read, new Uint8Array(0))).toBeUndefined();
  });

  it('that refuse are put in words', () => {
    expect(exceptionWords(2)).toMatch(/^exception 2: illegal data address/);
    expect(exceptionWords(77)).toMatch(/^exception 77: a code of the maker/);
  });
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
