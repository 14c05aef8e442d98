import { ownValue } from '../../../../../shared/ownValue.ts';
import {
  isSameShown,
  rawText,
  shownText,
  wishTrouble,
} from '../../../../../shared/service-port/lines/itemText.ts';
import type { ItemReading, ItemWrite } from '../../../../../shared/service-port/driverItem.ts';
import type {
  ConsoleItem,
  ConsoleProfile,
} from '../../../../../shared/service-port/profile/consoleProfile.ts';
import type { CommandOutcome, ConsoleCommands } from './consoleCommands.ts';
import type { ConsoleSession } from './consoleSession.ts';

/** In a command these would be more than a value: another command, a variable, a comment. */
const MORE_THAN_A_VALUE = /[;&|<>$`\\"'(){}#*?!~\s]/;

/** Reads and writes the items of a profile by its commands. */
export class ConsoleItems {
  readonly #session: ConsoleSession;
  readonly #commands: ConsoleCommands;
  readonly #profile: ConsoleProfile;
  readonly #forbids: (command: string) => string | undefined;

  constructor(
    session: ConsoleSession,
    commands: ConsoleCommands,
    profile: ConsoleProfile,
    forbids: (command: string) => string | undefined,
  ) {
    this.#session = session;
    this.#commands = commands;
    this.#profile = profile;
    this.#forbids = forbids;
  }

  /** Each command runs once, however many items it tells. */
  async read(keys: readonly string[], signal: AbortSignal): Promise<ItemReading[]> {
    const outcomes = new Map<string, CommandOutcome>();
    const readings: ItemReading[] = [];
    for (const key of keys) {
      const item = this.#profile.items.find((known) => known.key === key);
      const command = item?.read?.command;
      if (item === undefined || command === undefined) {
        readings.push({
          key,
          at: Date.now(),
          failure: 'unreadable',
          trouble: 'It cannot be read on this port.',
        });
        continue;
      }
      const outcome = outcomes.get(command) ?? (await this.#commands.byKey(command, signal));
      outcomes.set(command, outcome);
      readings.push(readingOf(item, outcome));
    }
    return readings;
  }

  /** Writes by the commands of the profile, one after the other, and reads the item again. */
  async write(item: ConsoleItem, wanted: string, signal: AbortSignal): Promise<ItemWrite> {
    const { key, write } = item;
    if (write === undefined) return notSent(key, wanted, 'It cannot be written on this port.');
    const trouble = this.#trouble(item, wanted);
    if (trouble !== undefined) return notSent(key, wanted, trouble);
    const raw = ownValue(write.values, wanted) ?? rawText(wanted, item);
    const commands = write.send.map((text) => this.#commands.filled(text, { value: raw }));
    const forbidden = commands.map((text) => this.#forbids(text)).find((why) => why !== undefined);
    if (forbidden !== undefined) return notSent(key, wanted, forbidden);
    const before = item.read === undefined ? undefined : (await this.read([key], signal))[0];
    const old = before?.value === undefined ? {} : { before: before.value };
    if (before?.failure === 'no-answer')
      return notSent(key, wanted, before.trouble ?? 'The device does not answer.');
    for (const text of commands) {
      const outcome = await this.#commands.run(
        { text, name: `set ${key}`, refused: write.refused, ...(item.isSecret ? { secret: raw } : {}) },
        signal,
      );
      if (outcome.kind === 'told') continue;
      if (outcome.failure === 'refused')
        return { key, wanted, ...old, verdict: 'refused', sentence: outcome.sentence };
      if (outcome.isUnsent === true) return { ...notSent(key, wanted, outcome.sentence), ...old };
      return await this.#readBack(item, wanted, old, outcome.sentence, signal);
    }
    return await this.#readBack(item, wanted, old, undefined, signal);
  }

  async #readBack(
    item: ConsoleItem,
    wanted: string,
    old: { before?: string },
    trouble: string | undefined,
    signal: AbortSignal,
  ): Promise<ItemWrite> {
    const { key, write } = item;
    const made = { key, wanted, ...old };
    if (item.read === undefined) {
      return trouble === undefined
        ? {
            ...made,
            verdict: 'unproven',
            sentence: 'The device took the command; the value cannot be read back.',
          }
        : {
            ...made,
            verdict: 'no-answer',
            sentence: `${trouble} It may hold or not: it cannot be read back.`,
          };
    }
    await this.#wait(write?.readBackAfterMs ?? 0, signal);
    const [after] = await this.read([key], signal);
    if (after?.value === undefined) {
      const why = after?.trouble ?? 'Nothing came back.';
      return {
        ...made,
        verdict: trouble === undefined ? 'unproven' : 'no-answer',
        sentence: `It could not be read back: ${why}`,
      };
    }
    const readBack = after.value;
    if (isSameShown(readBack, wanted, item)) {
      return { ...made, readBack, verdict: 'written', sentence: 'Written and read back.' };
    }
    return {
      ...made,
      readBack,
      verdict: 'different',
      sentence: item.isSecret
        ? 'Sent, but the device tells another value.'
        : `Sent, but the device tells ${readBack}${trouble === undefined ? '' : `. ${trouble}`}`,
    };
  }

  #trouble(item: ConsoleItem, wanted: string): string | undefined {
    const { write } = item;
    if (write === undefined) return undefined;
    if (write.forbidden === undefined && ownValue(write.values, wanted) !== undefined) return undefined;
    const pattern = write.pattern === undefined ? undefined : this.#session.rules.pattern(write.pattern);
    const trouble = wishTrouble(wanted, item, { ...write, pattern });
    if (trouble !== undefined || pattern !== undefined || item.enum !== undefined) return trouble;
    return MORE_THAN_A_VALUE.test(wanted)
      ? 'The value holds characters that would be more than a value in a command: blanks, quotes, ; & | $ and the like.'
      : undefined;
  }

  async #wait(ms: number, signal: AbortSignal): Promise<void> {
    const at = performance.now() + ms;
    for (let left = ms; left > 0; left = at - performance.now()) await this.#session.line.next(left, signal);
  }
}

function readingOf(item: ConsoleItem, outcome: CommandOutcome): ItemReading {
  const { key, read } = item;
  const at = Date.now();
  if (outcome.kind === 'failed') return { key, at, failure: outcome.failure, trouble: outcome.sentence };
  const raw = outcome.fields.get(read?.field ?? '');
  if (raw === undefined) {
    return { key, at, failure: 'unreadable', trouble: `The device’s answer has no “${read?.field ?? key}”.` };
  }
  return { key, at, raw, value: shownText(raw, item) };
}

function notSent(key: string, wanted: string, sentence: string): ItemWrite {
  return { key, wanted, verdict: 'not-sent', sentence };
}
