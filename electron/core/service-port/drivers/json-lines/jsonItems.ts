import {
  isSameShown,
  rawText,
  shownText,
  wishTrouble,
} from '../../../../../shared/service-port/lines/itemText.ts';
import { jsonWord, valueAtPath } from '../../../../../shared/service-port/lines/jsonPath.ts';
import type { ItemReading, ItemWrite } from '../../../../../shared/service-port/driverItem.ts';
import type { JsonItem, JsonLinesProfile } from '../../../../../shared/service-port/profile/linesProfile.ts';
import { compilePattern } from '../../../../../shared/service-port/profile/pattern/compilePattern.ts';
import type { JsonOutcome, JsonRequests } from './jsonRequests.ts';

/** A status line comes by itself; so long is waited for the first. */
const STATUS_MS = 3000;

/** Reads items from answers and status lines, and writes them by requests. */
export class JsonItems {
  readonly #requests: JsonRequests;
  readonly #profile: JsonLinesProfile;

  constructor(requests: JsonRequests, profile: JsonLinesProfile) {
    this.#requests = requests;
    this.#profile = profile;
  }

  async read(keys: readonly string[], signal: AbortSignal): Promise<ItemReading[]> {
    const outcomes = new Map<string, JsonOutcome>();
    const readings: ItemReading[] = [];
    for (const key of keys) {
      const item = this.#profile.items.find((known) => known.key === key);
      const { request, kind, path } = item?.read ?? {};
      if (item === undefined || path === undefined) {
        readings.push({
          key,
          at: Date.now(),
          failure: 'unreadable',
          trouble: 'It cannot be read on this port.',
        });
        continue;
      }
      const asked = request ?? `kind ${kind ?? ''}`;
      const outcome = outcomes.get(asked) ?? (await this.#outcome(request, kind, signal));
      outcomes.set(asked, outcome);
      readings.push(readingOf(item, path, outcome));
    }
    return readings;
  }

  async write(item: JsonItem, wanted: string, signal: AbortSignal): Promise<ItemWrite> {
    const { key, write } = item;
    if (write === undefined) return notSent(key, wanted, 'It cannot be written on this port.');
    const pattern = write.pattern === undefined ? undefined : compilePattern(write.pattern);
    const trouble = wishTrouble(wanted, item, { ...write, pattern });
    if (trouble !== undefined) return notSent(key, wanted, trouble);
    const before = item.read === undefined ? undefined : (await this.read([key], signal))[0];
    if (before?.failure === 'no-answer')
      return notSent(key, wanted, before.trouble ?? 'The device does not answer.');
    const made = { key, wanted, ...(before?.value === undefined ? {} : { before: before.value }) };
    const send = write.send.replaceAll('{value}', () => jsonOf(rawText(wanted, item), item));
    const { replyKind } = write;
    const outcome = await this.#requests.ask(
      { send, name: `set ${key}`, replyKind, isReading: false },
      signal,
    );
    if (outcome.kind === 'failed' && outcome.failure === 'refused') {
      return { ...made, verdict: 'refused', sentence: outcome.sentence };
    }
    const unsure = outcome.kind === 'failed' ? outcome.sentence : undefined;
    return await this.#readBack(item, made, unsure, signal);
  }

  async #readBack(
    item: JsonItem,
    made: { key: string; wanted: string; before?: string },
    unsure: string | undefined,
    signal: AbortSignal,
  ): Promise<ItemWrite> {
    const after = item.read?.request === undefined ? undefined : (await this.read([item.key], signal))[0];
    if (after?.value === undefined) {
      return unsure === undefined
        ? { ...made, verdict: 'unproven', sentence: 'The device took it; the value cannot be read back.' }
        : { ...made, verdict: 'no-answer', sentence: `${unsure} It may hold or not.` };
    }
    const readBack = after.value;
    return isSameShown(readBack, made.wanted, item)
      ? { ...made, readBack, verdict: 'written', sentence: 'Written and read back.' }
      : {
          ...made,
          readBack,
          verdict: 'different',
          sentence: item.isSecret
            ? 'Sent, but the device tells another value.'
            : `Sent, but the device tells ${readBack}.`,
        };
  }

  async #outcome(
    request: string | undefined,
    kind: string | undefined,
    signal: AbortSignal,
  ): Promise<JsonOutcome> {
    if (request === undefined) {
      const found = await this.#requests.latest(kind ?? '', STATUS_MS, signal);
      return found === undefined
        ? { kind: 'failed', failure: 'no-answer', sentence: `No line of the kind “${kind ?? ''}” has come.` }
        : { kind: 'told', object: found.object };
    }
    return await this.byKey(request, signal);
  }

  /** Asks what the profile knows by this key. */
  async byKey(key: string, signal: AbortSignal): Promise<JsonOutcome> {
    const request = this.#profile.requests.find((known) => known.key === key);
    if (request === undefined) {
      return { kind: 'failed', failure: 'no-answer', sentence: `The profile has no request “${key}”.` };
    }
    return await this.#requests.ask({ ...request, name: request.meaning ?? key }, signal);
  }
}

function readingOf(item: JsonItem, path: string, outcome: JsonOutcome): ItemReading {
  const { key } = item;
  const at = Date.now();
  if (outcome.kind === 'failed') return { key, at, failure: outcome.failure, trouble: outcome.sentence };
  const value = valueAtPath(outcome.object, path);
  if (value === undefined) {
    return { key, at, failure: 'unreadable', trouble: `The device’s answer has nothing at “${path}”.` };
  }
  const raw = jsonWord(value);
  return { key, at, raw, value: shownText(raw, item) };
}

/** The value as JSON: numbers and booleans bare, everything else in quotes. */
function jsonOf(raw: string, { type }: JsonItem): string {
  const isBare = /^-?\d+(\.\d+)?$/.test(raw)
    ? type !== 'text'
    : /^(true|false)$/.test(raw) && type === 'boolean';
  return isBare ? raw : JSON.stringify(raw);
}

function notSent(key: string, wanted: string, sentence: string): ItemWrite {
  return { key, wanted, verdict: 'not-sent', sentence };
}
