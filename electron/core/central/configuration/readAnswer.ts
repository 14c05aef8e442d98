import { isJsonObject, type Json } from '../../../../shared/json.ts';
import { keyIdentity } from '../../../../shared/ocpp/configuration/keySpelling.ts';
import { keyNote } from '../../../../shared/ocpp/configuration/keyNote.ts';
import type { ConfigurationEntry } from '../../../../shared/station/configurationReading.ts';
import { objectOf, objectsOf } from '../payloadFields.ts';

/** More than any station has; an endless list must not fill the memory. */
const KEYS_LIMIT = 5000;

/** What the answers of one reading have told so far. Keys that differ in case only are one key. */
export class ReadKeys {
  readonly #standard: readonly string[];
  readonly #entries = new Map<string, ConfigurationEntry>();
  readonly #unknown = new Map<string, string>();

  constructor(standard: readonly string[]) {
    this.#standard = standard;
  }

  entries(): ConfigurationEntry[] {
    return [...this.#entries.values()];
  }

  /** What the station says it does not have, and did not tell either. */
  unknown(): string[] {
    return [...this.#unknown].filter(([identity]) => !this.#entries.has(identity)).map(([, key]) => key);
  }

  valueOf(key: string): string | undefined {
    return this.#entries.get(keyIdentity(key))?.value;
  }

  /** Whether the station said anything about a key. */
  isTold(key: string): boolean {
    const identity = keyIdentity(key);
    return this.#entries.has(identity) || this.#unknown.has(identity);
  }

  /** Takes what can be used of an answer; answers with how many keys it was about. */
  take(payload: Json | undefined): number {
    const answer = objectOf(payload);
    let told = 0;
    for (const { key, value, readonly } of objectsOf(answer['configurationKey'])) {
      if (typeof key !== 'string' || this.#entries.size >= KEYS_LIMIT) continue;
      told += 1;
      this.#entries.set(keyIdentity(key), this.#entry(key, textValue(value), readonly));
    }
    for (const key of textsOf(answer['unknownKey'])) {
      if (this.#unknown.size >= KEYS_LIMIT) break;
      told += 1;
      this.#unknown.set(keyIdentity(key), key);
    }
    return told;
  }

  #entry(key: string, value: string | undefined, readonly: Json | undefined): ConfigurationEntry {
    const note = keyNote(key, value, this.#standard);
    return {
      key,
      ...(value === undefined ? {} : { value }),
      ...(readonly === undefined ? {} : { isReadonly: readonly === true || readonly === 'true' }),
      ...(note === undefined ? {} : { note }),
    };
  }
}

/** Values come as numbers and booleans, too, though the specification has text only (OCPP 1.6 §7.29). */
function textValue(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  return Array.isArray(value) || isJsonObject(value) ? JSON.stringify(value) : String(value);
}

function textsOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
