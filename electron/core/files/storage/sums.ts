import { Worker } from 'node:worker_threads';
import type { FromSumWorker, ToSumWorker } from './sumMessages.ts';

/** The SHA-256 of a file while it grows. */
export interface GrowingSum {
  /** The file is written up to here, without a hole. */
  reach(to: number): void;
  /** Something before was written anew. */
  restart(): void;
  /** The sum of the first `to` bytes; the last that is asked. Rejects where the file cannot be read. */
  digest(to: number): Promise<string>;
  drop(): void;
}

/** Messages cost more than a few bytes are worth. */
const TOLD_EVERY_BYTES = 4 * 1024 * 1024;

/** Sums of files, made on a thread of its own that is started with the first of them. */
export class Sums {
  #worker: Worker | undefined;
  #isClosed = false;
  #lastId = 0;
  readonly #waiting = new Map<number, PromiseWithResolvers<string>>();
  /** Files that could not be read, until somebody asks. */
  readonly #failed = new Map<number, Error>();

  follow(path: string): GrowingSum {
    this.#lastId += 1;
    const id = this.#lastId;
    let toldTo = 0;
    this.#send({ type: 'follow', id, path });
    return {
      reach: (to) => {
        if (to - toldTo < TOLD_EVERY_BYTES) return;
        toldTo = to;
        this.#send({ type: 'reach', id, to });
      },
      restart: () => {
        toldTo = 0;
        this.#send({ type: 'restart', id });
      },
      digest: (to) => this.#digest(id, to),
      drop: () => {
        this.#failed.delete(id);
        this.#send({ type: 'drop', id });
      },
    };
  }

  /** Of a file that stays as it is. */
  of(path: string, sizeBytes: number): Promise<string> {
    return this.follow(path).digest(sizeBytes);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker?.terminate();
    this.#fail(new Error('closed'));
  }

  #digest(id: number, to: number): Promise<string> {
    const failure = this.#failed.get(id);
    this.#failed.delete(id);
    if (failure !== undefined) return Promise.reject(failure);
    if (this.#isClosed) return Promise.reject(new Error('closed'));
    const waiting = Promise.withResolvers<string>();
    this.#waiting.set(id, waiting);
    this.#send({ type: 'digest', id, to });
    // A command that waits for a sum has nothing else that keeps its process going.
    this.#worker?.ref();
    return waiting.promise;
  }

  #send(message: ToSumWorker): void {
    if (this.#isClosed) return;
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    // In a checkout Node runs the sources; in a bundle the worker is a file beside this one.
    const file = import.meta.url.endsWith('.ts') ? './sumWorker.ts' : './sumWorker.js';
    const worker = new Worker(new URL(file, import.meta.url), { execArgv: [] });
    worker.on('message', (message: FromSumWorker) => this.#take(message));
    worker.once('error', (error) => this.#fail(error));
    worker.unref();
    return worker;
  }

  #take(message: FromSumWorker): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (this.#waiting.size === 0) this.#worker?.unref();
    if ('sha256' in message) waiting?.resolve(message.sha256);
    else if (waiting === undefined) this.#failed.set(message.id, new Error(message.error));
    else waiting.reject(new Error(message.error));
  }

  #fail(error: Error): void {
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
