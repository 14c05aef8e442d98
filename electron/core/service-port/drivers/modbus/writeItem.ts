import type { ItemWrite } from '../../../../../shared/service-port/driverItem.ts';
import { exceptionWords } from '../../../../../shared/service-port/modbus/exceptionWords.ts';
import type { ModbusRequest } from '../../../../../shared/service-port/modbus/modbusRequest.ts';
import { ContractError } from '../../../../../shared/contract/failure.ts';
import { rawText, shownItem, type RawItem } from './itemValue.ts';
import type { ModbusBus } from './modbusBus.ts';
import type { Exchange } from './question.ts';
import type { ItemOutcome, ItemReader } from './readItems.ts';
import type { MappedItem, RegisterMap } from './registerMap.ts';
import { canShow, isSameItem, outcomeWords } from './readBack.ts';
import { untilOver } from './untilOver.ts';
import { wantedRaw } from './wantedValue.ts';
import type { WearGuard } from './wearGuard.ts';

export interface WriteContext {
  bus: ModbusBus;
  map: RegisterMap;
  reader: ItemReader;
  wear: WearGuard;
  unit: number;
  signal: AbortSignal;
  hasEcho: () => boolean;
  /** Wakes a device that sleeps, by a request that reads. */
  wake: () => Promise<void>;
}

/**
 * Writes one value: reads what is there, checks what the profile demands, sends the request once, whatever becomes of its answer, and reads back. Only what
 * was read back counts as written; an acknowledgement may be our own echo, and a lost one says nothing.
 */
export async function writeItem(
  mapped: MappedItem,
  value: string,
  context: WriteContext,
): Promise<ItemWrite> {
  const { profile, item } = mapped;
  const shownAt = proofOf(mapped, context.map);
  const before = shownAt && (await readOne(shownAt, context));
  // A write into a line that carries nothing readable could not be proven, and nobody knows who would hear it.
  const isLineBad =
    before !== undefined &&
    !('raw' in before) &&
    (before.failure === 'no-answer' || before.failure === 'unreadable');
  const told = {
    key: item.key,
    wanted: value,
    ...(before !== undefined && 'raw' in before ? shownBefore(shownAt ?? mapped, before.raw) : {}),
  };
  if (isLineBad)
    return { ...told, verdict: 'not-sent', sentence: `${before.trouble ?? ''} Nothing was written.`.trim() };
  const ownBefore = shownAt === mapped && before !== undefined && 'raw' in before ? before.raw : undefined;
  const wanted = wantedRaw(mapped, value, ownBefore);
  const unmet = await unmetNeed(mapped, context);
  if (unmet !== undefined) return { ...told, verdict: 'not-sent', sentence: unmet };
  const worn =
    profile.write?.isWearing === true ? context.wear.objection(item, isEqual(wanted, ownBefore)) : undefined;
  if (worn !== undefined)
    return isEqual(wanted, ownBefore)
      ? { ...told, readBack: value, verdict: 'written', sentence: worn }
      : { ...told, verdict: 'not-sent', sentence: worn };
  await context.wake();
  if (profile.write?.isWearing === true) context.wear.wrote(item.key);
  const exchange = await context.bus.ask(requestFor(mapped, wanted), { ...context, tries: 1 });
  return { ...told, ...(await proven(mapped, shownAt, { value, wanted }, exchange, context)) };
}

/** The item that shows the value afterwards: itself, or the one that the profile names. */
function proofOf(mapped: MappedItem, { items }: RegisterMap): MappedItem | undefined {
  const named = mapped.profile.write?.readBack;
  const shown = named === undefined ? mapped : items.get(named);
  return shown?.read === undefined ? undefined : shown;
}

async function readOne(mapped: MappedItem, { reader, unit, signal }: WriteContext): Promise<ItemOutcome> {
  const outcomes = await reader.read([mapped], { unit, signal });
  return outcomes.get(mapped.item.key) ?? {};
}

function shownBefore(mapped: MappedItem, raw: RawItem): { before: string } {
  const shown = shownItem(mapped, raw);
  return { before: 'value' in shown ? shown.value : rawText(raw) };
}

async function unmetNeed(mapped: MappedItem, context: WriteContext): Promise<string | undefined> {
  for (const { key, values, why } of mapped.profile.write?.needs ?? []) {
    const needed = context.map.items.get(key);
    if (needed === undefined) continue;
    const outcome = await readOne(needed, context);
    const shown = 'raw' in outcome ? shownItem(needed, outcome.raw) : undefined;
    const value = shown !== undefined && 'value' in shown ? shown.value : undefined;
    if (value !== undefined && values.includes(value)) continue;
    const now = value === undefined ? 'and it could not be read' : `and it is ${value}`;
    return `${why} ${needed.item.title} has to be ${values.join(' or ')}, ${now}. Nothing was written.`;
  }
  return undefined;
}

function requestFor({ write, item }: MappedItem, wanted: RawItem): ModbusRequest {
  if (write === undefined) throw new ContractError('conflict', `${item.title} cannot be written.`);
  const { functionCode, address } = write;
  if ('bit' in wanted) {
    if (functionCode === 5) return { functionCode, address, isOn: wanted.bit };
    if (functionCode === 15) return { functionCode, address, bits: [wanted.bit] };
  } else {
    const [value] = wanted.registers;
    if (functionCode === 16) return { functionCode, address, registers: wanted.registers };
    if (functionCode === 6 && wanted.registers.length === 1 && value !== undefined)
      return { functionCode, address, value };
    // A switch of one register that is written as a coil: any value but 0 is on.
    if (functionCode === 5)
      return { functionCode, address, isOn: wanted.registers.some((word) => word !== 0) };
  }
  throw new ContractError(
    'conflict',
    `The profile writes ${item.title} by function ${functionCode}, which cannot carry ${'bit' in wanted ? 'a bit' : `${wanted.registers.length} registers`}.`,
    { hint: 'Correct “fc” of “write” in the profile.' },
  );
}

async function proven(
  mapped: MappedItem,
  shownAt: MappedItem | undefined,
  { value, wanted }: { value: string; wanted: RawItem },
  exchange: Exchange,
  context: WriteContext,
): Promise<Omit<ItemWrite, 'key' | 'wanted' | 'before'>> {
  if (exchange.kind === 'exception')
    return { verdict: 'refused', sentence: `The device refused: ${exceptionWords(exchange.code)}.` };
  const said = outcomeWords(exchange, context.hasEcho());
  if (shownAt === undefined)
    return exchange.kind === 'answer'
      ? {
          verdict: 'unproven',
          sentence: `${said} The device does not tell this value, so it cannot be read back.`,
        }
      : { verdict: 'no-answer', sentence: `${said} It may hold or not; it is not sent again by itself.` };
  await untilOver(mapped.profile.write?.readBackAfterMs ?? 0, context.signal);
  const after = await readOne(shownAt, context);
  if (!('raw' in after))
    return {
      verdict: exchange.kind === 'answer' ? 'unproven' : 'no-answer',
      sentence: `${said} Reading it back failed: ${after.trouble ?? 'no answer'} It may hold or not; read it again.`,
    };
  const readBack = shownBefore(shownAt, after.raw).before;
  const raw = rawText(after.raw);
  if (!canShow(shownAt, mapped, value))
    return {
      verdict: exchange.kind === 'answer' ? 'unproven' : 'no-answer',
      sentence: `${said} The device does not tell this value. ${shownAt.item.title} is ${readBack} (raw ${raw}), by which its effect can be judged.`,
    };
  if (isSameItem(shownAt, mapped, after.raw, { raw: wanted, value }))
    return { readBack, verdict: 'written', sentence: `${said} Read back: ${readBack} (raw ${raw}).` };
  return {
    readBack,
    verdict: exchange.kind === 'answer' ? 'different' : 'no-answer',
    sentence:
      exchange.kind === 'answer'
        ? `${said} But read back it is ${readBack} (raw ${raw}), not ${value} (raw ${rawText(wanted)}): the device limits it, ignores it for now, or something else writes it, too.`
        : `${said} Read back it is ${readBack} (raw ${raw}). It was sent once and is not sent again by itself.`,
  };
}

function isEqual(wanted: RawItem, before: RawItem | undefined): boolean {
  return before !== undefined && rawText(wanted) === rawText(before);
}
