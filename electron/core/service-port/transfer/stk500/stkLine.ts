import {
  getSync,
  STK_IN_SYNC,
  STK_OK,
  type StkCommand,
} from '../../../../../shared/service-port/flash/stk500/stk500Commands.ts';
import type { PortLine } from '../../line/portLine.ts';
import { LineAnswers } from '../lineAnswers.ts';

/** ms. */
export interface Stk500Times {
  /** For an answer, beside the time that the line needs: optiboot starts the firmware after a second without a command. */
  answerMs: number;
  syncMs: number;
  /** How long reset is held. */
  pulseMs: number;
  /** From reset to the first question, by round: optiboot blinks first, and what comes meanwhile may be lost. */
  startsMs: readonly number[];
  /** Nothing more comes after that. */
  quietMs: number;
}

export const STK500_TIMES: Stk500Times = {
  answerMs: 700,
  syncMs: 200,
  pulseMs: 50,
  startsMs: [60, 250, 450, 120, 350],
  quietMs: 40,
};

const SYNCS_IN_ROUND = 4;
/** The last command may not get through a line that is stuck. */
const LAST_WORD_MS = 500;

/** Commands and answers of STK500 over a line. All rejects with the reason of `line.lost` and of the signal, and waits no longer than that. */
export class StkLine {
  readonly #line: PortLine;
  readonly #times: Stk500Times;
  readonly #answers: LineAnswers;

  constructor(line: PortLine, signal: AbortSignal, times: Stk500Times) {
    this.#line = line;
    this.#times = times;
    this.#answers = new LineAnswers(line, signal);
  }

  stop(): void {
    this.#answers.stop();
  }

  /** Resets the chip where the port has the line for it, and looks for the boot loader; false where none answers. */
  async connect(): Promise<boolean> {
    for (const startMs of this.#times.startsMs) {
      await this.#reset();
      await this.#answers.pause(startMs);
      for (let tries = 0; tries < SYNCS_IN_ROUND; tries += 1) {
        if (await this.#sync()) return true;
      }
    }
    return false;
  }

  /** What is between “in sync” and “ok”; nothing where there was no answer, or noise. */
  async ask(command: StkCommand): Promise<Uint8Array | undefined> {
    const length = command.answerBytes + 2;
    this.#answers.clear();
    await this.#send(command);
    const lineMs = ((command.bytes.length + length) * 12_000) / this.#line.settings.baud;
    const answer = await this.#answers.read(length, this.#times.answerMs + lineMs);
    if (answer === undefined) return undefined;
    const isOk = answer[0] === STK_IN_SYNC && answer.at(-1) === STK_OK;
    const meaning = isOk
      ? { meaning: 'in sync, ok' }
      : { meaning: 'not the answer to this', isProblem: true };
    this.#line.tell('in', length, { action: command.action, ...meaning }, this.#answers.waitingBytes);
    return isOk && this.#answers.waitingBytes === 0 ? answer.slice(1, -1) : undefined;
  }

  /** Sends a command whose answer nobody needs, also after a stop. */
  async lastWord(command: StkCommand): Promise<void> {
    if (this.#line.lost.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, LAST_WORD_MS);
    const written = this.#line.write(command.bytes).catch(() => undefined);
    this.#line.tell('out', command.bytes.length, { action: command.action, meaning: command.meaning });
    await Promise.race([written, promise]);
    clearTimeout(timer);
  }

  /** Best effort: without such lines whoever began the push has restarted the device, or the technician does. */
  async #reset(): Promise<void> {
    if (!(await this.#setReset(true))) return;
    await this.#answers.pause(this.#times.pulseMs);
    await this.#setReset(false);
  }

  /** DTR going up is what resets such a board. False where that cannot be set, or not in time. */
  async #setReset(isPrepared: boolean): Promise<boolean> {
    const wish = { dtr: !isPrepared, rts: !isPrepared };
    const set = this.#line.setSignals(wish).catch(() => false);
    return (await this.#answers.orLater(set, this.#times.answerMs)) === true;
  }

  /** The first answer may stand in noise, or be one to an older question: then it is asked once more, and that has to fit. */
  async #sync(): Promise<boolean> {
    this.#answers.clear();
    await this.#send(getSync());
    if (!(await this.#hears(STK_IN_SYNC, STK_OK))) return false;
    await this.#answers.pause(this.#times.quietMs);
    return (await this.ask(getSync())) !== undefined;
  }

  /** Whether two bytes come one after the other, whatever is before them. */
  async #hears(first: number, second: number): Promise<boolean> {
    const until = performance.now() + this.#times.syncMs;
    for (let before: number | undefined; ;) {
      const [byte] = (await this.#answers.read(1, until - performance.now())) ?? [];
      if (byte === undefined || performance.now() > until) return false;
      if (before === first && byte === second) return true;
      before = byte;
    }
  }

  async #send({ bytes, action, meaning }: StkCommand): Promise<void> {
    const written = this.#answers.write(bytes);
    this.#line.tell('out', bytes.length, { action, meaning });
    await written;
  }
}
