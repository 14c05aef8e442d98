import type { Readable } from 'node:stream';
import type { SessionDetails } from '../../../shared/session/openTrace.ts';
import type { Session } from '../../../shared/session/session.ts';
import type { TraceRecord } from '../../../shared/trace/record.ts';
import type { TraceStats } from '../../../shared/trace/stats.ts';
import { AttemptStore } from './store/attemptStore.ts';
import { ChangeRunStore } from './store/changeRunStore.ts';
import type { ExportFormatId } from '../../../shared/trace/exportFormat.ts';
import { exportFormat } from './export/exportFormats.ts';
import { exportStream, type ExportOptions } from './export/exportTrace.ts';
import { FetchStore } from './store/fetchStore.ts';
import { FindingStore } from './store/findingStore.ts';
import { MetaStore } from './store/metaStore.ts';
import { readRecord } from './store/readRecord.ts';
import { NoteStore } from './store/noteStore.ts';
import { SnapshotStore } from './store/snapshotStore.ts';
import { openSession, type SessionFile } from './file/sessionFile.ts';
import { OPEN_SINCE, SESSION_DETAILS } from './file/sessionFacts.ts';
import { sessionFailure } from './file/sessionFailure.ts';
import { openOwnSessionForReading, openSessionForReading, type SessionReader } from './file/sessionReader.ts';
import { SessionStatus } from './file/sessionStatus.ts';
import { StationStore } from './store/stationStore.ts';
import type { ActionCount } from './views/stats.ts';
import { Timelines } from './timeline/timelines.ts';
import { TraceSearch } from './views/traceSearch.ts';
import type { TraceReading } from './traceReading.ts';
import { TraceStore, type TraceStoreOptions } from './store/traceStore.ts';
import { PortRunStore } from './store/portRunStore.ts';
import { UpdateStore } from './store/updateStore.ts';
import { Views } from './views/views.ts';

export interface TraceOptions extends TraceStoreOptions {
  /** Where the numbers of its views begin: those of several traces must not be mixed up. */
  firstView?: number;
}

/** Everything about the session file of a running core: the file, what is in it, and how it is looked at. */
export class Trace implements TraceReading {
  readonly path: string;
  readonly name: string;
  readonly store: TraceStore;
  readonly views: Views;
  readonly timelines: Timelines;
  readonly attempts: AttemptStore;
  readonly stations: StationStore;
  readonly findings: FindingStore;
  readonly meta: MetaStore;
  readonly notes: NoteStore;
  readonly changeRuns: ChangeRunStore;
  readonly snapshots: SnapshotStore;
  readonly fetches: FetchStore;
  readonly updates: UpdateStore;
  readonly portRuns: PortRunStore;
  readonly #file: SessionFile;
  readonly #search: TraceSearch;
  readonly #status: SessionStatus;
  #closed: Promise<void> | undefined;

  /** Opens the file or makes it; fails as `openSession` does. */
  static open(path: string, options: TraceOptions = {}): Trace {
    const file = openSession(path);
    try {
      return new Trace(file, options);
    } catch (error) {
      file.close();
      throw sessionFailure(error, file.path);
    }
  }

  constructor(file: SessionFile, options: TraceOptions) {
    this.#file = file;
    this.path = file.path;
    this.name = file.name;
    this.store = new TraceStore(file, options);
    this.attempts = new AttemptStore(file.database, this.store);
    this.stations = new StationStore(file.database, this.store);
    this.findings = new FindingStore(file.database, this.store);
    this.meta = new MetaStore(file.database, this.store);
    this.notes = new NoteStore(file.database, this.store);
    this.changeRuns = new ChangeRunStore(file.database, this.store);
    this.snapshots = new SnapshotStore(file.database, this.store);
    this.fetches = new FetchStore(file.database, this.store);
    this.updates = new UpdateStore(file.database, this.store);
    this.portRuns = new PortRunStore(file.database, this.store);
    if (!file.isReadOnly) this.meta.set(OPEN_SINCE, String(Date.now()));
    this.#search = new TraceSearch({ path: file.path, isOwn: !file.isReadOnly });
    this.views = new Views(this.store, this.#search, options.firstView);
    this.timelines = new Timelines(this.store, this.#search);
    this.#status = new SessionStatus(file, this.store, this.meta);
  }

  session(): Session {
    return this.#status.state();
  }

  onSessionChange(listener: (session: Session) => void): () => void {
    return this.#status.onChange(listener);
  }

  /** What the technician wrote about the session; an empty text takes it away. */
  describe(details: SessionDetails): void {
    for (const key of SESSION_DETAILS) {
      const text = details[key];
      if (text !== undefined) this.meta.set(key, text.trim());
    }
    this.#status.detailsChanged();
  }

  /** How large the file may grow; absent: as large as the disk lets it. At the limit recording pauses. */
  limitTo(maxBytes: number | undefined): void {
    this.#status.limitTo(maxBytes);
  }

  /** Fails with `not-found`. */
  record(seq: number): TraceRecord {
    return readRecord(this.store, seq);
  }

  /** Over what is in the file. */
  stats(signal?: AbortSignal): Promise<TraceStats> {
    return this.#search.stats(this.store.committedSeq, signal);
  }

  /** The actions that occur, most frequent first. */
  actions(stationId?: string, signal?: AbortSignal): Promise<ActionCount[]> {
    return this.#search.actions(this.store.committedSeq, stationId, signal);
  }

  /** A file made out of the records that a filter shows. It has a connection of its own. */
  export(format: ExportFormatId, options: ExportOptions = {}): Readable {
    return exportStream({
      ...options,
      format: exportFormat(format),
      sessionName: this.name,
      open: () => this.openForReading(),
      kept: () => this.store.kept(),
    });
  }

  openForReading(): SessionReader {
    // Closed while an export of it was still on offer: then it is a file like any other.
    if (this.#file.isReadOnly || this.#closed !== undefined) return openSessionForReading(this.path);
    const database = openOwnSessionForReading(this.path);
    return {
      path: this.path,
      database,
      problem: undefined,
      isFollowing: true,
      close: () => database.close(),
    };
  }

  /** Commits what waits and closes the file. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#status.close();
    // Left there by a program that was killed: the list of sessions then says that it was not closed in order.
    if (!this.#file.isReadOnly) this.meta.set(OPEN_SINCE, '');
    this.store.close();
    this.views.closeAll();
    this.timelines.close();
    await this.#search.close();
    this.#file.close();
  }
}
