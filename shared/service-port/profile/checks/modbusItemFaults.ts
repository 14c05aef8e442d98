import { modbusLength, modbusRange } from '../modbusLength.ts';
import type { ModbusItem, ModbusProfile, ModbusType } from '../modbusProfile.ts';
import type { CheckFault, FieldPath } from './checkFault.ts';

const COUNTED: ReadonlySet<ModbusType> = new Set(['string', 'char', 'hex', 'bcd', 'bits']);
const SCALED: ReadonlySet<ModbusType> = new Set([
  'u16',
  'i16',
  'u32',
  'i32',
  'u64',
  'i64',
  'f32',
  'f64',
  'bcd',
]);

/** What makes no sense of one item with registers. */
export function modbusItemFaults(item: ModbusItem, path: FieldPath, profile: ModbusProfile): CheckFault[] {
  return [
    ...addressFaults(item.addr, modbusLength(item), [...path, 'addr'], profile.addressBase),
    ...typeFaults(item, path),
    ...accessFaults(item, path, profile),
    ...writeFunctionFaults(item, path),
    ...limitFaults(item, path),
  ];
}

function typeFaults(item: ModbusItem, path: FieldPath): CheckFault[] {
  const { type } = item;
  const faults: CheckFault[] = [];
  const say = (field: string, sentence: string): void => {
    faults.push({ path: [...path, field], sentence });
  };
  if (item.fc !== undefined && (type === 'coil') !== (item.fc === 1)) {
    say(
      'type',
      `is ${type}, but function ${item.fc} is used; coils, and only they, are read with function 1.`,
    );
  }
  if (item.fc !== undefined && (type === 'discrete') !== (item.fc === 2)) {
    say(
      'type',
      `is ${type}, but function ${item.fc} is used; discrete inputs, and only they, are read with function 2.`,
    );
  }
  if (item.count !== undefined && !COUNTED.has(type)) {
    say('count', `is for ${[...COUNTED].join(', ')}; ${type} has its own length.`);
  }
  if (type === 'bit' && item.bit === undefined)
    say('bit', 'is missing; it says which bit of the register is meant.');
  if (type === 'bit' && (item.bit ?? 0) > 15) say('bit', 'is more than 15; a register has the bits 0 to 15.');
  if (type !== 'bit' && item.bit !== undefined) say('bit', 'is only for the type “bit”.');
  if (type !== 'bits' && item.flags !== undefined) say('flags', 'is only for the type “bits”.');
  for (const bit of Object.keys(item.flags ?? {})) {
    if (Number(bit) >= 16 * modbusLength(item))
      say('flags', `names bit ${bit}, which is beyond its registers.`);
  }
  if (!SCALED.has(type) && (item.scale !== undefined || item.offset !== undefined)) {
    say('scale', `is for numbers; ${type} is none.`);
  }
  const isNumber = modbusRange(type) !== undefined;
  for (const raw of isNumber ? Object.keys(item.enum ?? {}) : []) {
    if (!/^-?\d+$/.test(raw)) say('enum', `has “${raw}”, which is no whole number as ${type} has.`);
  }
  if (item.scale === 0) say('scale', 'is 0; each value would be shown as 0.');
  const range = modbusRange(type);
  if (item.mask !== undefined && (range === undefined || type === 'bit' || item.mask > range.max)) {
    say('mask', `does not fit in ${type}.`);
  }
  return faults;
}

function accessFaults(item: ModbusItem, path: FieldPath, { items }: ModbusProfile): CheckFault[] {
  const { write } = item;
  if (write === undefined) {
    return item.fc === undefined ? [{ path, sentence: 'can neither be read (fc) nor written (write).' }] : [];
  }
  const faults: CheckFault[] = [];
  const isInput = item.fc === 2 || item.fc === 4;
  if (isInput && write.addr === undefined) {
    const sentence = `Function ${item.fc} reads inputs, which cannot be written; say in “addr” which register is.`;
    faults.push({ path: [...path, 'write'], sentence });
  }
  if (
    write.readBack !== undefined &&
    !items.some(({ key, fc }) => key === write.readBack && fc !== undefined)
  ) {
    const sentence = `“${write.readBack}” is no item of this profile that can be read.`;
    faults.push({ path: [...path, 'write', 'readBack'], sentence });
  }
  return faults;
}

function writeFunctionFaults({ type, count, write }: ModbusItem, path: FieldPath): CheckFault[] {
  if (write === undefined) return [];
  const at = [...path, 'write', 'fc'];
  const isCoilFunction = write.fc === 5 || write.fc === 15;
  if (type === 'discrete')
    return [{ path: at, sentence: 'is forbidden: a discrete input cannot be written.' }];
  if (type === 'coil' && !isCoilFunction) {
    return [
      { path: at, sentence: `is ${write.fc}, which writes registers; a coil is written with 5 or 15.` },
    ];
  }
  if (type !== 'coil' && isCoilFunction) {
    return [
      { path: at, sentence: `is ${write.fc}, which writes coils; registers are written with 6 or 16.` },
    ];
  }
  const length = modbusLength({ type, count });
  if (write.fc === 6 && length > 1) {
    return [{ path: at, sentence: `is 6, which writes one register; this has ${length}: use 16.` }];
  }
  return [];
}

function limitFaults(
  { type, write, scale = 1, offset = 0, mask, enum: words }: ModbusItem,
  path: FieldPath,
): CheckFault[] {
  const range = modbusRange(type);
  if (write === undefined || range === undefined || mask !== undefined || scale === 0) return [];
  if (words !== undefined && write.min === undefined && write.max === undefined) return [];
  const entries: Array<[Array<string | number>, number | undefined]> = [
    [['min'], write.min],
    [['max'], write.max],
    ...(write.also ?? []).map((value, index): [Array<string | number>, number] => [['also', index], value]),
  ];
  return entries.flatMap(([field, shown]) => {
    if (shown === undefined) return [];
    const raw = Math.round((shown - offset) / scale);
    if (raw >= range.min && raw <= range.max) return [];
    const sentence = `is ${shown}, which makes ${raw} in the register and does not fit in ${type}.`;
    return [{ path: [...path, 'write', ...field], sentence }];
  });
}

export function addressFaults(
  addr: number,
  length: number,
  path: FieldPath,
  addressBase: 0 | 1,
): CheckFault[] {
  if (addr < addressBase) return [{ path, sentence: 'is 0, but addresses count from 1 here (addressBase).' }];
  const last = addr - addressBase + length - 1;
  return last > 65_535 ? [{ path, sentence: 'reaches beyond the last register (65535).' }] : [];
}
