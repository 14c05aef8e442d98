import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SessionDetails } from '../../../../shared/session/openTrace.ts';
import type { Session } from '../../../../shared/session/session.ts';
import type { MetaStore } from '../store/metaStore.ts';
import type { SessionFile } from './sessionFile.ts';
import { SESSION_DETAILS } from './sessionFacts.ts';
import type { TraceStore } from '../store/traceStore.ts';
import { limitProblem, storageWarning } from './storageLimit.ts';

const INTERVAL_MS = 1000;

/** How the session stands, for the status line: told when something changed, at most once a second. */
export class SessionStatus {
  readonly #file: SessionFile;
  readonly #store: TraceStore;
  readonly #meta: MetaStore;
  readonly #listeners = new Set<(session: Session) => void>();
  readonly #timer: NodeJS.Timeout;
  #framesPerSecond = 0;
  #countedFrames = 0;
  #countedAt = performance.now();
  #freeBytes: number | undefined;
  #sizeBytes: number | undefined;
  #maxBytes: number | undefined;
  #details: SessionDetails;
  #isClosed = false;
  #told = '';

  constructor(file: SessionFile, store: TraceStore, meta: MetaStore) {
    this.#file = file;
    this.#store = store;
    this.#meta = meta;
    this.#details = this.#readDetails();
    this.#told = JSON.stringify(this.state());
    this.#timer = setInterval(() => void this.#tick(), INTERVAL_MS);
    this.#timer.unref();
    void this.#tick();
  }

  state(): Session {
    const { problem } = this.#store;
    const warning = storageWarning({
      sizeBytes: this.#sizeBytes,
      maxBytes: this.#maxBytes,
      freeBytes: this.#freeBytes,
    });
    return {
      path: this.#file.path,
      name: this.#file.name,
      ...this.#details,
      recording: this.#store.recording,
      ...(problem === undefined ? {} : { problem }),
      records: this.#store.lastSeq,
      framesPerSecond: this.#framesPerSecond,
      ...(this.#freeBytes === undefined ? {} : { freeBytes: this.#freeBytes }),
      ...(this.#sizeBytes === undefined ? {} : { sizeBytes: this.#sizeBytes }),
      ...(this.#maxBytes === undefined ? {} : { maxBytes: this.#maxBytes }),
      ...(warning === undefined || this.#store.recording !== 'on' ? {} : { warning }),
    };
  }

  /** Answers with the function that ends it. */
  onChange(listener: (session: Session) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Nothing: no limit. Recording pauses or goes on within the second. */
  limitTo(maxBytes: number | undefined): void {
    this.#maxBytes = maxBytes;
    this.#keepLimit();
    this.tell();
  }

  /** Tells what has changed now, instead of at the end of the second. */
  tell(): void {
    const state = this.state();
    const now = JSON.stringify(state);
    if (now === this.#told) return;
    this.#told = now;
    for (const listener of this.#listeners) listener(state);
  }

  /** Title, site or notes were written. */
  detailsChanged(): void {
    this.#details = this.#readDetails();
    this.tell();
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#listeners.clear();
  }

  async #tick(): Promise<void> {
    this.#countFrames();
    [this.#freeBytes, this.#sizeBytes] = await Promise.all([
      freeBytesOf(this.#file.path),
      sizeOf(this.#file.path),
    ]);
    if (this.#isClosed) return;
    this.#keepLimit();
    this.tell();
  }

  #keepLimit(): void {
    this.#store.hold(limitProblem({ sizeBytes: this.#sizeBytes, maxBytes: this.#maxBytes }));
  }

  #readDetails(): SessionDetails {
    return Object.fromEntries(
      SESSION_DETAILS.flatMap((key) => {
        const value = this.#meta.get(key);
        return value === undefined || value === '' ? [] : [[key, value]];
      }),
    );
  }

  #countFrames(): void {
    const now = performance.now();
    const seconds = (now - this.#countedAt) / 1000;
    if (seconds <= 0) return;
    const { frames } = this.#store;
    this.#framesPerSecond = Math.round((frames - this.#countedFrames) / seconds);
    this.#countedFrames = frames;
    this.#countedAt = now;
  }
}

/** Room on the disk of the session for this user, where the system tells; in steps, so that it does not flicker. */
export async function freeBytesOf(path: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(dirname(path));
    return Math.floor((bavail * bsize) / STEP_BYTES) * STEP_BYTES;
  } catch {
    // Network drives and some virtual file systems do not tell: the status line then goes without.
    return undefined;
  }
}

/** What the file and its log take, in steps as well. */
async function sizeOf(path: string): Promise<number | undefined> {
  let bytes = 0;
  for (const part of [path, `${path}-wal`]) {
    try {
      bytes += (await stat(part)).size;
    } catch {
      // A session without a log, or one whose drive is gone: recording says so itself.
    }
  }
  return Math.floor(bytes / SIZE_STEP_BYTES) * SIZE_STEP_BYTES;
}

const STEP_BYTES = 1024 * 1024;
const SIZE_STEP_BYTES = 64 * 1024;
