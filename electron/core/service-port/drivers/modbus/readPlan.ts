import {
  MOST_PER_REQUEST,
  type ModbusRequest,
} from '../../../../../shared/service-port/modbus/modbusRequest.ts';
import type { MappedItem, RegisterMap } from './registerMap.ts';

/** One request, and the items that its answer holds. */
export interface PlannedRead {
  request: Extract<ModbusRequest, { count: number }>;
  items: MappedItem[];
}

/**
 * The fewest requests for some items: those of one block of the profile together, from the first to the last of them. Nothing outside of blocks and items is
 * asked for, since a device refuses a range with a hole as a whole (exception 2). What cannot be read has no request.
 */
export function planReads(items: readonly MappedItem[], blocks: RegisterMap['blocks']): PlannedRead[] {
  const plans: PlannedRead[] = [];
  const open = new Map<RegisterMap['blocks'][number], PlannedRead>();
  const sorted = items
    .filter(({ read }) => read !== undefined)
    .toSorted((first, second) => (first.read?.address ?? 0) - (second.read?.address ?? 0));
  for (const mapped of sorted) {
    const { read } = mapped;
    if (read === undefined) continue;
    const block = blocks.find((block) => isWithin(read, block));
    const plan = block && open.get(block);
    if (plan !== undefined && joins(plan, mapped, read)) continue;
    const alone = aloneOf(mapped, read);
    plans.push(alone);
    if (block !== undefined) open.set(block, alone);
  }
  return plans;
}

/** The same items, each by itself: for a block that the device refused as a whole. */
export function planAlone({ items }: PlannedRead): PlannedRead[] {
  return items.flatMap((mapped) => (mapped.read === undefined ? [] : [aloneOf(mapped, mapped.read)]));
}

function aloneOf(mapped: MappedItem, read: NonNullable<MappedItem['read']>): PlannedRead {
  return { request: { ...read }, items: [mapped] };
}

export function isWithin(
  read: NonNullable<MappedItem['read']>,
  block: RegisterMap['blocks'][number],
): boolean {
  return (
    block.fc === read.functionCode &&
    read.address >= block.addr &&
    read.address + read.count <= block.addr + block.n
  );
}

function joins(plan: PlannedRead, mapped: MappedItem, read: NonNullable<MappedItem['read']>): boolean {
  const end = Math.max(plan.request.address + plan.request.count, read.address + read.count);
  const count = end - plan.request.address;
  if (count > MOST_PER_REQUEST[read.functionCode]) return false;
  plan.request.count = count;
  plan.items.push(mapped);
  return true;
}
