import { existsSync, statSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { TraceRecord } from '../../../../shared/trace/record.ts';
import type { TraceStats } from '../../../../shared/trace/stats.ts';
import type { ExportFormatId } from '../../../../shared/trace/exportFormat.ts';
import { exportFormat } from '../export/exportFormats.ts';
import { exportStream, type ExportOptions } from '../export/exportTrace.ts';
import { sessionFacts, type SessionFacts } from '../file/sessionFacts.ts';
import { sessionFailure } from '../file/sessionFailure.ts';
import { isSessionLocked } from '../file/sessionLock.ts';
import { openSessionForReading, type SessionReader } from '../file/sessionReader.ts';
import { readRecord } from '../store/readRecord.ts';
import type { TraceReading } from '../traceReading.ts';
import type { ActionCount } from '../views/stats.ts';
import { Timelines } from '../timeline/timelines.ts';
import { TraceSearch } from '../views/traceSearch.ts';
import { Views } from '../views/views.ts';
import { FileRecords } from './fileRecords.ts';

/** How often a file is looked at that another Kerbside may record into. */
const LOOK_MS = 500;

/**
 * A session file that is read and not recorded into. Another process may record into it meanwhile, or begin to: it is
 * looked at now and then, and opened anew where the way it was opened does not see changes (a complete file is read
 * as immutable).
 */
export class ReadOnlyTrace implements TraceReading {
  readonly path: string;
  readonly name: string;
  readonly store: FileRecords;
  readonly views: Views;
  readonly timelines: Timelines;
  readonly #search: TraceSearch;
  readonly #onChange: () => void;
  readonly #log: (line: string) => void;
  #session: SessionReader;
  #timer: NodeJS.Timeout | undefined;
  #facts: SessionFacts;
  #isLive: boolean;
  #seen: string;
  #trouble: string | undefined;

  /** Fails as `openSessionForReading` does. `firstView` is where the numbers of its views begin. */
  constructor(
    path: string,
    options: { firstView: number; onChange: () => void; log: (line: string) => void },
  ) {
    const seen = signature(resolve(path));
    this.#session = openSessionForReading(path);
    this.path = this.#session.path;
    this.name = basename(this.path, extname(this.path));
    this.#onChange = options.onChange;
    this.#log = options.log;
    try {
      this.store = new FileRecords(this.#session);
      this.#facts = sessionFacts(this.#session.database);
    } catch (error) {
      this.#session.close();
      throw sessionFailure(error, this.path);
    }
    this.#seen = seen;
    this.#isLive = isSessionLocked(this.path);
    this.#search = new TraceSearch({ path: this.path, isOwn: false });
    this.views = new Views(this.store, this.#search, options.firstView);
    this.timelines = new Timelines(this.store, this.#search);
    this.#lookIn(LOOK_MS);
  }

  get facts(): SessionFacts {
    return this.#facts;
  }

  get isLive(): boolean {
    return this.#isLive;
  }

  /** A sentence about a file from a newer program, or one that cannot be followed any more. */
  get problem(): string | undefined {
    return this.#trouble ?? this.#session.problem;
  }

  record(seq: number): TraceRecord {
    return readRecord(this.store, seq);
  }

  stats(signal?: AbortSignal): Promise<TraceStats> {
    return this.#search.stats(this.store.committedSeq, signal);
  }

  actions(stationId?: string, signal?: AbortSignal): Promise<ActionCount[]> {
    return this.#search.actions(this.store.committedSeq, stationId, signal);
  }

  export(format: ExportFormatId, options: ExportOptions = {}): Readable {
    return exportStream({
      ...options,
      format: exportFormat(format),
      sessionName: this.name,
      open: () => this.openForReading(),
    });
  }

  openForReading(): SessionReader {
    return openSessionForReading(this.path);
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.views.closeAll();
    this.timelines.close();
    await this.#search.close();
    this.#session.close();
  }

  #lookIn(ms: number): void {
    this.#timer = setTimeout(() => this.#look(), ms).unref();
  }

  #look(): void {
    let hasMore = false;
    try {
      const seen = signature(this.path);
      if (seen !== this.#seen || this.#session.isFollowing) {
        this.#seen = seen;
        if (!this.#session.isFollowing) this.#openAnew();
        hasMore = this.#takeOver();
      }
      this.#trouble = undefined;
    } catch (error) {
      const { message } = sessionFailure(error, this.path);
      if (this.#trouble !== message) {
        this.#log(`A trace cannot be followed: ${message}`);
        this.#trouble = message;
        this.#onChange();
      }
    }
    this.#lookIn(hasMore ? 0 : LOOK_MS);
  }

  #takeOver(): boolean {
    const hasMore = this.store.look();
    const facts = sessionFacts(this.#session.database);
    const isLive = isSessionLocked(this.path);
    if (isLive !== this.#isLive || JSON.stringify(facts) !== JSON.stringify(this.#facts)) {
      this.#facts = facts;
      this.#isLive = isLive;
      this.#onChange();
    }
    return hasMore;
  }

  #openAnew(): void {
    const before = this.#session;
    const session = openSessionForReading(this.path);
    this.store.readFrom(session);
    this.#session = session;
    before.close();
    this.#search.renew();
  }
}

/** Tells whether the file or its log may have changed, without opening either. */
function signature(path: string): string {
  const parts = [path, `${path}-wal`].map((file) => {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats === undefined ? '-' : `${stats.mtimeMs}:${stats.size}`;
  });
  return [...parts, existsSync(`${path}-shm`), existsSync(`${path}-lock`)].join(' ');
}
