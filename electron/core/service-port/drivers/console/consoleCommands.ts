import { ownValue } from '../../../../../shared/ownValue.ts';
import { outputFields } from '../../../../../shared/service-port/lines/outputFields.ts';
import type { Prompt } from '../../../../../shared/service-port/lines/consolePrompt.ts';
import type {
  ConsoleCommand,
  ConsoleProfile,
} from '../../../../../shared/service-port/profile/consoleProfile.ts';
import { readable } from './consoleLine.ts';
import type { ConsoleSession } from './consoleSession.ts';
import type { CommandEnd } from './runningCommand.ts';
import { usualRefusal } from './usualRefusal.ts';

/** What a command told, or why it told nothing. */
export type CommandOutcome =
  | { kind: 'told'; fields: ReadonlyMap<string, string>; lines: readonly string[] }
  | {
      kind: 'failed';
      failure: 'no-answer' | 'refused' | 'unreadable';
      sentence: string;
      /** It was not sent at all. */
      isUnsent?: true;
    };

export interface CommandText {
  /** What is sent, with everything put in. */
  text: string;
  /** For the record and for sentences. */
  name: string;
  at?: readonly string[] | undefined;
  until?: string | undefined;
  reply?: string | undefined;
  refused?: string | undefined;
  timeoutMs?: number | undefined;
  maxBytes?: number | undefined;
  secret?: string | undefined;
}

const USUAL_TIMEOUT_MS = 8000;

/** The commands of a profile, run at the prompts where they can be given. */
export class ConsoleCommands {
  readonly #session: ConsoleSession;
  readonly #profile: ConsoleProfile;
  readonly #unit: number | undefined;
  #lastMs = -Infinity;

  constructor(session: ConsoleSession, profile: ConsoleProfile, unit: number | undefined) {
    this.#session = session;
    this.#profile = profile;
    this.#unit = unit ?? profile.line.unit?.default;
  }

  /** Runs a command of the profile by its key; one that only reads is sent again where nothing came. */
  async byKey(key: string, signal: AbortSignal): Promise<CommandOutcome> {
    const command = this.#profile.commands.find((known) => known.key === key);
    if (command === undefined) {
      return failed('unreadable', `The profile names the command “${key}”, but has none of that name.`);
    }
    const tries = command.isReading ? this.#profile.line.retries + 1 : 1;
    let outcome = await this.#once(command, signal);
    for (let tried = 1; tried < tries && isSilent(outcome); tried++)
      outcome = await this.#once(command, signal);
    return outcome;
  }

  /** Runs any text as a command. */
  async run(command: CommandText, signal: AbortSignal): Promise<CommandOutcome> {
    const parts: string[] = [];
    const end = await this.stream(
      command,
      (line, isCut) => parts.push(isCut ? line : `${line}\n`),
      false,
      signal,
    );
    const lines = readable(parts.join('')).split('\n');
    if (lines.at(-1) === '') lines.pop();
    return 'trouble' in end
      ? { ...failed(end.isSilent ? 'no-answer' : 'unreadable', end.trouble), isUnsent: true }
      : (this.#failureOf(command, end, lines) ?? { kind: 'told', fields: new Map(), lines });
  }

  /** Runs a command and tells its lines as they come, one character for each byte. */
  async stream(
    command: CommandText,
    onLine: (line: string, isCut: boolean) => void,
    isWhole: boolean,
    signal: AbortSignal,
    quietMs?: number,
  ): Promise<CommandEnd | { trouble: string; isSilent: boolean }> {
    const ready = await this.#session.ready(signal);
    if ('trouble' in ready) return ready;
    const trouble = wrongPlace(ready.prompt, command.at ?? []);
    if (trouble !== undefined) return { trouble, isSilent: false };
    await this.#pause(signal);
    const { line } = this.#profile;
    const usual = this.#session.rules.hasPrompts
      ? Math.max(USUAL_TIMEOUT_MS, line.timeoutMs)
      : line.timeoutMs;
    const { pattern } = this.#session.rules;
    const end = await this.#session.run(
      {
        command: command.text,
        at: ready.prompt,
        until: command.until,
        reply: command.reply === undefined ? undefined : pattern(this.filled(command.reply)),
        isWhole,
        timeoutMs: command.timeoutMs ?? usual,
        quietMs,
        maxBytes: command.maxBytes ?? 262_144,
        secret: command.secret,
        meaning: { action: command.name, meaning: command.name },
        onLine,
      },
      signal,
    );
    this.#lastMs = performance.now();
    return end;
  }

  /** The text of the profile with its values put in. */
  filled(text: string, values: Readonly<Record<string, string>> = {}): string {
    const all: Record<string, string> = {
      ...(this.#unit === undefined ? {} : { unit: String(this.#unit) }),
      ...values,
    };
    return text.replaceAll(/\{(\w+)\}/g, (found, name: string) => ownValue(all, name) ?? found);
  }

  async #once(command: ConsoleCommand, signal: AbortSignal): Promise<CommandOutcome> {
    const text = { ...command, text: this.filled(command.send), name: command.meaning ?? command.key };
    const outcome = await this.run(text, signal);
    if (outcome.kind === 'failed') return outcome;
    const fields = outputFields(outcome.lines, this.#session.rules.parser(command));
    const { pattern } = this.#session.rules;
    const reply = command.reply === undefined ? undefined : pattern(this.filled(command.reply));
    for (const line of outcome.lines) {
      for (const [name, value] of Object.entries(reply?.find(line)?.groups ?? {}))
        fields.set(name, value.trim());
    }
    return { ...outcome, fields };
  }

  #failureOf(
    { name, refused }: CommandText,
    end: CommandEnd,
    lines: readonly string[],
  ): CommandOutcome | undefined {
    switch (end.how) {
      case 'silent':
        return failed(
          'no-answer',
          end.hasOutput
            ? `“${name}” did not come to an end within its time; what came until then is in the console.`
            : `Nothing came back to “${name}”.`,
        );
      case 'too-much':
        return failed('unreadable', `“${name}” printed more than it may; it was stopped with Ctrl-C.`);
      case 'restarted':
        return failed('no-answer', `The device started anew during “${name}”.`);
      case 'answered':
        break;
    }
    const own = refused === undefined ? undefined : this.#session.rules.pattern(this.filled(refused));
    const said = lines.find((line) => own?.find(line) !== undefined) ?? usualRefusal(lines);
    return said === undefined
      ? undefined
      : failed('refused', `The device refused “${name}”: ${said.trim().slice(0, 200)}`);
  }

  /** Keeps the pauses that the device needs. */
  async #pause(signal: AbortSignal): Promise<void> {
    const { gapMs, minIntervalMs } = this.#profile.line;
    await this.#until(this.#lastMs + Math.max(gapMs, minIntervalMs), signal);
  }

  async #until(atMs: number, signal: AbortSignal): Promise<void> {
    for (let left = atMs - performance.now(); left > 0; left = atMs - performance.now()) {
      await this.#session.line.next(left, signal);
    }
  }
}

/** Why something cannot be asked at a prompt, as a sentence; nothing where it can. */
export function wrongPlace(prompt: Prompt | undefined, at: readonly string[]): string | undefined {
  if (prompt === undefined || at.length === 0 || at.includes(prompt.name) || at.includes(prompt.kind))
    return undefined;
  return `This can be asked only at the prompt “${at.join('” or “')}”; the device stands at “${prompt.text.trim()}”.`;
}

function isSilent(outcome: CommandOutcome): boolean {
  return outcome.kind === 'failed' && outcome.failure === 'no-answer' && outcome.isUnsent !== true;
}

function failed(
  failure: 'no-answer' | 'refused' | 'unreadable',
  sentence: string,
): Extract<CommandOutcome, { kind: 'failed' }> {
  return { kind: 'failed', failure, sentence };
}
