import { modbusLength } from '../modbusLength.ts';
import type { ModbusBlock, ModbusItem, ModbusProbe, ModbusProfile } from '../modbusProfile.ts';
import type { CheckFault, FieldPath } from './checkFault.ts';
import { addressFaults, modbusItemFaults } from './modbusItemFaults.ts';
import { overlapFaults } from './modbusOverlaps.ts';

/** Most registers, and most coils, that one answer can hold (Modbus application protocol V1.1b3 §6.1-6.4). */
const MOST_REGISTERS = 125;
const MOST_COILS = 2000;

/** What makes no sense in a map of registers. */
export function modbusFaults(profile: ModbusProfile): CheckFault[] {
  const { blocks, items, identify, heartbeat, addressBase } = profile;
  return [
    ...blocks.flatMap((block, index) => blockFaults(block, ['blocks', index], profile)),
    ...blockTwins(blocks),
    ...items.flatMap((item, index) => modbusItemFaults(item, ['items', index], profile)),
    ...items.flatMap((item, index) => placeFaults(item, ['items', index], blocks)),
    ...overlapFaults(items),
    ...identify.flatMap((probe, index) => probeFaults(probe, ['identify', index], addressBase)),
    ...(heartbeat !== undefined && heartbeat.addr < addressBase
      ? [{ path: ['heartbeat', 'addr'], sentence: 'is 0, but addresses count from 1 here (addressBase).' }]
      : []),
  ];
}

function blockFaults(block: ModbusBlock, path: FieldPath, profile: ModbusProfile): CheckFault[] {
  const faults: CheckFault[] = [];
  const most = block.fc <= 2 ? MOST_COILS : MOST_REGISTERS;
  if (block.n > most) {
    const sentence = `is ${block.n}; one answer holds at most ${most} with function ${block.fc}.`;
    faults.push({ path: [...path, 'n'], sentence });
  }
  faults.push(...addressFaults(block.addr, block.n, [...path, 'addr'], profile.addressBase));
  const isUsed = profile.items.some((item) => item.fc === block.fc && overlaps(item, block));
  if (!isUsed) {
    faults.push({ path, sentence: 'is read, but no item lies in it; a block is there for its items.' });
  }
  return faults;
}

function blockTwins(blocks: readonly ModbusBlock[]): CheckFault[] {
  return blocks.flatMap((block, index) => {
    const earlier = blocks.findIndex(
      (other, at) =>
        at < index &&
        other.fc === block.fc &&
        other.addr < block.addr + block.n &&
        block.addr < other.addr + other.n,
    );
    if (earlier === -1) return [];
    const sentence = `has registers that are in blocks[${earlier}], too; each is read once.`;
    return [{ path: ['blocks', index], sentence }];
  });
}

/** Each item that can be read lies in one block as a whole: only blocks are asked for, and only as a whole. */
function placeFaults(item: ModbusItem, path: FieldPath, blocks: readonly ModbusBlock[]): CheckFault[] {
  if (item.fc === undefined) return [];
  const near = blocks.filter((block) => block.fc === item.fc && overlaps(item, block));
  const end = item.addr + modbusLength(item);
  if (near.some(({ addr, n }) => addr <= item.addr && end <= addr + n)) return [];
  const place = end - item.addr === 1 ? `${item.addr}` : `${item.addr} to ${end - 1}`;
  const sentence =
    near.length === 0
      ? `${place} is in none of the blocks of function ${item.fc}, so it would never be read; add a block.`
      : `${place} reaches out of its block; an item lies in one block as a whole.`;
  return [{ path: [...path, 'addr'], sentence }];
}

function overlaps(item: ModbusItem, { addr, n }: ModbusBlock): boolean {
  return item.addr < addr + n && addr < item.addr + modbusLength(item);
}

function probeFaults(probe: ModbusProbe, path: FieldPath, addressBase: 0 | 1): CheckFault[] {
  const faults = addressFaults(probe.addr, modbusLength(probe), [...path, 'addr'], addressBase);
  if (probe.min !== undefined && probe.max !== undefined && probe.min > probe.max) {
    faults.push({ path: [...path, 'min'], sentence: `is ${probe.min}, more than max (${probe.max}).` });
  }
  const isText = probe.type === 'string' || probe.type === 'char' || probe.type === 'hex';
  const hasNumbers = probe.min !== undefined || probe.max !== undefined || probe.oneOf !== undefined;
  if (isText && hasNumbers) {
    faults.push({ path, sentence: 'asks for a number, but its type is a text; use “matches”.' });
  }
  if (!isText && probe.matches !== undefined) {
    faults.push({ path: [...path, 'matches'], sentence: 'is for texts; a number has min, max or oneOf.' });
  }
  if (probe.isMissing && (hasNumbers || probe.matches !== undefined)) {
    faults.push({ path, sentence: 'expects that nothing is there (isMissing), and a value, too.' });
  }
  return faults;
}
