import { assertNever } from '../../assertNever.ts';
import type { ModbusType } from './modbusProfile.ts';

/** How many registers, coils or inputs a value takes. */
export function modbusLength({ type, count = 1 }: { type: ModbusType; count?: number | undefined }): number {
  switch (type) {
    case 'u16':
    case 'i16':
    case 'bit':
    case 'coil':
    case 'discrete':
      return 1;
    case 'u32':
    case 'i32':
    case 'f32':
      return 2;
    case 'u64':
    case 'i64':
    case 'f64':
      return 4;
    case 'string':
    case 'char':
    case 'hex':
    case 'bcd':
    case 'bits':
      return count;
    default:
      return assertNever(type);
  }
}

/** Least and most raw value of a number; nothing of what is no whole number. */
export function modbusRange(type: ModbusType): { min: number; max: number } | undefined {
  switch (type) {
    case 'u16':
    case 'bcd':
    case 'bits':
      return { min: 0, max: 0xffff };
    case 'i16':
      return { min: -0x8000, max: 0x7fff };
    case 'u32':
      return { min: 0, max: 0xffffffff };
    case 'i32':
      return { min: -0x80000000, max: 0x7fffffff };
    case 'u64':
      return { min: 0, max: 2 ** 64 };
    case 'i64':
      return { min: -(2 ** 63), max: 2 ** 63 };
    case 'bit':
    case 'coil':
    case 'discrete':
      return { min: 0, max: 1 };
    default:
      return undefined;
  }
}
