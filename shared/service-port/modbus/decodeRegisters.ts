import { assertNever } from '../../assertNever.ts';
import { bytesOfRegisters, registersOfType, type RegisterCoding } from './registerCoding.ts';

/** What registers say, before scaling. Integers are exact at any size. */
export type RegisterValue =
  | { kind: 'integer'; integer: bigint }
  | { kind: 'decimal'; decimal: number }
  | { kind: 'text'; text: string }
  | { kind: 'unreadable'; sentence: string };

/** Never throws: what cannot be read is told as such. */
export function decodeRegisters(registers: readonly number[], coding: RegisterCoding): RegisterValue {
  const needed = registersOfType(coding.type) ?? coding.count;
  if (registers.length !== needed)
    return { kind: 'unreadable', sentence: `${registers.length} registers came instead of ${needed}.` };
  const bytes = bytesOfRegisters(registers, coding);
  const view = new DataView(bytes.buffer);
  switch (coding.type) {
    case 'u16':
      return { kind: 'integer', integer: BigInt(view.getUint16(0)) };
    case 'i16':
      return { kind: 'integer', integer: BigInt(view.getInt16(0)) };
    case 'u32':
      return { kind: 'integer', integer: BigInt(view.getUint32(0)) };
    case 'i32':
      return { kind: 'integer', integer: BigInt(view.getInt32(0)) };
    case 'u64':
      return { kind: 'integer', integer: view.getBigUint64(0) };
    case 'i64':
      return { kind: 'integer', integer: view.getBigInt64(0) };
    case 'f32':
      return decimal(view.getFloat32(0));
    case 'f64':
      return decimal(view.getFloat64(0));
    case 'string':
      return { kind: 'text', text: textOf(bytes) };
    case 'char':
      return { kind: 'text', text: textOf(Uint8Array.from(registers, charOf)) };
    case 'bcd':
      return digits(bytes);
    case 'hex':
      return { kind: 'text', text: hexOf(bytes) };
    default:
      return assertNever(coding.type);
  }
}

function decimal(value: number): RegisterValue {
  return Number.isFinite(value)
    ? { kind: 'decimal', decimal: value }
    : { kind: 'unreadable', sentence: 'The registers hold no number (NaN): the device has no value here.' };
}

/** To the first NUL, without blanks around it; what is no printable character is shown as `\x07`. */
function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const said = end === -1 ? bytes : bytes.subarray(0, end);
  if (said.every((byte) => byte === 0xff)) return '';
  const text = String.fromCharCode(...said).trim();
  return text.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, (character) => `\\x${hexByte(character.charCodeAt(0))}`);
}

/** One character to a register: in its low byte, or, of makers who fill it from the left, in its high one. */
function charOf(register: number): number {
  return (register & 0xff) === 0 ? register >>> 8 : register & 0xff;
}

function digits(bytes: Uint8Array): RegisterValue {
  const text = hexOf(bytes);
  return /^\d*$/.test(text)
    ? { kind: 'integer', integer: BigInt(text) }
    : { kind: 'unreadable', sentence: `${text} is no number in BCD.` };
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map(hexByte).join('');
}

function hexByte(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
