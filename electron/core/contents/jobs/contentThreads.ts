import { Worker } from 'node:worker_threads';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type {
  ContentJob,
  ContentJobName,
  FromContentWorker,
  JobParams,
  JobPart,
  JobResult,
} from './contentJobs.ts';

export interface JobOptions<J extends ContentJobName> {
  signal: AbortSignal;
  onPart?: (part: JobPart<J>) => void;
  /** From 0 to 1. */
  onShare?: (share: number) => void;
  /** A thread that tells nothing for so long is stopped: its pattern goes on for ever. */
  silenceMs?: number;
}

/** Threads that wait for their next job; to start one takes longer than most jobs. */
const MOST_IDLE = 2;

/**
 * Threads that look at files, one job at a time each: the thread that answers stations does none of it. Cancelling stops a thread at
 * once, whatever it does.
 */
export class ContentThreads {
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  #isClosed = false;

  /** Rejects with `ContractError`: what the job says, `cancelled`, or `unavailable` upon silence. */
  run<J extends ContentJobName>(
    name: J,
    params: JobParams<J>,
    { signal, onPart, onShare, silenceMs }: JobOptions<J>,
  ): Promise<JobResult<J>> {
    if (signal.aborted || this.#isClosed) return Promise.reject(cancelled());
    const worker = this.#idle.pop() ?? this.#start();
    const { promise, resolve, reject } = Promise.withResolvers<JobResult<J>>();
    const leave = (isIdle: boolean): void => {
      silence.end();
      signal.removeEventListener('abort', cancel);
      worker.off('message', take);
      worker.off('error', fail);
      worker.off('exit', exit);
      worker.unref();
      if (isIdle && !this.#isClosed && this.#idle.length < MOST_IDLE) this.#idle.push(worker);
      else void worker.terminate();
    };
    const stop = (error: ContractError): void => {
      leave(false);
      reject(error);
    };
    const cancel = (): void => stop(cancelled());
    const fail = (error: Error): void => stop(brokenOff(error));
    const exit = (): void => stop(this.#isClosed ? cancelled() : brokenOff(undefined));
    const silence = new Silence(silenceMs, () => stop(silent()));
    const take = (message: FromContentWorker<J>): void => {
      silence.heard();
      if (message.type === 'part') return onPart?.(message.part);
      if (message.type === 'share') return onShare?.(message.share);
      leave(true);
      if (message.type === 'done') return resolve(message.result);
      const { code, message: sentence, hint } = message.failure;
      reject(new ContractError(code, sentence, hint === undefined ? {} : { hint }));
    };
    worker.ref();
    worker.on('message', take);
    worker.once('error', fail);
    worker.once('exit', exit);
    signal.addEventListener('abort', cancel, { once: true });
    worker.postMessage({ name, params } satisfies ContentJob<J>);
    return promise;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  #start(): Worker {
    // In a checkout Node runs the sources; in a bundle the worker is a file beside this one.
    const file = import.meta.url.endsWith('.ts') ? './contentWorker.ts' : './contentWorker.js';
    const worker = new Worker(new URL(file, import.meta.url), { execArgv: [] });
    this.#all.add(worker);
    // One that ends while it waits is only forgotten.
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      this.#all.delete(worker);
      const at = this.#idle.indexOf(worker);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    return worker;
  }
}

/** Tells when nothing was heard for a time, from the first word on: how long a thread takes to start says nothing. */
class Silence {
  readonly #ms: number | undefined;
  readonly #onSilence: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(ms: number | undefined, onSilence: () => void) {
    this.#ms = ms;
    this.#onSilence = onSilence;
  }

  heard(): void {
    clearTimeout(this.#timer);
    if (this.#ms !== undefined) this.#timer = setTimeout(this.#onSilence, this.#ms);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

function cancelled(): ContractError {
  return new ContractError('cancelled', 'It was cancelled.');
}

function silent(): ContractError {
  return new ContractError(
    'unavailable',
    'The pattern takes far too long on a line of this file, so the search was stopped.',
    {
      hint: 'Nested repetitions such as (a+)+ do that. Make the pattern simpler, or search for plain text.',
    },
  );
}

function brokenOff(cause: Error | undefined): ContractError {
  const reason = cause === undefined ? '' : ` (${cause.message})`;
  return new ContractError('internal', `Looking at the file broke off inside Kerbside${reason}.`, {
    hint: 'Save the file, and look at it with another program; report this with the file if you may.',
    cause,
  });
}
