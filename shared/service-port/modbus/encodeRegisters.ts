import type { RegisterValue } from './decodeRegisters.ts';
import { registersOfBytes, registersOfType, type RegisterCoding } from './registerCoding.ts';

const RANGES = {
  u16: [0n, 0xffffn],
  i16: [-0x8000n, 0x7fffn],
  u32: [0n, 0xffff_ffffn],
  i32: [-0x8000_0000n, 0x7fff_ffffn],
  u64: [0n, 0xffff_ffff_ffff_ffffn],
  i64: [-0x8000_0000_0000_0000n, 0x7fff_ffff_ffff_ffffn],
} as const;

/** Registers for a value, before which it was scaled; a sentence where it does not fit into them. */
export function encodeRegisters(
  value: RegisterValue,
  coding: RegisterCoding,
): { registers: number[] } | { sentence: string } {
  const { type } = coding;
  const bytes = bytesFor(value, coding);
  if (typeof bytes === 'string') return { sentence: bytes };
  const count = registersOfType(type) ?? coding.count;
  if (bytes.length > count * 2) return { sentence: `It is too long: ${count * 2} bytes are all there is.` };
  const full = new Uint8Array(count * 2);
  // Texts begin at the left, digits end at the right.
  full.set(bytes, type === 'bcd' ? full.length - bytes.length : 0);
  return { registers: registersOfBytes(full, coding) };
}

function bytesFor(value: RegisterValue, { type }: RegisterCoding): Uint8Array | string {
  switch (type) {
    case 'string':
      return value.kind === 'text' ? latinBytes(value.text) : 'It is no text.';
    case 'char':
      return value.kind === 'text' ? oneToARegister(latinBytes(value.text)) : 'It is no text.';
    case 'hex':
      return value.kind === 'text' && /^([0-9a-f]{2})*$/i.test(value.text)
        ? hexBytes(value.text)
        : 'It is no row of hexadecimal pairs.';
    case 'bcd':
      return value.kind === 'integer' && value.integer >= 0n
        ? hexBytes(evenDigits(value.integer))
        : 'It is no whole number from 0.';
    case 'f32':
    case 'f64':
      return value.kind === 'integer' || value.kind === 'decimal'
        ? floatBytes(value, type)
        : 'It is no number.';
    default:
      return value.kind === 'integer' ? integerBytes(value.integer, type) : 'It is no whole number.';
  }
}

function integerBytes(integer: bigint, type: keyof typeof RANGES): Uint8Array | string {
  const [min, max] = RANGES[type];
  if (integer < min || integer > max) return `It has to be from ${min} to ${max}.`;
  const length = (registersOfType(type) ?? 1) * 2;
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt.asUintN(64, integer));
  return new Uint8Array(view.buffer).slice(8 - length);
}

function floatBytes(
  value: Extract<RegisterValue, { kind: 'integer' | 'decimal' }>,
  type: 'f32' | 'f64',
): Uint8Array {
  const decimal = value.kind === 'integer' ? Number(value.integer) : value.decimal;
  const view = new DataView(new ArrayBuffer(type === 'f32' ? 4 : 8));
  if (type === 'f32') view.setFloat32(0, decimal);
  else view.setFloat64(0, decimal);
  return new Uint8Array(view.buffer);
}

function latinBytes(text: string): Uint8Array | string {
  const codes = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return codes.every((code) => code > 0 && code <= 0xff)
    ? Uint8Array.from(codes)
    : 'It has characters that the device cannot hold: only Latin letters fit into one byte.';
}

function oneToARegister(bytes: Uint8Array | string): Uint8Array | string {
  return typeof bytes === 'string' ? bytes : Uint8Array.from([...bytes].flatMap((byte) => [0, byte]));
}

function evenDigits(integer: bigint): string {
  const text = String(integer);
  return text.length % 2 === 0 ? text : `0${text}`;
}

function hexBytes(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(index * 2, index * 2 + 2), 16),
  );
}
