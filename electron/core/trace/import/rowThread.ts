import { Worker } from 'node:worker_threads';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { FromRowWorker, RowBatch, RowWorkerData, ToRowWorker } from './rowMessages.ts';

/** Batches that may wait for the disk: enough that neither side waits for the other, few enough for the memory. */
const MOST_WAITING = 2;

/** Writes the rows of an import on a thread of its own, in the order in which they are given. */
export class RowThread {
  readonly #worker: Worker;
  readonly #ended = Promise.withResolvers<void>();
  #waiting = 0;
  #failure: ContractError | undefined;
  #wake = (): void => undefined;

  constructor(data: RowWorkerData) {
    // In a checkout Node runs the sources; in a bundle the worker is a file beside this one.
    const file = import.meta.url.endsWith('.ts') ? './rowWorker.ts' : './rowWorker.js';
    this.#worker = new Worker(new URL(file, import.meta.url), { workerData: data, execArgv: [] });
    this.#worker.on('message', (message: FromRowWorker) => this.#take(message));
    this.#worker.once('error', (error) => this.#fail(brokenOff(data.path, error)));
    this.#worker.once('exit', () => {
      if (this.#waiting > 0) this.#fail(brokenOff(data.path, undefined));
      this.#ended.resolve();
    });
  }

  write(batch: RowBatch): void {
    this.#waiting += 1;
    this.#send({ type: 'rows', ...batch });
  }

  /** Waits until more may be written. Rejects with what went wrong so far. */
  async room(): Promise<void> {
    await this.#until(MOST_WAITING);
  }

  /** Waits for everything that was given. Rejects with what went wrong. */
  async written(): Promise<void> {
    await this.#until(0);
  }

  /** Closes the file, whatever became of it; rejects where closing fails. */
  async end(): Promise<void> {
    const before = this.#failure;
    this.#send({ type: 'end' });
    await this.#ended.promise;
    if (this.#failure !== undefined && this.#failure !== before) throw this.#failure;
  }

  async #until(most: number): Promise<void> {
    while (this.#waiting > most && this.#failure === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  #take(message: FromRowWorker): void {
    if (message.type === 'written') {
      this.#waiting -= 1;
      this.#wake();
    } else {
      const { code, message: sentence, hint } = message.failure;
      this.#fail(new ContractError(code, sentence, hint === undefined ? {} : { hint }));
    }
  }

  #fail(failure: ContractError): void {
    this.#failure ??= failure;
    this.#wake();
  }

  #send(message: ToRowWorker): void {
    this.#worker.postMessage(message);
  }
}

function brokenOff(path: string, cause: Error | undefined): ContractError {
  const reason = cause === undefined ? '' : ` (${cause.message})`;
  return new ContractError('internal', `Writing ${path} broke off${reason}; nothing was imported.`, {
    hint: 'Import a smaller part of the file, and report this with the file if you may.',
    cause,
  });
}
