import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { OpenTrace } from '../../../../shared/session/openTrace.ts';
import type { TraceReading } from '../traceReading.ts';
import type { Views } from '../views/views.ts';
import { ReadOnlyTrace } from './readOnlyTrace.ts';

/** Numbers of views that one trace may give out, so that the number of a view tells its trace. */
const VIEWS_OF_ONE = 2 ** 32;

/** Growth of the open traces is told at most this often. */
const ANNOUNCE_MS = 250;

/** The running session, and the session files that are open for reading beside it. */
export class OpenTraces {
  #running: TraceReading;
  readonly #log: (line: string) => void;
  readonly #open = new Map<string, ReadOnlyTrace>();
  /** By the range in which the numbers of their views lie. */
  readonly #ranges = new Map<number, ReadOnlyTrace>();
  readonly #listeners = new Set<(traces: OpenTrace[]) => void>();
  #nextRange = 1;
  #timer: NodeJS.Timeout | undefined;

  constructor(running: TraceReading, log: (line: string) => void) {
    this.#running = running;
    this.#log = log;
  }

  /** Where the numbers of the views of another running session begin. */
  takeFirstView(): number {
    const range = this.#nextRange;
    this.#nextRange += 1;
    return range * VIEWS_OF_ONE;
  }

  /** Another session is the running one. Its file is closed where it was open for reading. */
  async enter(running: TraceReading): Promise<void> {
    this.#running = running;
    await this.closePath(running.path);
  }

  /** The trace of an id, or that of the running session. Fails with `not-found`. */
  of(id: string | undefined): TraceReading {
    if (id === undefined) return this.#running;
    const trace = this.#open.get(id);
    if (trace !== undefined) return trace;
    throw new ContractError('not-found', `The session ${id} is not open.`, {
      hint: 'Open it again from the list of sessions.',
    });
  }

  /** The views that a number belongs to. Whether there is such a view is for them to say. */
  viewsOf(view: number): Views {
    return (this.#ranges.get(Math.floor(view / VIEWS_OF_ONE)) ?? this.#running).views;
  }

  /**
   * Opens a session file for reading and answers with its id; nothing for the file of the running session, which is
   * open already. Fails as `openSessionForReading` does.
   */
  open(path: string): string | undefined {
    const wanted = realPath(path);
    if (wanted === realPath(this.#running.path)) return undefined;
    for (const [id, trace] of this.#open) if (realPath(trace.path) === wanted) return id;

    const firstView = this.takeFirstView();
    const trace = new ReadOnlyTrace(path, {
      firstView,
      onChange: () => this.#announceSoon(),
      log: this.#log,
    });
    const id = this.#freeId(trace.name);
    this.#open.set(id, trace);
    this.#ranges.set(firstView / VIEWS_OF_ONE, trace);
    this.#announce();
    return id;
  }

  /** Fails with `not-found`. */
  async close(id: string): Promise<void> {
    this.of(id);
    const trace = this.#open.get(id);
    if (trace === undefined) return;
    this.#open.delete(id);
    for (const [range, other] of this.#ranges) if (other === trace) this.#ranges.delete(range);
    this.#announce();
    await trace.close();
  }

  /** Closes a file that is about to go, where it is open. */
  async closePath(path: string): Promise<void> {
    const wanted = realPath(path);
    for (const [id, trace] of this.#open) if (realPath(trace.path) === wanted) await this.close(id);
  }

  list(): OpenTrace[] {
    return [...this.#open].map(([id, trace]) => {
      const { openSince: _, ...facts } = trace.facts;
      const { problem } = trace;
      return {
        ...facts,
        id,
        path: trace.path,
        name: facts.title ?? trace.name,
        isLive: trace.isLive,
        ...(problem === undefined ? {} : { problem }),
      };
    });
  }

  /** Answers with the function that ends it. */
  onChange(listener: (traces: OpenTrace[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async closeAll(): Promise<void> {
    this.#listeners.clear();
    for (const id of this.#open.keys()) await this.close(id);
    clearTimeout(this.#timer);
  }

  /** The file's name, so that an address in the browser still fits when the file is opened again another day. */
  #freeId(name: string): string {
    for (let copy = 1; ; copy += 1) {
      const id = copy === 1 ? name : `${name} (${copy})`;
      if (id !== '' && !this.#open.has(id)) return id;
    }
  }

  #announceSoon(): void {
    this.#timer ??= setTimeout(() => this.#announce(), ANNOUNCE_MS).unref();
  }

  #announce(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const traces = this.list();
    for (const listener of this.#listeners) listener(traces);
  }
}

/** One file may be reached by several names. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // A file that is not there is compared by its name; opening it will say what is wrong.
    return resolve(path);
  }
}
