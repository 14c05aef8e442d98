import { flagsOf, maskShift } from '../../../../electron/core/service-port/drivers/modbus/itemValue.ts';
import { isTelling } from '../../../../electron/core/service-port/drivers/modbus/probe.ts';
import {
  codingOf,
  createRegisterMap,
} from '../../../../electron/core/service-port/drivers/modbus/registerMap.ts';
import type { RegisterValue } from '../../../../shared/service-port/modbus/decodeRegisters.ts';
import { encodeRegisters } from '../../../../shared/service-port/modbus/encodeRegisters.ts';
import type {
  ModbusItem,
  ModbusProbe,
  ModbusProfile,
} from '../../../../shared/service-port/profile/modbusProfile.ts';
import type { RegisterValues } from './registerDevice.ts';

type Field = Pick<ModbusItem, 'type' | 'count' | 'wordOrder' | 'byteOrder'>;

/** Texts that fit the patterns of built-in profiles. */
const TEXTS = ['EV-CC-AC1-M3', 'C2', '2.17.4', 'SN12345678'];

/** Registers as the device of a profile may have them: in its blocks, with values that its items and probes expect. */
export function plausibleRegisters(profile: ModbusProfile): RegisterValues {
  const values: RegisterValues = new Map();
  const { wire, blocks } = createRegisterMap(profile);
  const fill = (functionCode: number, address: number, registers: readonly number[]) => {
    for (const [index, register] of registers.entries())
      values.set(`${functionCode} ${address + index}`, register);
  };
  for (const { fc, addr, n } of blocks)
    fill(
      fc,
      addr,
      Array.from({ length: n }, () => 0),
    );
  for (const item of profile.items) {
    if (item.fc === undefined) continue;
    const address = wire(item.addr);
    const before = Array.from(
      { length: codingOf(item, profile)?.count ?? 1 },
      (_, index) => values.get(`${item.fc} ${address + index}`) ?? 0,
    );
    fill(item.fc, address, registersFor(item, profile, rawOf(item), before));
  }
  for (const probe of profile.identify) {
    const isThere = values.has(`${probe.fc} ${wire(probe.addr)}`);
    if (probe.isMissing || (isThere && !isTelling(probe))) continue;
    fill(probe.fc, wire(probe.addr), registersFor(probe, profile, probeRaw(probe, profile)));
  }
  return values;
}

function registersFor(
  field: Field & { mask?: number | undefined },
  profile: ModbusProfile,
  value: RegisterValue,
  before: readonly number[] = [],
): readonly number[] {
  const coding = codingOf(field, profile);
  if (coding === undefined) return [value.kind === 'integer' ? Number(value.integer) : 0];
  if (field.type === 'bits' || field.type === 'bit') return before.map(() => 0);
  const shifted =
    field.mask !== undefined && value.kind === 'integer'
      ? { ...value, integer: flagsOf(before, coding) | (value.integer << maskShift(field.mask)) }
      : value;
  const encoded = encodeRegisters(shifted, coding);
  if ('sentence' in encoded) throw new Error(`${field.type}: ${encoded.sentence}`);
  return encoded.registers;
}

function rawOf(item: ModbusItem): RegisterValue {
  const [word] = Object.keys(item.enum ?? {});
  const isText = item.type === 'string' || item.type === 'char';
  if (isText) return { kind: 'text', text: word ?? 'SN12345678'.slice(0, item.count ?? 1) };
  if (item.type === 'hex') return { kind: 'text', text: '01'.repeat((item.count ?? 1) * 2) };
  if (item.type === 'f32' || item.type === 'f64') return { kind: 'decimal', decimal: item.write?.min ?? 6 };
  if (word !== undefined) return { kind: 'integer', integer: BigInt(word) };
  const raw = Math.ceil(
    ((item.write?.min ?? item.offset ?? 6) - (item.offset ?? 0)) / (item.scale ?? 1) - 1e-9,
  );
  return { kind: 'integer', integer: BigInt(Math.min(raw, 1000)) };
}

function probeRaw(probe: ModbusProbe, profile: ModbusProfile): RegisterValue {
  if (probe.matches !== undefined) {
    const { matches } = probe;
    const length = (codingOf(probe, profile)?.count ?? 1) * (probe.type === 'char' ? 1 : 2);
    const text = TEXTS.find((text) => text.length <= length && new RegExp(matches, 'u').test(text));
    if (text === undefined) throw new Error(`No text for ${matches}.`);
    return { kind: 'text', text };
  }
  return { kind: 'integer', integer: BigInt(probe.oneOf?.[0] ?? probe.min ?? 1) };
}
