import { ContractError } from '../../../../shared/contract/failure.ts';

interface Waiting {
  work: string;
  isQuiet: boolean;
  signal: AbortSignal;
  start: () => Promise<void>;
  refuse: (error: unknown) => void;
}

/**
 * Who may use the line: one command at a time, in the order in which they came, or a run that holds it alone. A quiet command (reading live
 * values) gives way: it begins only where nothing else waits, and a run ends it.
 */
export class PortQueue {
  readonly #onChange: () => void;
  readonly #waiting: Waiting[] = [];
  #running: { work: string; isQuiet: boolean; abort: AbortController } | undefined;
  #holder: string | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** What is being done, as a sentence; nothing while the line is free or only live values are read. */
  get busyWith(): string | undefined {
    return this.#holder ?? (this.#running?.isQuiet === false ? this.#running.work : undefined);
  }

  get isHeld(): boolean {
    return this.#holder !== undefined;
  }

  get isIdle(): boolean {
    return this.#holder === undefined && this.#running === undefined && this.#waiting.length === 0;
  }

  /** Fails with `busy` while a run holds the line, with the reason of a signal, and as `job` does. */
  run<T>(
    work: string,
    signals: readonly AbortSignal[],
    job: (signal: AbortSignal) => Promise<T>,
    isQuiet = false,
  ): Promise<T> {
    if (this.#holder !== undefined) return Promise.reject(busyError(this.#holder));
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const abort = new AbortController();
    const signal = AbortSignal.any([...signals, abort.signal]);
    const onAbort = (): void => {
      reject(reasonOf(signal));
      this.#forget(waiting);
    };
    const waiting: Waiting = {
      work,
      isQuiet,
      signal,
      refuse: reject,
      start: async () => {
        this.#running = { work, isQuiet, abort };
        this.#onChange();
        try {
          resolve(await job(signal));
        } catch (error) {
          reject(error);
        } finally {
          signal.removeEventListener('abort', onAbort);
          this.#running = undefined;
          this.#next();
          this.#onChange();
        }
      },
    };
    if (signal.aborted) return Promise.reject(reasonOf(signal));
    signal.addEventListener('abort', onAbort, { once: true });
    this.#waiting.push(waiting);
    this.#next();
    return promise;
  }

  /** Fails with `busy` while a run holds the line. */
  refuseWhileHeld(): void {
    if (this.#holder !== undefined) throw busyError(this.#holder);
  }

  /** Takes the line alone; answers with how to give it back. Fails with `busy` while a command is under way or a run has it. */
  hold(work: string): () => void {
    const other = this.busyWith ?? this.#waiting.find(({ isQuiet }) => !isQuiet)?.work;
    if (other !== undefined) throw busyError(other);
    this.#running?.abort.abort(new ContractError('cancelled', 'A run takes the line.'));
    for (const waiting of this.#waiting.splice(0)) waiting.refuse(busyError(work));
    this.#holder = work;
    this.#onChange();
    return () => {
      if (this.#holder !== work) return;
      this.#holder = undefined;
      this.#next();
      this.#onChange();
    };
  }

  #next(): void {
    if (this.#running !== undefined || this.#holder !== undefined) return;
    const loud = this.#waiting.findIndex(({ isQuiet }) => !isQuiet);
    const [waiting] = this.#waiting.splice(Math.max(0, loud), 1);
    if (waiting !== undefined) void waiting.start();
  }

  #forget(waiting: Waiting): void {
    const at = this.#waiting.indexOf(waiting);
    if (at !== -1) this.#waiting.splice(at, 1);
  }
}

function busyError(work: string): ContractError {
  return new ContractError('busy', `The line is in use: ${work}`, {
    hint: 'Wait until that is done, or cancel it.',
  });
}

function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof ContractError ? reason : new ContractError('cancelled', 'It was cancelled.');
}
