/**
 * How a value lies in registers. The standard only says that a register is sent high byte first; which of several registers comes first is
 * each maker's choice. `char`: one character to
 * a register, `string` has two; `bcd`: four decimal digits; `hex`: bytes without a meaning, such as a MAC address.
 */
export const REGISTER_TYPES = [
  'u16',
  'i16',
  'u32',
  'i32',
  'u64',
  'i64',
  'f32',
  'f64',
  'string',
  'char',
  'bcd',
  'hex',
] as const;
export type RegisterType = (typeof REGISTER_TYPES)[number];

export interface RegisterCoding {
  type: RegisterType;
  /** How many registers; numbers have their own number of them. */
  count: number;
  /** `low-first`: the first register is the least one. */
  wordOrder?: 'high-first' | 'low-first' | undefined;
  /** `low-first`: the bytes within each register are exchanged. */
  byteOrder?: 'high-first' | 'low-first' | undefined;
}

const NUMBER_REGISTERS: Partial<Record<RegisterType, number>> = {
  u16: 1,
  i16: 1,
  u32: 2,
  i32: 2,
  f32: 2,
  u64: 4,
  i64: 4,
  f64: 4,
};

/** How many registers a number of this type takes; nothing for texts, whose length the profile says. */
export function registersOfType(type: RegisterType): number | undefined {
  return NUMBER_REGISTERS[type];
}

/** The bytes of registers in the order of their meaning: the highest first. */
export function bytesOfRegisters(
  registers: readonly number[],
  coding: Omit<RegisterCoding, 'count'>,
): Uint8Array {
  const ordered = coding.wordOrder === 'low-first' ? registers.toReversed() : registers;
  return Uint8Array.from(
    ordered.flatMap((register) =>
      coding.byteOrder === 'low-first'
        ? [register & 0xff, register >>> 8]
        : [register >>> 8, register & 0xff],
    ),
  );
}

/** The other way round; an odd byte is followed by 0. */
export function registersOfBytes(bytes: Uint8Array, coding: Omit<RegisterCoding, 'count'>): number[] {
  const registers = Array.from({ length: Math.ceil(bytes.length / 2) }, (_, index) => {
    const first = bytes[index * 2] ?? 0;
    const second = bytes[index * 2 + 1] ?? 0;
    return coding.byteOrder === 'low-first' ? (second << 8) | first : (first << 8) | second;
  });
  return coding.wordOrder === 'low-first' ? registers.toReversed() : registers;
}

/** `0010 1A2B`: registers as they crossed the line. */
export function registersHex(registers: readonly number[]): string {
  return registers.map((register) => register.toString(16).toUpperCase().padStart(4, '0')).join(' ');
}
