import { ContractError } from '../../../../../shared/contract/failure.ts';
import { promptOf } from '../../../../../shared/service-port/lines/consolePrompt.ts';
import type { ConsoleProfile } from '../../../../../shared/service-port/profile/consoleProfile.ts';
import type { DiagnosticsChoice } from '../chargerDriver.ts';
import { wrongPlace, type ConsoleCommands } from './consoleCommands.ts';
import { readable } from './consoleLine.ts';
import type { ConsoleSession } from './consoleSession.ts';
import { REFUSAL_LINES, usualRefusal } from './usualRefusal.ts';

/** A log may take its time, as long as something comes. */
const WHOLE_LOG_MS = 3_600_000;
const USUAL_QUIET_MS = 15_000;

/** What `sb` and `sx` of lrzsz print before they wait for the receiver; others say nothing. */
const SENDING = /sending|ready (?:to send|for)|give your local .{0,20}receive/i;

/** Logs of a device with a command line. */
export class ConsoleDiagnostics {
  readonly #session: ConsoleSession;
  readonly #commands: ConsoleCommands;
  readonly #profile: ConsoleProfile;

  constructor(session: ConsoleSession, commands: ConsoleCommands, profile: ConsoleProfile) {
    this.#session = session;
    this.#commands = commands;
    this.#profile = profile;
  }

  choices(): DiagnosticsChoice[] {
    return this.#profile.diagnostics.map(({ send, title, method }) => ({ what: send, title, method }));
  }

  async start(what: string, onBytes: (bytes: Uint8Array) => void, signal: AbortSignal): Promise<void> {
    const choice = this.#profile.diagnostics.find(({ send }) => send === what);
    if (choice === undefined) {
      throw new ContractError('invalid-params', `The profile names no log “${what}”.`);
    }
    if (choice.method === 'command') await this.#output(choice, onBytes, signal);
    else await this.#sending(choice, signal);
  }

  async #output(
    { send, title, at, timeoutMs, maxBytes }: ConsoleProfile['diagnostics'][number],
    onBytes: (bytes: Uint8Array) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const command = { text: this.#commands.filled(send), name: title, at, maxBytes, timeoutMs: WHOLE_LOG_MS };
    const log = new BegunLog(onBytes);
    const end = await this.#commands
      .stream(command, (line, isCut) => log.line(line, isCut), true, signal, timeoutMs ?? USUAL_QUIET_MS)
      .catch((error: unknown) => {
        log.keep();
        throw error;
      });
    if ('trouble' in end) throw notReady(end);
    const { hasOutput, refusal } = log;
    // Without prompts silence is the end, where the profile says after how much of it.
    const isOver = end.how === 'silent' && hasOutput && timeoutMs !== undefined;
    if (end.how !== 'answered' && !isOver) {
      log.keep();
      const code = end.how === 'silent' && !hasOutput ? 'timeout' : 'unavailable';
      throw new ContractError(code, stopped(end.how, hasOutput));
    }
    if (refusal === undefined) return log.keep();
    throw new ContractError('conflict', `The device refused “${title}”: ${refusal.trim().slice(0, 200)}.`);
  }

  /** The program that sends waits for a receiver; where it is not there, the shell says so and stands at its prompt. */
  async #sending(
    { send, title, at }: ConsoleProfile['diagnostics'][number],
    signal: AbortSignal,
  ): Promise<void> {
    const ready = await this.#session.ready(signal);
    if ('trouble' in ready) throw notReady(ready);
    const elsewhere = wrongPlace(ready.prompt, at);
    if (elsewhere !== undefined) throw new ContractError('conflict', elsewhere);
    const { line, rules, times } = this.#session;
    const mark = line.received;
    this.#session.clearIdleLines();
    await line.sendLine(this.#commands.filled(send), { meaning: { action: 'diagnostics', meaning: title } });
    const deadline = performance.now() + times.sendingMs;
    for (let left = times.sendingMs; left > 0; left = deadline - performance.now()) {
      await line.next(left, signal);
      if (SENDING.test(line.since(mark))) break;
    }
    if (promptOf(line.partial, rules.prompts) !== undefined && !SENDING.test(line.since(mark))) {
      const said = this.#session.idleLines.findLast((text) => text.trim() !== '' && !text.includes(send));
      throw new ContractError(
        'conflict',
        `The device does not send the file: ${said?.trim() ?? 'it stands at its prompt'}.`,
      );
    }
    this.#session.forgetPlace();
    line.isMuted = true;
  }
}

/** The output of a command. A refusal is short and no log: its lines are held back until there are more of them. */
class BegunLog {
  readonly #onBytes: (bytes: Uint8Array) => void;
  #held: string[] | undefined = [];
  hasOutput = false;

  constructor(onBytes: (bytes: Uint8Array) => void) {
    this.#onBytes = onBytes;
  }

  /** What the device said instead of a log. */
  get refusal(): string | undefined {
    return this.#held === undefined ? undefined : usualRefusal(readable(this.#held.join('')).split('\n'));
  }

  line(line: string, isCut: boolean): void {
    this.hasOutput = true;
    const text = isCut ? line : `${line}\n`;
    if (this.#held === undefined) return this.#onBytes(Buffer.from(text, 'latin1'));
    this.#held.push(text);
    if (this.#held.length > REFUSAL_LINES) this.keep();
  }

  /** What is held back is of the log, too. */
  keep(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const text of held) this.#onBytes(Buffer.from(text, 'latin1'));
  }
}

function notReady({ trouble, isSilent }: { trouble: string; isSilent: boolean }): ContractError {
  return new ContractError(isSilent ? 'timeout' : 'unavailable', trouble);
}

function stopped(how: 'silent' | 'too-much' | 'restarted', hasOutput: boolean): string {
  switch (how) {
    case 'too-much':
      return 'The log is larger than its profile allows; what came until then is kept.';
    case 'restarted':
      return 'The device started anew in the middle of the log; what came until then is kept.';
    case 'silent':
      return hasOutput
        ? 'The output stopped and no prompt came; what came until then is kept.'
        : 'The device printed nothing.';
    default:
      return how;
  }
}
