import { basename, dirname, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { SessionEntry, SessionList } from '../../../shared/session/sessionEntry.ts';
import { sessionFacts, type SessionFacts } from '../trace/file/sessionFacts.ts';
import { openSession } from '../trace/file/sessionFile.ts';
import { sessionFailure } from '../trace/file/sessionFailure.ts';
import { isSessionLocked } from '../trace/file/sessionLock.ts';
import { openSessionForReading } from '../trace/file/sessionReader.ts';
import type { OpenTraces } from '../trace/open/openTraces.ts';
import { lookAt, sessionFilesOf, type FoundFile } from './sessionFolder.ts';
import type { RecentFiles } from './recentFiles.ts';

/** How often the folder is looked at while somebody looks at the list. */
const LOOK_MS = 2000;
/** Files whose content is being read are told in parts. */
const TELL_MS = 250;

interface Known {
  signature: string;
  facts?: SessionFacts;
  problem?: string;
}

/** The list of session files. A file is opened only when it has changed since; nothing of it but its ends is read. */
export class Sessions {
  readonly folder: string;
  readonly #recording: { readonly trace: { readonly path: string } };
  readonly #traces: OpenTraces;
  readonly #recent: RecentFiles;
  readonly #log: (line: string) => void;
  readonly #known = new Map<string, Known>();
  readonly #listeners = new Set<(list: SessionList) => void>();
  readonly #stopFollowing: () => void;
  #files: FoundFile[] = [];
  #told = '';
  #looking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: {
    folder: string;
    /** The session that is recorded into. */
    recording: { readonly trace: { readonly path: string } };
    traces: OpenTraces;
    recent: RecentFiles;
    log: (line: string) => void;
  }) {
    this.folder = resolve(options.folder);
    this.#recording = options.recording;
    this.#traces = options.traces;
    this.#recent = options.recent;
    this.#log = options.log;
    this.#stopFollowing = this.#traces.onChange(() => this.#tell());
  }

  list(): SessionList {
    const open = new Map(this.#traces.list().map(({ path, id }) => [path, id]));
    const entries = this.#files.map((file) => this.#entry(file, open.get(file.path)));
    entries.sort((a, b) => (b.lastAt ?? b.modifiedAt) - (a.lastAt ?? a.modifiedAt));
    return { folder: this.folder, entries };
  }

  get #runningPath(): string {
    return resolve(this.#recording.trace.path);
  }

  /** Whether a file is on the list, or will be once the folder is looked at again. */
  has(path: string): boolean {
    const absolute = resolve(path);
    const isOfFolder = dirname(absolute) === this.folder && absolute.endsWith('.kerbside');
    return isOfFolder || absolute === this.#runningPath || this.#find(absolute) !== undefined;
  }

  #find(path: string): SessionEntry | undefined {
    return this.list().entries.find((entry) => entry.path === resolve(path));
  }

  /** Fails with `not-found` for a file that is not on the list: nobody may touch any file of the disk through it. */
  entry(path: string): SessionEntry {
    const found = this.#find(path);
    if (found !== undefined) return found;
    throw new ContractError('not-found', `${path} is not in the list of sessions.`, {
      hint: 'It may have been moved. Open it once, and it is in the list again.',
    });
  }

  /** The list is kept up to date while somebody listens. Answers with the function that ends it. */
  onChange(listener: (list: SessionList) => void): () => void {
    this.#listeners.add(listener);
    this.#lookIn(0);
    return () => this.#listeners.delete(listener);
  }

  /** Looks at the files a while after the start, also where nobody asks: what a crash left is put in order. */
  lookLater(): void {
    this.#lookIn(LOOK_MS);
  }

  /** Looks at the files again. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopFollowing();
    this.#listeners.clear();
    clearTimeout(this.#timer);
    await this.#looking;
  }

  #lookIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.look().then(() => {
        if (this.#listeners.size > 0 && !this.#isClosed) this.#lookIn(LOOK_MS);
      });
    }, ms).unref();
  }

  async #look(): Promise<void> {
    const paths = new Set([
      this.#runningPath,
      ...(await sessionFilesOf(this.folder)),
      ...this.#recent.list(),
      ...this.#traces.list().map(({ path }) => path),
    ]);
    const files = await Promise.all([...paths].map(lookAt));
    this.#files = files.filter((file) => file !== undefined);
    for (const path of this.#known.keys()) if (!paths.has(path)) this.#known.delete(path);
    let toldAt = performance.now();
    this.#tell();
    for (const file of this.#files) {
      if (this.#isClosed) return;
      if (file.path === this.#runningPath || this.#known.get(file.path)?.signature === file.signature)
        continue;
      this.#known.set(file.path, this.#read(file));
      await nextTurn();
      if (performance.now() - toldAt < TELL_MS) continue;
      toldAt = performance.now();
      this.#tell();
    }
    this.#tell();
  }

  #read(file: FoundFile): Known {
    const { signature, path } = file;
    try {
      if (file.hasLog && !isSessionLocked(path)) this.#foldIn(path);
      const session = openSessionForReading(path);
      try {
        const facts = sessionFacts(session.database);
        return { signature, facts, ...(session.problem === undefined ? {} : { problem: session.problem }) };
      } finally {
        session.close();
      }
    } catch (error) {
      return { signature, problem: sessionFailure(error, path).message };
    }
  }

  /** What a Kerbside that was killed left in its log belongs into the file, which may be sent to a colleague. */
  #foldIn(path: string): void {
    try {
      openSession(path).close();
    } catch (error) {
      // On read-only media, or damaged: reading it will tell.
      this.#log(`The log beside ${path} was not folded in: ${String(error)}`);
    }
  }

  #entry(file: FoundFile, trace: string | undefined): SessionEntry {
    const { path, sizeBytes, modifiedAt, hasLock } = file;
    const { facts, problem } = this.#known.get(path) ?? {};
    const { openSince, ...told } = facts ?? {};
    return {
      ...told,
      path,
      fileName: basename(path),
      state: this.#stateOf({
        path,
        hasLock,
        isReadable: facts !== undefined || problem === undefined,
        openSince,
      }),
      sizeBytes,
      modifiedAt: Math.round(modifiedAt),
      ...(problem === undefined ? {} : { problem }),
      ...(trace === undefined ? {} : { trace }),
    };
  }

  #stateOf(of: {
    path: string;
    hasLock: boolean;
    isReadable: boolean;
    openSince: number | undefined;
  }): SessionEntry['state'] {
    if (of.path === this.#runningPath) return 'running';
    if (of.hasLock && isSessionLocked(of.path)) return 'elsewhere';
    if (!of.isReadable) return 'damaged';
    return of.openSince === undefined ? 'closed' : 'interrupted';
  }

  #tell(): void {
    if (this.#listeners.size === 0) return;
    const list = this.list();
    const text = JSON.stringify(list);
    if (text === this.#told) return;
    this.#told = text;
    for (const listener of this.#listeners) listener(list);
  }
}
