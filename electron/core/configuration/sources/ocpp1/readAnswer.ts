import type { ConfigurationItem } from '../../../../../shared/configuration/item.ts';
import type { Json } from '../../../../../shared/json.ts';
import { keyIdentity } from '../../../../../shared/ocpp/configuration/keySpelling.ts';
import { keyNote } from '../../../../../shared/ocpp/configuration/keyNote.ts';
import { objectOf, objectsOf } from '../../../../../shared/payloadFields.ts';
import { toldText } from '../../../../../shared/configuration/toldText.ts';

/** More than any station has; an endless list must not fill the memory. */
const KEYS_LIMIT = 20_000;

/**
 * What the answers of one reading have told so far. Keys that differ in case only, and a key that one answer holds
 * several times, are all kept and said to be so; a key that a later answer tells again replaces what it was.
 */
export class ReadKeys {
  readonly #standard: readonly string[];
  /** All that was told of a key, by the key just as it was spelt. */
  readonly #told = new Map<string, ConfigurationItem[]>();
  /** The spellings of each key that were told. */
  readonly #spellings = new Map<string, Set<string>>();
  readonly #unknown = new Map<string, string>();
  #size = 0;
  #isCut = false;

  constructor(standard: readonly string[]) {
    this.#standard = standard;
  }

  get size(): number {
    return this.#size;
  }

  /** More keys came than are kept. */
  get isCut(): boolean {
    return this.#isCut;
  }

  items(): ConfigurationItem[] {
    return [...this.#told.values()].flatMap((items) => items.map((item) => this.#noted(item, items)));
  }

  /** What the station says it does not have, and did not tell either. */
  unknown(): string[] {
    return [...this.#unknown].filter(([identity]) => !this.#spellings.has(identity)).map(([, key]) => key);
  }

  valueOf(key: string): string | undefined {
    const [spelling = key] = this.#spellings.get(keyIdentity(key)) ?? [];
    return this.#told.get(spelling)?.at(-1)?.value;
  }

  /** Whether the station said anything about a key. */
  isTold(key: string): boolean {
    const identity = keyIdentity(key);
    return this.#spellings.has(identity) || this.#unknown.has(identity);
  }

  /** Takes what can be used of an answer; answers with how many keys it was about. */
  take(payload: Json | undefined): number {
    const answer = objectOf(payload);
    const fresh = new Map<string, ConfigurationItem[]>();
    let told = 0;
    for (const { key, value, readonly } of objectsOf(answer['configurationKey'])) {
      if (typeof key !== 'string') continue;
      if (this.#size + told >= KEYS_LIMIT) {
        this.#isCut = true;
        break;
      }
      told += 1;
      const items = fresh.get(key) ?? [];
      items.push(itemOf(key, value, readonly));
      fresh.set(key, items);
    }
    for (const [key, items] of fresh) this.#put(key, items);
    for (const key of textsOf(answer['unknownKey'])) {
      if (this.#unknown.size >= KEYS_LIMIT) break;
      told += 1;
      this.#unknown.set(keyIdentity(key), key);
    }
    return told;
  }

  #put(key: string, items: ConfigurationItem[]): void {
    this.#size += items.length - (this.#told.get(key)?.length ?? 0);
    this.#told.set(key, items);
    const identity = keyIdentity(key);
    const spellings = this.#spellings.get(identity) ?? new Set();
    this.#spellings.set(identity, spellings.add(key));
  }

  #noted(item: ConfigurationItem, items: readonly ConfigurationItem[]): ConfigurationItem {
    const { address, value, note: odd } = item;
    const others = [...(this.#spellings.get(keyIdentity(address)) ?? [])].filter((key) => key !== address);
    const notes = [
      odd,
      items.length > 1 ? `The charger tells this key ${items.length} times.` : undefined,
      others.length > 0
        ? `The charger has ${others.join(' and ')}, too; keys should not differ in case only.`
        : undefined,
      keyNote(address, value, others.length > 0 ? [] : this.#standard),
    ].filter((note) => note !== undefined);
    const { note: _, ...plain } = item;
    return notes.length === 0 ? plain : { ...plain, note: notes.join(' ') };
  }
}

function itemOf(key: string, value: Json | undefined, readonly: Json | undefined): ConfigurationItem {
  const { text, note } = toldText(value);
  return {
    address: key,
    ...(text === undefined ? {} : { value: text }),
    ...(readonly === undefined
      ? {}
      : {
          access: readonly === true || readonly === 'true' ? ('read-only' as const) : ('read-write' as const),
        }),
    ...(note === undefined ? {} : { note }),
  };
}

function textsOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
