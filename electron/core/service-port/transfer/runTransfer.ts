import { setImmediate } from 'node:timers/promises';
import { ACK, ASK_CRC, NAK } from '../../../../shared/service-port/transfer/blockFrame.ts';
import type {
  TransferAction,
  TransferEvent,
  TransferFailure,
  TransferMachine,
  TransferProgress,
  TransferProof,
  IncomingFile,
  FileEnd,
} from '../../../../shared/service-port/transfer/transferMachine.ts';
import type { PortLine } from '../line/portLine.ts';
import { stuckLine } from './stuckLine.ts';

export interface TransferWay {
  line: PortLine;
  machine: TransferMachine;
  /** Aborting cancels the transfer at the other end, too. */
  signal: AbortSignal;
  /** Content of outgoing file number `file`. */
  read?: (file: number, offset: number, length: number) => Promise<Uint8Array>;
  onOpen?: (file: IncomingFile) => Promise<void>;
  onContent?: (bytes: Uint8Array) => Promise<void>;
  onClose?: (end: FileEnd) => Promise<void>;
  onProgress?: (progress: TransferProgress) => void;
}

export type TransferOutcome = { proof: TransferProof } | { failure: TransferFailure };

/** A device that prints without end while a block is being written. */
const MOST_WAITING_BYTES = 262_144;
/** Flow control that never lets go; added to the time that the line needs for the bytes. */
const STUCK_MS = 20_000;
/** Whether the other end goes on all the same shows soon. */
const CANCEL_ANSWER_MS = 500;
const CANCEL_TIMES = 3;
const ANSWERS: ReadonlySet<number> = new Set([ACK, NAK, ASK_CRC]);
/** The cancellation may not get through a line that is stuck. */
const LAST_WORD_MS = 1_000;

/**
 * Drives one end of a transfer over a line. Rejects with the reason of `line.lost`, with `unavailable` where the line takes no bytes, and as
 * `read` and the like do; the other end is then told to stop where that is still possible.
 */
export async function runTransfer(way: TransferWay): Promise<TransferOutcome> {
  const run = new LineTransfer(way);
  try {
    return await run.untilEnd();
  } finally {
    run.stop();
  }
}

class LineTransfer {
  readonly #way: TransferWay;
  readonly #events: TransferEvent[] = [{ kind: 'start' }];
  readonly #stops: (() => void)[] = [];
  readonly #lost: Promise<never>;
  #waitingBytes = 0;
  #wake: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #isTimeOver = false;
  #isAborted = false;
  /** Of the latest write. */
  #left: Promise<void> = Promise.resolve();
  /** The latest write is on its way: a port gets the bytes within the turn of the event loop. */
  #isLeaving: Promise<void> = Promise.resolve();

  constructor(way: TransferWay) {
    const { line, signal } = way;
    this.#way = way;
    this.#stops.push(line.onData((bytes) => this.#take(bytes)));
    this.#lost = this.#rejectsWhen(line.lost);
    this.#on(signal, () => {
      this.#isAborted = true;
      this.#wake();
    });
  }

  async untilEnd(): Promise<TransferOutcome> {
    try {
      for (;;) {
        const outcome = await this.#handle(await this.#next());
        if (outcome !== undefined) return outcome;
      }
    } catch (error) {
      if (!this.#way.line.lost.aborted) await this.#lastWord();
      throw error;
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
  }

  #on(signal: AbortSignal, then: () => void): void {
    if (signal.aborted) return then();
    signal.addEventListener('abort', then, { once: true });
    this.#stops.push(() => signal.removeEventListener('abort', then));
  }

  #rejectsWhen(signal: AbortSignal): Promise<never> {
    const { promise, reject } = Promise.withResolvers<never>();
    // It may be lost while nobody waits.
    promise.catch(() => undefined);
    this.#on(signal, () => reject(signal.reason));
    return promise;
  }

  #take(bytes: Uint8Array): void {
    if (this.#waitingBytes > MOST_WAITING_BYTES) return;
    this.#waitingBytes += bytes.length;
    this.#events.push({ kind: 'bytes', bytes });
    this.#wake();
  }

  async #next(): Promise<TransferEvent> {
    for (;;) {
      if (this.#isAborted) return { kind: 'abort' };
      const event = this.#events.shift();
      if (event?.kind === 'bytes') this.#waitingBytes -= event.bytes.length;
      if (event !== undefined) return event;
      if (this.#isTimeOver) {
        this.#isTimeOver = false;
        return { kind: 'timer' };
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await Promise.race([promise, this.#lost]);
    }
  }

  async #handle(event: TransferEvent): Promise<TransferOutcome | undefined> {
    const actions = this.#way.machine.handle(event);
    const end = actions.at(-1);
    for (const action of actions) {
      const isLastWord = action.kind === 'write' && end?.kind === 'fail';
      const outcome = isLastWord ? await this.#cancel(action.bytes) : await this.#do(action);
      if (outcome !== undefined) return outcome;
    }
    await this.#left;
    return undefined;
  }

  /**
   * A receiver that reads a block as this comes drops it with what else it holds, and answers the block: then it is said again. The device may
   * also hang up as soon as it hears of the end.
   */
  async #cancel(bytes: Uint8Array): Promise<undefined> {
    this.#events.length = 0;
    this.#waitingBytes = 0;
    for (let times = 0; times < CANCEL_TIMES && !this.#way.line.lost.aborted; times += 1) {
      await this.#write(bytes).catch(() => undefined);
      if (!(await this.#stillAnswers())) return;
    }
  }

  async #stillAnswers(): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const limit = deadline(CANCEL_ANSWER_MS);
    if (this.#events.length === 0) {
      await Promise.race([promise, limit.over, this.#lost.catch(() => undefined)]);
    }
    limit.stop();
    const event = this.#events.shift();
    if (event?.kind !== 'bytes') return false;
    this.#waitingBytes -= event.bytes.length;
    return ANSWERS.has(event.bytes.at(-1) ?? 0);
  }

  async #do(action: TransferAction): Promise<TransferOutcome | undefined> {
    const { read, onOpen, onContent, onClose, onProgress } = this.#way;
    // The next block is read, and the progress told, while the bytes leave.
    await (action.kind === 'read' || action.kind === 'progress' ? this.#isLeaving : this.#left);
    switch (action.kind) {
      case 'write':
        this.#left = this.#write(action.bytes);
        // It is waited for, but perhaps not before it has failed.
        this.#left.catch(() => undefined);
        this.#isLeaving = setImmediate();
        return undefined;
      case 'timer':
        this.#startTimer(action.ms);
        return undefined;
      case 'read': {
        const bytes = await read?.(action.file, action.offset, action.length);
        return this.#handle({ kind: 'content', bytes: bytes ?? new Uint8Array() });
      }
      case 'open':
        await onOpen?.(action.file);
        return undefined;
      case 'content':
        await onContent?.(action.bytes);
        return undefined;
      case 'close':
        await onClose?.(action.end);
        return undefined;
      case 'progress':
        onProgress?.(action.progress);
        return undefined;
      case 'done':
        return { proof: action.proof };
      case 'fail':
        return { failure: action.failure };
      default:
        return action satisfies never;
    }
  }

  #startTimer(ms: number): void {
    clearTimeout(this.#timer);
    this.#isTimeOver = false;
    this.#timer = setTimeout(() => {
      this.#isTimeOver = true;
      this.#wake();
    }, ms);
  }

  /** Ends early where it is stopped: the cancellation may be all that still gets through. */
  async #write(bytes: Uint8Array): Promise<void> {
    const { line, signal } = this.#way;
    const written = line.write(bytes, { isBlock: true });
    // Whoever stops or loses the line does not wait for it.
    written.catch(() => undefined);
    const longestMs = signal.aborted ? LAST_WORD_MS : STUCK_MS + (bytes.length * 12_000) / line.settings.baud;
    const limit = deadline(longestMs);
    try {
      const stopped = signal.aborted ? [] : [whenAborted(signal, limit.signal)];
      const end = await Promise.race([written.then(() => 'written'), this.#lost, limit.over, ...stopped]);
      if (end === 'over' && !signal.aborted) throw stuckLine();
    } finally {
      limit.stop();
    }
  }

  async #lastWord(): Promise<void> {
    const [write] = this.#way.machine.handle({ kind: 'abort' });
    if (write?.kind !== 'write') return;
    const limit = deadline(LAST_WORD_MS);
    const written = this.#way.line.write(write.bytes).catch(() => undefined);
    await Promise.race([written, limit.over]);
    limit.stop();
  }
}

function deadline(ms: number): { over: Promise<'over'>; signal: AbortSignal; stop: () => void } {
  const { promise, resolve } = Promise.withResolvers<'over'>();
  const ended = new AbortController();
  const timer = setTimeout(() => resolve('over'), ms);
  return {
    over: promise,
    signal: ended.signal,
    stop: () => {
      clearTimeout(timer);
      ended.abort();
    },
  };
}

/** Listens no longer than until `end`. */
function whenAborted(signal: AbortSignal, end: AbortSignal): Promise<'stopped'> {
  const { promise, resolve } = Promise.withResolvers<'stopped'>();
  signal.addEventListener('abort', () => resolve('stopped'), { once: true, signal: end });
  return promise;
}
