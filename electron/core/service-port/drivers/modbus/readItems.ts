import type { ItemReading } from '../../../../../shared/service-port/driverItem.ts';
import { exceptionWords } from '../../../../../shared/service-port/modbus/exceptionWords.ts';
import { rawText, shownItem, type RawItem } from './itemValue.ts';
import type { ModbusBus } from './modbusBus.ts';
import type { Exchange } from './question.ts';
import { isWithin, planAlone, planReads, type PlannedRead } from './readPlan.ts';
import type { MappedItem, RegisterMap } from './registerMap.ts';

/** What came of reading one item: what lies there, or why not. */
export type ItemOutcome = { raw: RawItem } | Pick<ItemReading, 'failure' | 'trouble'>;

/** After so many requests without any answer the others of the same reading are not asked any more. */
const MOST_SILENT = 2;

const ILLEGAL_ADDRESS = 2;

/** Reads items of one unit, and remembers which blocks the device does not take as a whole. */
export class ItemReader {
  readonly #bus: ModbusBus;
  readonly #map: RegisterMap;
  readonly #holed = new Set<string>();

  constructor(bus: ModbusBus, map: RegisterMap) {
    this.#bus = bus;
    this.#map = map;
  }

  #outcome(mapped: MappedItem, plan: PlannedRead, exchange: Exchange): ItemOutcome {
    const isMissing = exchange.kind === 'exception' && exchange.code === ILLEGAL_ADDRESS;
    const { read } = mapped;
    const block = isMissing && read && this.#map.blocks.find((block) => isWithin(read, block));
    if (block && block.isOptional) return { trouble: 'This device does not have it; not every one does.' };
    return outcomeOf(mapped, plan, exchange);
  }

  /** The device is another one, or started anew. */
  forget(): void {
    this.#holed.clear();
  }

  async read(
    items: readonly MappedItem[],
    options: { unit: number; signal: AbortSignal },
  ): Promise<Map<string, ItemOutcome>> {
    const outcomes = new Map<string, ItemOutcome>();
    const plans = planReads(items, this.#map.blocks);
    let silent = 0;
    for (let plan = plans.shift(); plan !== undefined; plan = plans.shift()) {
      if (plan.items.length > 1 && this.#holed.has(keyOf(plan))) {
        plans.unshift(...planAlone(plan));
        continue;
      }
      const exchange = await this.#bus.ask(plan.request, options);
      if (exchange.kind === 'exception' && exchange.code === ILLEGAL_ADDRESS && plan.items.length > 1) {
        this.#holed.add(keyOf(plan));
        plans.unshift(...planAlone(plan));
        continue;
      }
      for (const mapped of plan.items) outcomes.set(mapped.item.key, this.#outcome(mapped, plan, exchange));
      silent = exchange.kind === 'silent' ? silent + 1 : 0;
      if (silent >= MOST_SILENT) break;
    }
    for (const plan of plans)
      for (const { item } of plan.items)
        outcomes.set(item.key, {
          failure: 'no-answer',
          trouble: 'It was not asked for any more, since the device stays silent.',
        });
    return outcomes;
  }
}

/** As the technician sees it. */
export function readingOf(mapped: MappedItem, outcome: ItemOutcome | undefined): ItemReading {
  const { key } = mapped.item;
  const at = Date.now();
  if (outcome === undefined)
    return { key, at, trouble: 'It can only be written: the device does not tell it.' };
  if (!('raw' in outcome)) return { key, at, ...outcome };
  const shown = shownItem(mapped, outcome.raw);
  const raw = rawText(outcome.raw);
  if ('value' in shown) return { key, at, raw, value: shown.value };
  const { trouble, isAbsent } = shown;
  return isAbsent === true ? { key, at, raw, trouble } : { key, at, raw, failure: 'unreadable', trouble };
}

/** The part of an answer that belongs to an item. */
export function rawWithin(
  mapped: MappedItem,
  request: PlannedRead['request'],
  answer: Extract<Exchange, { kind: 'answer' }>['answer'],
): RawItem | undefined {
  const { read, coding } = mapped;
  if (read === undefined || read.functionCode !== request.functionCode) return undefined;
  const from = read.address - request.address;
  if (from < 0 || from + read.count > request.count) return undefined;
  if (answer.kind === 'registers' && coding !== undefined)
    return { registers: answer.registers.slice(from, from + read.count) };
  if (answer.kind !== 'bits') return undefined;
  return { bit: answer.bits[from] === true };
}

function outcomeOf(mapped: MappedItem, { request }: PlannedRead, exchange: Exchange): ItemOutcome {
  switch (exchange.kind) {
    case 'answer': {
      const raw = rawWithin(mapped, request, exchange.answer);
      return raw === undefined
        ? { failure: 'unreadable', trouble: 'The answer does not hold this item.' }
        : { raw };
    }
    case 'exception':
      return { failure: 'refused', trouble: `The device refuses: ${exceptionWords(exchange.code)}.` };
    case 'silent':
      return { failure: 'no-answer', trouble: exchange.sentence };
    default:
      return { failure: 'unreadable', trouble: exchange.sentence };
  }
}

function keyOf({ request }: PlannedRead): string {
  return `${request.functionCode} ${request.address} ${request.count}`;
}
