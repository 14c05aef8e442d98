import type { Session } from '../../../../shared/session/session.ts';
import { Pairer, type UnansweredCall } from '../../../../shared/trace/pairer.ts';
import { isFrame } from '../../../../shared/trace/record.ts';
import type { Appended, NewRecord, Recorder } from './newRecord.ts';
import { RecordQueue, type QueueLimits } from './recordQueue.ts';
import { RecordReader } from './recordReader.ts';
import { RecordWriter, type Pair } from './recordWriter.ts';
import { Marks } from './marks.ts';
import type { Growth, TraceRecords } from './traceRecords.ts';
import type { SessionFile } from '../file/sessionFile.ts';
import { recordingProblem, sessionFailure } from '../file/sessionFailure.ts';
import { lostRecord, sizeOf, type StoredRecord } from './storedRecord.ts';

export interface TraceStoreOptions {
  /** Told of tolerated errors, for developers. */
  log?: (line: string) => void;
  /** What may wait in memory while the disk is full. */
  kept?: QueueLimits;
  retryMs?: number;
}

/** A turn that brings more than this is committed in parts, so that its memory stays bounded. */
const BATCH_RECORDS = 2000;
const BATCH_BYTES = 8 * 1024 * 1024;
const KEPT: QueueLimits = { records: 200_000, bytes: 256 * 1024 * 1024 };
const RETRY_MS = 1000;
/** Actions that bring further actions without end must not keep the program. */
const SETTLE_ROUNDS = 100;

/**
 * The trace of the running session: append -> queue -> one transaction at the end of the turn -> actions that waited
 * for it (answers to stations) -> announcement of the growth. While the file cannot be written the queue is kept and
 * everything else goes on.
 */
export class TraceStore implements Recorder, TraceRecords {
  /** What the technician marked and noted. */
  readonly marks: Marks;
  readonly #file: SessionFile;
  readonly #reader: RecordReader;
  readonly #writer: RecordWriter | undefined;
  readonly #pairer = new Pairer();
  readonly #queue: RecordQueue;
  readonly #log: (line: string) => void;
  readonly #retryMs: number;
  readonly #growthListeners = new Set<(growth: Growth) => void>();
  readonly #stateListeners = new Set<() => void>();
  /** Pairs found for records that are committed already. */
  #pairs = new Map<number, Pair>();
  #deferred = new Map<string, () => void>();
  #actions: Array<() => void> = [];
  /** Appended in this turn and not announced yet. */
  #fresh: StoredRecord[] = [];
  #lastSeq: number;
  #frames = 0;
  #turn: NodeJS.Immediate | undefined;
  #retry: NodeJS.Timeout | undefined;
  #pause: string | undefined;
  #held: string | undefined;
  #isClosed = false;

  constructor(file: SessionFile, options: TraceStoreOptions = {}) {
    this.#file = file;
    this.#log = options.log ?? (() => undefined);
    this.#retryMs = options.retryMs ?? RETRY_MS;
    this.#queue = new RecordQueue(options.kept ?? KEPT);
    this.#reader = new RecordReader(file.database);
    this.#writer = file.isReadOnly ? undefined : new RecordWriter(file.database);
    this.#lastSeq = this.#reader.maxSeq();
    this.marks = Marks.read(file.database);
  }

  /** The number of the newest record, committed or not; numbers count from 1 without gaps. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Everything up to here is in the file (or lost). */
  get committedSeq(): number {
    return (this.#queue.firstSeq ?? this.#lastSeq + 1) - 1;
  }

  /** Frames since the store was opened, for rates. */
  get frames(): number {
    return this.#frames;
  }

  get recording(): Session['recording'] {
    if (this.#writer === undefined) return 'read-only';
    return this.#pause === undefined && this.#held === undefined ? 'on' : 'paused';
  }

  get problem(): string | undefined {
    const lost = this.#queue.lost;
    const loss =
      lost === 0
        ? undefined
        : `${lost} records were lost because the file could not be written for too long.`;
    const problem = this.#file.problem ?? this.#pause ?? this.#held;
    return problem === undefined || loss === undefined ? (problem ?? loss) : `${problem} ${loss}`;
  }

  append(input: NewRecord): Appended {
    this.#lastSeq += 1;
    const seq = this.#lastSeq;
    if (this.#isClosed) {
      // A socket that ends while the program does: there is no one left to tell.
      this.#log(`A ${input.kind} record of ${input.stationId} came after the session was closed.`);
      return { seq };
    }
    const { at, stationId, kind, direction, messageId } = input;
    const pairing = this.#pairer.add({
      seq,
      at,
      stationId,
      kind,
      direction,
      messageId,
      action: input.action,
    });
    const record: StoredRecord = {
      seq,
      at,
      stationId,
      version: input.version,
      kind,
      direction,
      action: input.action ?? pairing.action,
      messageId,
      pairSeq: pairing.pairSeq,
      latencyMs: pairing.latencyMs,
      issues: input.issues,
      sizeBytes: sizeOf(input.raw),
      transport: input.transport === 'soap' ? 'soap' : undefined,
      payload: input.payload,
      aboutSeq: input.aboutSeq,
      raw: input.raw,
    };
    if (pairing.pairSeq !== undefined) this.#pairEarlier(pairing.pairSeq, seq, pairing.latencyMs ?? 0);
    if (isFrame(kind)) this.#frames += 1;
    if (kind === 'note' && input.aboutSeq !== undefined) {
      this.marks.takeNote(seq, input.aboutSeq, input.payload);
    }
    this.#queue.push(record);
    this.#fresh.push(record);
    this.#schedule();
    if (this.#queue.length >= BATCH_RECORDS || this.#queue.bytes >= BATCH_BYTES) this.#commitOrKeep();
    return { seq, ...pairing };
  }

  /** Actions run in order at the end of the turn, after its commit; while recording is paused they do not wait. */
  afterCommit(action: () => void): void {
    this.#actions.push(action);
    this.#schedule();
  }

  /**
   * Lets a write of another table ride in the next commit. A later write of the same key replaces one that still
   * waits; a write may run again after a failed commit.
   */
  defer(key: string, write: () => void): void {
    if (this.#writer === undefined || this.#isClosed) return;
    this.#deferred.set(key, write);
    this.#schedule();
  }

  /** Growth is what a turn of the event loop brought, committed or (while the disk is full) kept in memory. */
  onGrowth(listener: (growth: Growth) => void): () => void {
    this.#growthListeners.add(listener);
    return () => this.#growthListeners.delete(listener);
  }

  /** Recording paused, resumed, or lost records. */
  onStateChange(listener: () => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  /** One record with its whole raw frame. */
  record(seq: number): StoredRecord | undefined {
    if (!Number.isInteger(seq) || seq < 1 || seq > this.#lastSeq) return undefined;
    return this.#reading(() =>
      this.marks.on(this.#queue.get(seq) ?? this.#withPair(this.#reader.record(seq)) ?? lostRecord(seq)),
    );
  }

  /** Records `from` to `to` for lists, in order and without gaps; large raw frames may be left out. */
  between(from: number, to: number): StoredRecord[] {
    const end = Math.min(to, this.#lastSeq);
    const found = this.#reading(() =>
      from > this.committedSeq ? [] : this.#reader.between(from, Math.min(end, this.committedSeq)),
    );
    const bySeq = new Map(found.map((record) => [record.seq, record]));
    const records: StoredRecord[] = [];
    for (let seq = Math.max(1, from); seq <= end; seq += 1) {
      const record = this.#queue.get(seq) ?? this.#withPair(bySeq.get(seq)) ?? lostRecord(seq);
      records.push(this.marks.on(record));
    }
    return records;
  }

  timesBetween(from: number, to: number): number[] {
    const last = Math.min(to, this.#lastSeq);
    const times = this.#reading(() => this.#reader.timesBetween(from, last));
    return times.map((at, index) => (at === 0 ? (this.#queue.get(from + index)?.at ?? 0) : at));
  }

  issueBeside(seq: number, step: 1 | -1): number | undefined {
    const inFile = this.#reading(() => this.#reader.issueBeside(seq, step));
    if (step === 1 && inFile !== undefined) return inFile;
    const first = this.#queue.firstSeq ?? this.#lastSeq + 1;
    let at = step === 1 ? Math.max(first, seq + 1) : Math.min(this.#lastSeq, seq - 1);
    for (; at >= first && at <= this.#lastSeq; at += step) {
      if ((this.#queue.get(at)?.issues.length ?? 0) > 0) return at;
    }
    return inFile;
  }

  /** Records that are in memory only, oldest first. */
  kept(): readonly StoredRecord[] {
    return this.#queue.first(this.#queue.length);
  }

  /** The calls of a station that have no answer, oldest first. */
  unanswered(stationId: string): UnansweredCall[] {
    return this.#pairer.open(stationId);
  }

  /**
   * Does at once what the turn would end with, and writes what a pause kept back. Answers whether everything is in the
   * file; a read-only one takes nothing, and has said so.
   */
  settle(): boolean {
    for (let round = 0; round < SETTLE_ROUNDS; round += 1) {
      this.#endTurn();
      // An action may bring a record of its own, and with it another commit.
      if (this.#turn === undefined) break;
    }
    if (this.recording !== 'paused') return true;
    if (!this.#commit()) return false;
    if (this.#pause !== undefined) {
      this.#pause = undefined;
      this.#announceState();
    }
    return true;
  }

  /** Commits what waits, also what a pause kept back, and runs the actions. The file itself stays open. */
  close(): void {
    if (this.#isClosed) return;
    if (this.settle()) this.#held = undefined;
    if (this.#writer !== undefined && this.#queue.length > 0) {
      this.#log(`${this.#queue.length} records could not be written and are lost.`);
    }
    clearTimeout(this.#retry);
    this.#isClosed = true;
  }

  /** Pauses recording for a reason that is not the file's own, as a sentence; nothing lets it go on. */
  hold(reason: string | undefined): void {
    if (this.#held === reason || this.#isClosed) return;
    this.#held = reason;
    this.#announceState();
    if (reason === undefined) this.#retryIn(0);
  }

  #pairEarlier(seq: number, pairSeq: number, latencyMs: number): void {
    const queued = this.#queue.get(seq);
    if (queued === undefined) {
      this.#pairs.set(seq, { pairSeq, latencyMs });
    } else if (queued.pairSeq === undefined) {
      queued.pairSeq = pairSeq;
      queued.latencyMs = latencyMs;
    }
  }

  #withPair(record: StoredRecord | undefined): StoredRecord | undefined {
    const pair = record === undefined ? undefined : this.#pairs.get(record.seq);
    if (record === undefined || pair === undefined || record.pairSeq !== undefined) return record;
    return { ...record, pairSeq: pair.pairSeq, latencyMs: pair.latencyMs };
  }

  #schedule(): void {
    this.#turn ??= setImmediate(() => this.#endTurn());
  }

  #endTurn(): void {
    clearImmediate(this.#turn);
    this.#turn = undefined;
    this.#commitOrKeep();
    const actions = this.#actions;
    this.#actions = [];
    for (const action of actions) this.#run(action);
    const records = this.#fresh;
    const first = records[0];
    const last = records.at(-1);
    if (first === undefined || last === undefined) return;
    this.#fresh = [];
    const growth = { fromSeq: first.seq, toSeq: last.seq, records };
    for (const listener of this.#growthListeners) listener(growth);
  }

  /** One action's failure must not keep the answers of other stations back. */
  #run(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#log(`An action after a commit failed: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }

  #commitOrKeep(): void {
    if (this.recording === 'on') this.#commit();
    if (this.recording !== 'on') this.#keep();
  }

  #keep(): void {
    const lost = this.#queue.lost;
    this.#queue.dropBeyondLimits();
    if (this.#queue.lost !== lost) this.#announceState();
  }

  /** Commits the queue in batches. Answers whether all of it is in the file. */
  #commit(maxBatches = Infinity): boolean {
    try {
      for (let batch = 0; batch < maxBatches && this.#hasWork(); batch += 1) {
        const records = this.#queue.first(BATCH_RECORDS);
        this.#writer?.write({ records, pairs: this.#pairs, deferred: this.#deferred.values() });
        this.#queue.removeFirst(records.length);
        this.#pairs = new Map();
        this.#deferred = new Map();
      }
    } catch (error) {
      this.#pauseRecording(error);
      return false;
    }
    return !this.#hasWork();
  }

  #hasWork(): boolean {
    return this.#queue.length > 0 || this.#pairs.size > 0 || this.#deferred.size > 0;
  }

  #pauseRecording(error: unknown): void {
    const problem = recordingProblem(error);
    if (this.#pause !== problem) {
      this.#log(`Recording paused: ${error instanceof Error ? error.message : String(error)}`);
      this.#pause = problem;
      this.#announceState();
    }
    this.#retryIn(this.#retryMs);
  }

  /** Tries again. A long queue is written in parts, with turns between them for the stations. */
  #tryToResume(): void {
    if (this.#held !== undefined) return;
    if (this.#commit(1)) {
      this.#pause = undefined;
      this.#log('Recording goes on.');
      this.#announceState();
    } else if (this.#retry === undefined) {
      this.#retryIn(0);
    }
  }

  #retryIn(ms: number): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.#tryToResume();
    }, ms);
    this.#retry.unref();
  }

  #announceState(): void {
    for (const listener of this.#stateListeners) listener();
  }

  #reading<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw sessionFailure(error, this.#file.path);
    }
  }
}
