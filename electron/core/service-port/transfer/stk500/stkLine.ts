import {
  getSync,
  STK_IN_SYNC,
  STK_OK,
  type StkCommand,
} from '../../../../../shared/service-port/flash/stk500/stk500Commands.ts';
import type { PortLine } from '../../line/portLine.ts';

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
/** An answer has 258 bytes at most; the firmware may print meanwhile. */
const MOST_WAITING_BYTES = 4_096;
/** The last command may not get through a line that is stuck. */
const LAST_WORD_MS = 500;

/** Commands and answers of STK500 over a line. All rejects with the reason of `line.lost` and of the signal, and waits no longer than that. */
export class StkLine {
  readonly #line: PortLine;
  readonly #times: Stk500Times;
  readonly #ended: AbortSignal;
  readonly #stopData: () => void;
  #bytes: number[] = [];
  #awaited: { length: number; command: StkCommand } | undefined;
  #wake: () => void = () => undefined;

  constructor(line: PortLine, signal: AbortSignal, times: Stk500Times) {
    this.#line = line;
    this.#times = times;
    // The loss comes first: whoever stops a push over a line that is gone hears of that.
    this.#ended = AbortSignal.any([line.lost, signal]);
    this.#stopData = line.onData((bytes) => this.#take(bytes));
  }

  stop(): void {
    this.#stopData();
  }

  /** Resets the chip where the port has the line for it, and looks for the boot loader; false where none answers. */
  async connect(): Promise<boolean> {
    for (const startMs of this.#times.startsMs) {
      await this.#reset();
      await this.#until(() => false, startMs);
      for (let tries = 0; tries < SYNCS_IN_ROUND; tries += 1) {
        if (await this.#sync()) return true;
      }
    }
    return false;
  }

  /** What is between “in sync” and “ok”; nothing where there was no answer, or noise. */
  async ask(command: StkCommand): Promise<Uint8Array | undefined> {
    const length = command.answerBytes + 2;
    this.#bytes = [];
    this.#awaited = { length, command };
    await this.#send(command);
    const lineMs = ((command.bytes.length + length) * 12_000) / this.#line.settings.baud;
    const isNoise = (): boolean => this.#bytes.length > 0 && this.#bytes[0] !== STK_IN_SYNC;
    await this.#until(() => this.#bytes.length >= length || isNoise(), this.#times.answerMs + lineMs);
    this.#awaited = undefined;
    const isWhole = this.#bytes.length === length && !isNoise() && this.#bytes.at(-1) === STK_OK;
    return isWhole ? Uint8Array.from(this.#bytes.slice(1, -1)) : undefined;
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
    const { answerMs, pulseMs } = this.#times;
    const set = (isHigh: boolean): Promise<boolean | undefined> =>
      this.#race(
        this.#line.setSignals({ dtr: isHigh, rts: isHigh }).catch(() => false),
        answerMs,
      );
    if ((await set(false)) !== true) return;
    await this.#until(() => false, pulseMs);
    await set(true);
  }

  /** The first answer may stand in noise, or be one to an older question: then it is asked once more, and that has to fit. */
  async #sync(): Promise<boolean> {
    this.#bytes = [];
    await this.#send(getSync());
    const isThere = (): boolean =>
      this.#bytes.some((byte, at) => byte === STK_IN_SYNC && this.#bytes[at + 1] === STK_OK);
    if (!(await this.#until(isThere, this.#times.syncMs))) return false;
    for (;;) {
      const before = this.#bytes.length;
      await this.#until(() => this.#bytes.length > before, this.#times.quietMs);
      if (this.#bytes.length === before) break;
      if (before >= MOST_WAITING_BYTES) return false;
    }
    return (await this.ask(getSync())) !== undefined;
  }

  #take(bytes: Uint8Array): void {
    if (this.#bytes.length >= MOST_WAITING_BYTES) return;
    this.#bytes.push(...bytes.subarray(0, MOST_WAITING_BYTES));
    if (this.#awaited !== undefined && this.#bytes.length >= this.#awaited.length) {
      const { length, command } = this.#awaited;
      this.#awaited = undefined;
      const isOk = this.#bytes[0] === STK_IN_SYNC && this.#bytes[length - 1] === STK_OK;
      const meaning = isOk ? 'in sync, ok' : 'not the answer to this';
      this.#line.tell(
        'in',
        length,
        { action: command.action, meaning, ...(isOk ? {} : { isProblem: true }) },
        this.#bytes.length - length,
      );
    }
    this.#wake();
  }

  async #send({ bytes, action, meaning }: StkCommand): Promise<void> {
    this.#ended.throwIfAborted();
    const written = this.#line.write(bytes);
    this.#line.tell('out', bytes.length, { action, meaning });
    // A line that takes nothing shows as an answer that does not come.
    await this.#race(written, this.#times.answerMs + (bytes.length * 12_000) / this.#line.settings.baud);
  }

  /** False where time was up first. */
  async #until(isSo: () => boolean, ms: number): Promise<boolean> {
    if (isSo()) return true;
    const { promise, resolve } = Promise.withResolvers<true>();
    this.#wake = () => {
      if (isSo()) resolve(true);
    };
    return (await this.#race(promise, ms)) === true;
  }

  /** Nothing where time was up first. */
  async #race<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
    work.catch(() => undefined);
    this.#ended.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const onEnd = (): void => reject(this.#ended.reason);
    this.#ended.addEventListener('abort', onEnd, { once: true });
    const timer = setTimeout(() => resolve(undefined), ms);
    try {
      return await Promise.race([work, promise]);
    } finally {
      clearTimeout(timer);
      this.#ended.removeEventListener('abort', onEnd);
    }
  }
}
