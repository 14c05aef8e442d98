import { Worker } from 'node:worker_threads';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import type { TraceStats } from '../../../../shared/trace/stats.ts';
import type { CountedTimeline } from '../timeline/timelineCounter.ts';
import type { Matches } from './scan.ts';
import type { ActionCount } from './stats.ts';
import type { FromViewWorker, Job, ToViewWorker, ViewWorkerData } from './viewWorkerMessages.ts';

export interface ScanListener {
  /** Matches up to `scannedTo`, in order. */
  found(matches: Matches, scannedTo: number): void;
  done(): void;
  failed(error: ContractError): void;
}

export interface TimelineListener {
  progress(scannedTo: number): void;
  done(counted: CountedTimeline): void;
  failed(error: ContractError): void;
}

type Answer = Exclude<FromViewWorker, { type: 'failed' }>;

interface OpenJob {
  take(answer: Answer): void;
  fail(error: ContractError): void;
}

/** How long a thread may take to its end before it is stopped. */
const END_TIMEOUT_MS = 10_000;

/**
 * Work over the whole trace, on a thread of its own that starts with the first job. Ranges end where the file ended
 * when the job began; what comes later is the caller's.
 */
export class TraceSearch {
  readonly #data: ViewWorkerData;
  readonly #jobs = new Map<number, OpenJob>();
  #worker: Worker | undefined;
  #isOutdated = false;
  #nextId = 1;

  constructor(data: ViewWorkerData) {
    this.#data = data;
  }

  /** Answers with the function that cancels it. */
  scan(filter: TraceFilter, toSeq: number, listener: ScanListener): () => void {
    const id = this.#start((id) => ({ type: 'scan', id, toSeq, filter }), {
      take: (answer) => {
        if (answer.type === 'found') listener.found(answer, answer.scannedTo);
        else if (this.#jobs.delete(id)) listener.done();
      },
      fail: (error) => listener.failed(error),
    });
    return () => this.#cancel(id);
  }

  stats(toSeq: number, signal?: AbortSignal): Promise<TraceStats> {
    return this.#once((id) => ({ type: 'stats', id, toSeq }), statsOf, signal);
  }

  actions(toSeq: number, stationId?: string, signal?: AbortSignal): Promise<ActionCount[]> {
    const station = stationId === undefined ? {} : { stationId };
    return this.#once((id) => ({ type: 'actions', id, toSeq, ...station }), actionsOf, signal);
  }

  /** The file was opened anew elsewhere: jobs that begin from here on read it anew as well. */
  renew(): void {
    this.#isOutdated = this.#worker !== undefined;
  }

  /** Answers with the function that cancels it. */
  timeline(toSeq: number, stationId: string | undefined, listener: TimelineListener): () => void {
    const station = stationId === undefined ? {} : { stationId };
    const id = this.#start((id) => ({ type: 'timeline', id, toSeq, ...station }), {
      take: (answer) => {
        if (answer.type !== 'timeline') return;
        if (answer.counted === undefined) listener.progress(answer.scannedTo);
        else if (this.#jobs.delete(id)) listener.done(answer.counted);
      },
      fail: (error) => listener.failed(error),
    });
    return () => this.#cancel(id);
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#failAll(new ContractError('cancelled', 'The session was closed.'));
    if (worker !== undefined) await ended(worker);
  }

  #once<T>(job: (id: number) => Job, pick: (answer: Answer) => T, signal?: AbortSignal): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const id = this.#start(job, {
      take: (answer) => {
        this.#jobs.delete(id);
        resolve(pick(answer));
      },
      fail: reject,
    });
    signal?.addEventListener(
      'abort',
      () => {
        this.#cancel(id);
        reject(new ContractError('cancelled', 'Counting was cancelled.'));
      },
      { once: true },
    );
    return promise;
  }

  #start(job: (id: number) => Job, open: OpenJob): number {
    const id = this.#nextId;
    this.#nextId += 1;
    if (this.#isOutdated && this.#jobs.size === 0) this.#dropWorker();
    this.#jobs.set(id, open);
    this.#worker ??= this.#startWorker();
    this.#send(job(id));
    return id;
  }

  #dropWorker(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#isOutdated = false;
    if (worker !== undefined) void ended(worker);
  }

  #cancel(id: number): void {
    if (this.#jobs.delete(id)) this.#send({ type: 'cancel', id });
  }

  #send(message: ToViewWorker): void {
    this.#worker?.postMessage(message);
  }

  #startWorker(): Worker {
    // In a checkout Node runs the sources; in a bundle the worker is a file beside this one.
    const file = import.meta.url.endsWith('.ts') ? './viewWorker.ts' : './viewWorker.js';
    const worker = new Worker(new URL(file, import.meta.url), { workerData: this.#data, execArgv: [] });
    worker.unref();
    worker.on('message', (message: FromViewWorker) => this.#take(message));
    worker.on('error', (error) => {
      if (this.#worker === worker) this.#worker = undefined;
      this.#failAll(searchFailure(error.message));
    });
    return worker;
  }

  #take(message: FromViewWorker): void {
    const job = this.#jobs.get(message.id);
    if (job === undefined) return;
    if (message.type === 'failed') {
      this.#jobs.delete(message.id);
      job.fail(searchFailure(message.message));
    } else {
      job.take(message);
    }
  }

  #failAll(error: ContractError): void {
    const jobs = [...this.#jobs.values()];
    this.#jobs.clear();
    for (const job of jobs) job.fail(error);
  }
}

/**
 * A thread that is stopped in the middle of SQLite's work can take the whole program with it: it closes its connection
 * and goes by itself, at the end of the range that it is in. Only one that hangs is stopped.
 */
async function ended(worker: Worker): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  worker.once('exit', () => resolve());
  worker.ref();
  worker.postMessage({ type: 'end' } satisfies ToViewWorker);
  const impatience = setTimeout(() => void worker.terminate(), END_TIMEOUT_MS);
  await promise;
  clearTimeout(impatience);
}

function searchFailure(reason: string): ContractError {
  return new ContractError('io', `The trace could not be searched: ${reason}.`, {
    hint: 'Try again. If it fails again, the session file may be damaged: start a new session in another file.',
  });
}

function statsOf(answer: Answer): TraceStats {
  if (answer.type !== 'stats') throw new Error(`unexpected answer ${answer.type}`);
  return answer.stats;
}

function actionsOf(answer: Answer): ActionCount[] {
  if (answer.type !== 'actions') throw new Error(`unexpected answer ${answer.type}`);
  return answer.actions;
}
