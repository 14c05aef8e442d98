import type { ReadScope } from '../../../../../shared/configuration/configuration.ts';
import type { WantedChange } from '../../../../../shared/configuration/change.ts';
import type { ConfigurationItem } from '../../../../../shared/configuration/item.ts';
import type { ReadingStep } from '../../../../../shared/configuration/readingStep.ts';
import { ContractError } from '../../../../../shared/contract/failure.ts';
import { isSameKey } from '../../../../../shared/ocpp/configuration/keySpelling.ts';
import type { DriverItem, ItemReading, ItemWrite } from '../../../../../shared/service-port/driverItem.ts';
import type {
  ConfigurationSource,
  SourceContext,
  SourceReading,
  WriteResult,
} from '../configurationSource.ts';

/** What the configuration of a charger on a cable needs of its port. */
export interface PortItems {
  items(): readonly DriverItem[];
  /** Rejects with `unavailable` where the port is lost. */
  read(keys: readonly string[], signal: AbortSignal): Promise<ItemReading[]>;
  /** `held-back`: a car charges, or may, and that was not confirmed. Rejects with `unavailable` where the port is lost. */
  write(change: WantedChange, context: PortWrite): Promise<ItemWrite | HeldBack>;
}

export interface PortWrite {
  signal: AbortSignal;
  /** What may disturb a charging car was confirmed for just this change. */
  isConfirmed: boolean;
}

/** Why a change must not be sent as things are. */
export interface HeldBack {
  verdict: 'held-back';
  sentence: string;
}

/** As many as are read between two words on how far it is. */
const AT_ONCE = 16;

/** The configuration of a charger by the driver of its port: the items of its profile that are no live values. */
export class PortSource implements ConfigurationSource {
  readonly #port: PortItems;

  constructor(port: PortItems) {
    this.#port = port;
  }

  async readWhole(_scope: ReadScope, context: SourceContext): Promise<SourceReading> {
    const known = this.#port.items().filter(({ isLive }) => !isLive);
    const reading = await this.#read(known, context);
    // What can only be written was not read.
    const count = reading.items.filter(({ value }) => value !== undefined).length;
    const missing = reading.unread.length;
    const what = `${count} ${count === 1 ? 'item' : 'items'} of the profile, over the service port`;
    return {
      ...reading,
      isWhole: missing === 0,
      how: howOf(reading),
      sentence:
        missing === 0 ? `Read ${what}.` : `Read ${what}. ${missing} more gave no value: ${reading.why}`,
    };
  }

  async readSome(addresses: readonly string[], context: SourceContext): Promise<SourceReading> {
    const all = this.#port.items();
    const wanted = addresses.map((address) => all.find(({ key }) => isSameKey(key, address)));
    const known = wanted.filter((item) => item !== undefined);
    const unknown = addresses.filter((_, index) => wanted[index] === undefined);
    const { why, ...reading } = await this.#read(known, context);
    return {
      ...reading,
      isWhole: false,
      how: howOf(reading),
      unknown,
      sentence: why === '' ? 'Read over the service port.' : why,
    };
  }

  /** Each is written and read back by itself. */
  batchSize(): number {
    return 1;
  }

  async write(
    batch: readonly WantedChange[],
    { signal = NEVER, isConfirmed = false }: SourceContext,
  ): Promise<WriteResult[]> {
    const results: WriteResult[] = [];
    for (const change of batch) results.push(await this.#write(change, { signal, isConfirmed }));
    return results;
  }

  ownAddress(address: string): string {
    return this.#port.items().find(({ key }) => isSameKey(key, address))?.key ?? address;
  }

  async #write({ address, value }: WantedChange, context: PortWrite): Promise<WriteResult> {
    const key = this.ownAddress(address);
    try {
      return resultOf(address, await this.#port.write({ address: key, value }, context));
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      // What was on its way when the cable was pulled may hold or not.
      const isLost = error.code === 'unavailable';
      const outcome = isLost ? { outcome: 'disconnected' as const } : {};
      return { address, state: isLost ? 'unanswered' : 'not-sent', ...outcome, sentence: error.message };
    }
  }

  async #read(
    known: readonly DriverItem[],
    { signal = NEVER, onProgress }: SourceContext,
  ): Promise<Omit<SourceReading, 'how' | 'isWhole' | 'sentence'> & { why: string }> {
    const items: ConfigurationItem[] = [];
    const unread: string[] = [];
    const steps: ReadingStep[] = [];
    let why = '';
    for (let first = 0; first < known.length; first += AT_ONCE) {
      const part = known.slice(first, first + AT_ONCE);
      const readable = part.filter(({ access }) => access !== 'write-only');
      const readings = await this.#port.read(
        readable.map(({ key }) => key),
        signal,
      );
      const byKey = new Map(readings.map((reading) => [reading.key, reading]));
      for (const item of part) {
        const reading = byKey.get(item.key);
        if (reading?.trouble !== undefined) why = reading.trouble;
        if (item.access !== 'write-only' && reading?.value === undefined) unread.push(item.key);
        else items.push(itemOf(item, reading));
      }
      const got = readings.filter(({ value }) => value !== undefined).length;
      const outcome = got === 0 && readable.length > 0 ? 'timed-out' : 'answered';
      steps.push({ asked: part.length, outcome, got, ...(why === '' ? {} : { description: why }) });
      onProgress?.({ phase: 'in-chunks', done: items.length, total: known.length });
    }
    return { items, unread, unknown: [], steps, proof: [], why };
  }
}

const NEVER = new AbortController().signal;

/** A device that told nothing of what was asked was not read, whatever there is to be written. */
function howOf({ items, unread }: Pick<SourceReading, 'items' | 'unread'>): SourceReading['how'] {
  const isTold = items.some(({ value }) => value !== undefined);
  return isTold || (items.length > 0 && unread.length === 0) ? 'driver' : 'not-read';
}

function itemOf(driver: DriverItem, reading: ItemReading | undefined): ConfigurationItem {
  const { key, access, isVolatile } = driver;
  return {
    address: key,
    ...(reading?.value === undefined ? {} : { value: reading.value }),
    access,
    ...(isVolatile === true ? { isPersistent: false } : {}),
    driver,
    ...(reading?.trouble === undefined ? {} : { note: reading.trouble }),
  };
}

/** The run reads each item back once more by itself; what the driver read back is in its sentence. */
function resultOf(address: string, { verdict, sentence }: ItemWrite | HeldBack): WriteResult {
  switch (verdict) {
    case 'written':
      return { address, state: 'accepted', outcome: 'answered' };
    case 'unproven':
    case 'different':
      return { address, state: 'accepted', outcome: 'answered', sentence };
    case 'refused':
      return { address, state: 'refused', outcome: 'refused', sentence };
    case 'no-answer':
      return { address, state: 'unanswered', outcome: 'timed-out', sentence };
    case 'not-sent':
      return { address, state: 'not-sent', sentence };
    case 'held-back':
      return { address, state: 'not-sent', sentence, isHeldBack: true };
    default:
      return verdict satisfies never;
  }
}
