import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Session } from '../../../../shared/session/session.ts';
import type { SessionFile } from './sessionFile.ts';
import type { TraceStore } from '../store/traceStore.ts';

const INTERVAL_MS = 1000;

/** How the session stands, for the status line: told when something changed, at most once a second. */
export class SessionStatus {
  readonly #file: SessionFile;
  readonly #store: TraceStore;
  readonly #listeners = new Set<(session: Session) => void>();
  readonly #timer: NodeJS.Timeout;
  #framesPerSecond = 0;
  #countedFrames = 0;
  #countedAt = performance.now();
  #freeBytes: number | undefined;
  #told = '';

  constructor(file: SessionFile, store: TraceStore) {
    this.#file = file;
    this.#store = store;
    this.#told = JSON.stringify(this.state());
    this.#timer = setInterval(() => void this.#tick(), INTERVAL_MS);
    this.#timer.unref();
    void this.#tick();
  }

  state(): Session {
    const { problem } = this.#store;
    return {
      path: this.#file.path,
      name: this.#file.name,
      recording: this.#store.recording,
      ...(problem === undefined ? {} : { problem }),
      records: this.#store.lastSeq,
      framesPerSecond: this.#framesPerSecond,
      ...(this.#freeBytes === undefined ? {} : { freeBytes: this.#freeBytes }),
    };
  }

  /** Answers with the function that ends it. */
  onChange(listener: (session: Session) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#listeners.clear();
  }

  async #tick(): Promise<void> {
    this.#countFrames();
    this.#freeBytes = await freeBytesOf(this.#file.path);
    const state = this.state();
    const now = JSON.stringify(state);
    if (now === this.#told) return;
    this.#told = now;
    for (const listener of this.#listeners) listener(state);
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
async function freeBytesOf(path: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(dirname(path));
    return Math.floor((bavail * bsize) / FREE_STEP_BYTES) * FREE_STEP_BYTES;
  } catch {
    // Network drives and some virtual file systems do not tell: the status line then goes without.
    return undefined;
  }
}

const FREE_STEP_BYTES = 1024 * 1024;
