import type { DriverItem } from '../../../../../shared/service-port/driverItem.ts';
import {
  registersOfType,
  type RegisterCoding,
  type RegisterType,
} from '../../../../../shared/service-port/modbus/registerCoding.ts';
import type {
  ModbusBlock,
  ModbusItem,
  ModbusProfile,
  ModbusType,
} from '../../../../../shared/service-port/profile/modbusProfile.ts';

/** An item with its addresses as on the wire. */
export interface MappedItem {
  profile: ModbusItem;
  item: DriverItem;
  /** Where it is read; absent: it can only be written. */
  read: { functionCode: 1 | 2 | 3 | 4; address: number; count: number } | undefined;
  write: { functionCode: 5 | 6 | 15 | 16; address: number } | undefined;
  /** Of coils and discrete inputs there is none. */
  coding: RegisterCoding | undefined;
}

/** What a profile says of registers, with all addresses as on the wire. */
export interface RegisterMap {
  items: ReadonlyMap<string, MappedItem>;
  blocks: readonly ModbusBlock[];
  /** A manual that counts from 1 means 0 on the wire. */
  wire: (address: number) => number;
}

export function createRegisterMap(profile: ModbusProfile): RegisterMap {
  const wire = (address: number) => Math.max(0, address - profile.addressBase);
  return {
    items: new Map(profile.items.map((item) => [item.key, mapped(item, profile, wire)])),
    blocks: profile.blocks.map((block) => ({ ...block, addr: wire(block.addr) })),
    wire,
  };
}

/** How the registers of a type are coded; nothing for coils and inputs, which are single bits. */
export function codingOf(
  { type, count, wordOrder, byteOrder }: Pick<ModbusItem, 'type' | 'count' | 'wordOrder' | 'byteOrder'>,
  profile: Pick<ModbusProfile, 'wordOrder' | 'byteOrder'>,
): RegisterCoding | undefined {
  if (type === 'coil' || type === 'discrete') return undefined;
  const registerType = registerTypeOf(type);
  return {
    type: registerType,
    count: registersOfType(registerType) ?? count ?? 1,
    wordOrder: wordOrder ?? profile.wordOrder,
    byteOrder: byteOrder ?? profile.byteOrder,
  };
}

/** Flags are bytes that `itemValue.ts` takes apart. */
function registerTypeOf(type: Exclude<ModbusType, 'coil' | 'discrete'>): RegisterType {
  return type === 'bits' || type === 'bit' ? 'hex' : type;
}

function mapped(item: ModbusItem, profile: ModbusProfile, wire: (address: number) => number): MappedItem {
  const coding = codingOf(item, profile);
  const { write } = item;
  return {
    profile: item,
    item: driverItem(item),
    read:
      item.fc === undefined
        ? undefined
        : { functionCode: item.fc, address: wire(item.addr), count: coding?.count ?? 1 },
    write:
      write === undefined ? undefined : { functionCode: write.fc, address: wire(write.addr ?? item.addr) },
    coding,
  };
}

function driverItem(item: ModbusItem): DriverItem {
  const { write } = item;
  const canWrite = write !== undefined && write.forbidden === undefined;
  const meaning = [item.meaning, write?.forbidden, write?.confirm]
    .filter((part) => part !== undefined)
    .join(' ');
  const optional = {
    meaning: meaning === '' ? undefined : meaning,
    group: item.group,
    unit: item.unit,
    min: write?.min,
    max: write?.max,
    also: write?.also,
    choices: isChoice(item) ? choicesOf(item) : undefined,
    defaultValue: item.default,
    isVolatile: item.isVolatile,
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return {
    key: item.key,
    title: item.title ?? item.key,
    type: typeOf(item),
    access: !canWrite ? 'read-only' : item.fc === undefined ? 'write-only' : 'read-write',
    risk: write?.risk ?? 'none',
    isSecret: item.isSecret,
    isLive: item.isLive,
    ...given,
  };
}

/** Words for some values of a range (0 is “off”) make no choice of it. */
export function isChoice({ enum: words, write }: ModbusItem): boolean {
  return words !== undefined && write?.min === undefined && write?.max === undefined;
}

export function isFlag({ type }: Pick<ModbusItem, 'type'>): boolean {
  return type === 'bit' || type === 'coil' || type === 'discrete';
}

function choicesOf(item: ModbusItem): Array<{ value: string; title: string }> {
  const also = item.write?.also;
  return Object.entries(item.enum ?? {})
    .filter(([raw]) => also === undefined || also.includes(Number(raw)))
    .map(([, word]) => ({ value: word, title: word }));
}

function typeOf(item: ModbusItem): DriverItem['type'] {
  if (isChoice(item)) return 'choice';
  if (isFlag(item)) return 'boolean';
  switch (item.type) {
    case 'string':
    case 'char':
    case 'hex':
    case 'bits':
      return 'text';
    case 'f32':
    case 'f64':
      return 'decimal';
    default:
      return Number.isInteger(item.scale ?? 1) && Number.isInteger(item.offset ?? 0) ? 'integer' : 'decimal';
  }
}
