import { ownValue } from '../../../../../shared/ownValue.ts';
import { decodeRegisters } from '../../../../../shared/service-port/modbus/decodeRegisters.ts';
import { registersHex, registersOfBytes } from '../../../../../shared/service-port/modbus/registerCoding.ts';
import type { MappedItem } from './registerMap.ts';

/** What lies under an item: registers, or one bit. */
export type RawItem = { registers: readonly number[] } | { bit: boolean };

/** As it is shown, or a sentence why there is nothing to show. */
export type ShownItem = { value: string } | { trouble: string; isAbsent?: true };

const FLAG_WORDS = { '0': 'false', '1': 'true' } as const;

/** The hex of what came, for those who know the device by its registers. */
export function rawText(raw: RawItem): string {
  return 'bit' in raw ? (raw.bit ? '1' : '0') : registersHex(raw.registers);
}

export function shownItem({ profile, coding }: MappedItem, raw: RawItem): ShownItem {
  if ('bit' in raw) return flagShown(profile.enum, raw.bit);
  if (coding === undefined) return { trouble: 'It is a single bit, and registers came.' };
  if (profile.type === 'bits' || profile.type === 'bit') {
    const integer = flagsOf(raw.registers, coding);
    return profile.type === 'bit'
      ? flagShown(profile.enum, ((integer >> BigInt(profile.bit ?? 0)) & 1n) === 1n)
      : { value: flagNames(integer, profile.flags ?? {}) };
  }
  const value = decodeRegisters(raw.registers, coding);
  switch (value.kind) {
    case 'unreadable':
      return { trouble: value.sentence };
    case 'text':
      return { value: ownValue(profile.enum, value.text) ?? value.text };
    case 'integer':
      return numberShown(profile, masked(value.integer, profile.mask));
    default:
      return numberShown(profile, value.decimal);
  }
}

/** Registers of flags as one number: the first register is the highest unless the profile says otherwise. */
export function flagsOf(registers: readonly number[], coding: NonNullable<MappedItem['coding']>): bigint {
  const value = decodeRegisters(registers, { ...coding, type: 'hex', count: registers.length });
  return value.kind === 'text' && value.text !== '' ? BigInt(`0x${value.text}`) : 0n;
}

/** The other way round. */
export function registersOfFlags(integer: bigint, coding: NonNullable<MappedItem['coding']>): number[] {
  const hex = BigInt.asUintN(coding.count * 16, integer)
    .toString(16)
    .padStart(coding.count * 4, '0');
  const bytes = Uint8Array.from({ length: coding.count * 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
  return registersOfBytes(bytes, coding);
}

/** Only the bits of the mask, shifted down. */
export function masked(integer: bigint, mask: number | undefined): bigint {
  if (mask === undefined) return integer;
  return (integer & BigInt(mask)) >> maskShift(mask);
}

export function maskShift(mask: number): bigint {
  return BigInt(31 - Math.clz32(mask & -mask));
}

/** Raw × scale + offset, without the digits that binary fractions add. */
export function scaled(
  raw: bigint | number,
  { scale, offset }: { scale?: number | undefined; offset?: number | undefined },
): string {
  if (scale === undefined && offset === undefined) return plain(raw);
  return plain(Number(raw) * (scale ?? 1) + (offset ?? 0));
}

function plain(value: bigint | number): string {
  return typeof value === 'bigint' ? String(value) : String(Number(value.toPrecision(9)));
}

function numberShown(
  { absent, enum: words, scale, offset }: MappedItem['profile'],
  raw: bigint | number,
): ShownItem {
  if (absent?.includes(Number(raw)) === true)
    return { trouble: `The device says that it has no value here (raw ${raw}).`, isAbsent: true };
  return { value: words?.[String(raw)] ?? scaled(raw, { scale, offset }) };
}

function flagShown(words: Readonly<Record<string, string>> | undefined, isOn: boolean): ShownItem {
  const raw = isOn ? '1' : '0';
  return { value: words?.[raw] ?? FLAG_WORDS[raw] };
}

function flagNames(integer: bigint, flags: Readonly<Record<string, string>>): string {
  const names: string[] = [];
  for (let bit = 0, rest = integer; rest > 0n; bit += 1, rest >>= 1n)
    if ((rest & 1n) === 1n) names.push(flags[String(bit)] ?? `bit ${bit}`);
  return names.length === 0 ? 'none' : names.join(', ');
}
