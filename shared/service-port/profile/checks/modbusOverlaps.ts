import { modbusLength } from '../modbusLength.ts';
import type { ModbusItem } from '../modbusProfile.ts';
import type { CheckFault } from './checkFault.ts';

/** The four address spaces of Modbus, by what reads and writes them. */
type Space = 'coils' | 'discrete' | 'input' | 'holding';

interface Span {
  index: number;
  item: ModbusItem;
  space: Space;
  from: number;
  to: number;
}

/** Two items over the same registers are a slip of the pen, unless each takes bits of its own. */
export function overlapFaults(items: readonly ModbusItem[]): CheckFault[] {
  const spans = items
    .flatMap(spansOf)
    .sort(
      (one, other) =>
        one.space.localeCompare(other.space) || one.from - other.from || one.index - other.index,
    );
  const told = new Set<number>();
  const faults: CheckFault[] = [];
  for (const [at, span] of spans.entries()) {
    for (let next = at + 1; next < spans.length; next++) {
      const other = spans[next];
      if (other === undefined || other.space !== span.space || other.from >= span.to) break;
      if (other.index === span.index || shareNothing(span.item, other.item)) continue;
      const [first, later] = span.index < other.index ? [span, other] : [other, span];
      // Of a thousand items in one place each is told of once, not with each other one.
      if (told.has(later.index)) continue;
      told.add(later.index);
      const sentence = `lies over register ${other.from} as items[${first.index}] (${first.item.key}) does; one of them is wrong.`;
      faults.push({ path: ['items', later.index, 'addr'], sentence });
    }
  }
  return faults;
}

function spansOf(item: ModbusItem, index: number): Span[] {
  const length = modbusLength(item);
  const spans: Span[] = [];
  const add = (space: Space, from: number): void => {
    const isThere = spans.some((span) => span.space === space && span.from === from);
    if (!isThere) spans.push({ index, item, space, from, to: from + length });
  };
  if (item.fc !== undefined) add(READ_SPACES[item.fc], item.addr);
  if (item.write !== undefined) {
    add(item.write.fc === 5 || item.write.fc === 15 ? 'coils' : 'holding', item.write.addr ?? item.addr);
  }
  return spans;
}

const READ_SPACES = { 1: 'coils', 2: 'discrete', 3: 'holding', 4: 'input' } as const;

function shareNothing(one: ModbusItem, other: ModbusItem): boolean {
  if (!isPartial(one) || !isPartial(other)) return false;
  if (one.type === 'bit' && other.type === 'bit') return one.bit !== other.bit || one.addr !== other.addr;
  if (one.mask !== undefined && other.mask !== undefined) {
    // Bit arithmetic of plain numbers is signed from bit 31 on.
    return one.addr !== other.addr || (BigInt(one.mask) & BigInt(other.mask)) === 0n;
  }
  // Flags beside one of their bits as an item of its own: the same bits with the same meaning.
  return true;
}

function isPartial({ type, mask }: ModbusItem): boolean {
  return type === 'bit' || type === 'bits' || mask !== undefined;
}
