import { existsSync, mkdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { ImportChoices, ImportJobState, ImportSource } from '../../../shared/trace/import/importJob.ts';
import type { ImportReport } from '../../../shared/trace/import/importReport.ts';
import { runImport } from './importThread.ts';
import { ImportUploads } from './importUploads.ts';

interface RunningJob {
  state: ImportJobState;
  abort: AbortController;
  done: Promise<void>;
}

/** One thread each; more would only take the disk from one another. */
const MAX_RUNNING = 2;
/** Finished ones that are still listed. */
const MAX_LISTED = 50;

/** Imports of the running core: each on a thread of its own, into a session file beside the others. */
export class Imports {
  readonly #folder: string;
  readonly #uploads = new ImportUploads();
  readonly #jobs = new Map<number, RunningJob>();
  readonly #listeners = new Set<(job: ImportJobState) => void>();
  #nextId = 1;

  constructor(sessionsFolder: string) {
    this.#folder = sessionsFolder;
  }

  list(): ImportJobState[] {
    return [...this.#jobs.values()].map(({ state }) => state);
  }

  /** A change is one job, new or gone on. */
  onChange(listener: (job: ImportJobState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A file that comes over the host's own door; answers with the ticket by which it is imported. */
  takeUpload(name: string, body: Readable): Promise<string> {
    return this.#uploads.take(name, body);
  }

  preview(source: ImportSource, options: ImportChoices, signal: AbortSignal): Promise<ImportReport> {
    return runImport({ path: this.pathOf(source), options }, { signal });
  }

  /** Fails with `busy` where enough imports are under way, and as opening the file does. */
  start(source: ImportSource, options: ImportChoices): ImportJobState {
    const running = [...this.#jobs.values()].filter(({ state }) => state.state === 'running');
    if (running.length >= MAX_RUNNING) {
      throw new ContractError('busy', `${running.length} imports are under way already.`, {
        hint: 'Wait for one of them, or cancel it.',
      });
    }
    const path = this.pathOf(source);
    const out = this.#freePath(path, running);
    const id = this.#nextId;
    this.#nextId += 1;
    const abort = new AbortController();
    const state: ImportJobState = { id, fileName: basename(path), state: 'running', share: 0, path: out };
    const job: RunningJob = { state, abort, done: Promise.resolve() };
    this.#jobs.set(id, job);
    job.done = this.#run(job, path, options, source);
    this.#forgetOldest();
    this.#announce(job, {});
    return job.state;
  }

  /** Fails with `not-found`. An import that is over stays as it is. */
  async cancel(id: number): Promise<void> {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new ContractError('not-found', `There is no import ${id}.`);
    job.abort.abort();
    await job.done;
  }

  /** Where a file to import lies. Fails with `not-found` for an upload that is not here any more. */
  pathOf(source: ImportSource): string {
    return 'path' in source ? source.path : this.#uploads.path(source.upload);
  }

  discard(source: ImportSource): void {
    if ('upload' in source) this.#uploads.remove(source.upload);
  }

  /** Ends what is under way; nothing of it is left. */
  async close(): Promise<void> {
    for (const { abort } of this.#jobs.values()) abort.abort();
    await Promise.all([...this.#jobs.values()].map(({ done }) => done));
    this.#uploads.close();
  }

  async #run(job: RunningJob, path: string, options: ImportChoices, source: ImportSource): Promise<void> {
    const { signal } = job.abort;
    const onProgress = (share: number): void => this.#announce(job, { share });
    try {
      const report = await runImport({ path, options, out: job.state.path ?? '' }, { signal, onProgress });
      this.#announce(job, { state: 'done', share: 1, report });
      this.discard(source);
    } catch (error) {
      const failure =
        error instanceof ContractError
          ? error.toFailure()
          : { code: 'internal' as const, message: `The import failed inside Kerbside: ${String(error)}` };
      this.#announce(job, { state: failure.code === 'cancelled' ? 'cancelled' : 'failed', failure });
    }
  }

  #announce(job: RunningJob, change: Partial<ImportJobState>): void {
    job.state = { ...job.state, ...change };
    for (const listener of this.#listeners) listener(job.state);
  }

  /** The name of the file, with a number where a session has it already. */
  #freePath(path: string, running: readonly RunningJob[]): string {
    try {
      mkdirSync(this.#folder, { recursive: true });
    } catch (error) {
      throw new ContractError('permission', `The folder for session files ${this.#folder} cannot be made.`, {
        hint: 'Give yourself write permission there.',
        cause: error,
      });
    }
    const bare = basename(path).replace(/\.gz$/i, '');
    const name = basename(bare, extname(bare)) || 'imported';
    const taken = new Set(running.map(({ state }) => state.path));
    for (let copy = 1; ; copy += 1) {
      const candidate = join(this.#folder, `${name}${copy === 1 ? '' : ` (${copy})`}.kerbside`);
      if (!existsSync(candidate) && !taken.has(candidate)) return candidate;
    }
  }

  #forgetOldest(): void {
    for (const [id, { state }] of this.#jobs) {
      if (this.#jobs.size <= MAX_LISTED) return;
      if (state.state !== 'running') this.#jobs.delete(id);
    }
  }
}
