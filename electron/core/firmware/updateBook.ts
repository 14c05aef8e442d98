import { ContractError } from '../../../shared/contract/failure.ts';
import { isUpdateSettled, type FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Recorder } from '../trace/store/newRecord.ts';
import type { FirmwareNews, StationFirmwareNews } from './firmwareNews.ts';
import { RunningUpdate } from './runningUpdate.ts';
import { advance } from './story/advance.ts';
import type { UpdateTimes } from './story/updateEvent.ts';

export interface UpdateBookOptions {
  news: Pick<FirmwareNews, 'on'>;
  recorder: Recorder;
  kept: { load(): FirmwareUpdate[]; save(update: FirmwareUpdate): void };
  times: UpdateTimes;
}

/** All updates of the session, and which of them what a station says belongs to. */
export class UpdateBook {
  readonly #options: UpdateBookOptions;
  /** Oldest first. */
  readonly #updates = new Map<string, FirmwareUpdate>();
  /** Those that may still change, the latest of each station and kind. */
  readonly #running = new Map<string, RunningUpdate>();
  readonly #listeners = new Set<(update: FirmwareUpdate) => void>();

  constructor(options: UpdateBookOptions) {
    this.#options = options;
    for (const update of options.kept.load()) this.#load(update);
    this.#listenAgain();
    options.news.on((stationId, news) => this.#heard(stationId, news));
  }

  list(stationId?: string): FirmwareUpdate[] {
    const all = [...this.#updates.values()];
    return stationId === undefined ? all : all.filter((update) => update.stationId === stationId);
  }

  /** Fails with `not-found`. */
  find(id: string): FirmwareUpdate {
    const update = this.#updates.get(id);
    if (update !== undefined) return update;
    throw new ContractError('not-found', `There is no update ${id} in this session.`);
  }

  running(id: string): RunningUpdate | undefined {
    return this.#running.get(id);
  }

  onChange(listener: (update: FirmwareUpdate) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A station is about to be asked, or waits for its turn. An older update of it is heard of no more. */
  begin(update: FirmwareUpdate, version: OcppVersion): RunningUpdate {
    for (const [id, older] of this.#running) {
      const { stationId, kind } = older.update;
      if (stationId !== update.stationId || kind !== update.kind) continue;
      older.cancel('replaced');
      older.stop();
      this.#running.delete(id);
    }
    const running = this.#run(update, version);
    this.#changed(update);
    return running;
  }

  /** Ends all that still wait. */
  close(): void {
    for (const running of this.#running.values()) {
      running.cancel('kerbside-ended');
      running.stop();
    }
  }

  #run(update: FirmwareUpdate, version: OcppVersion | undefined): RunningUpdate {
    const { times, recorder, kept } = this.#options;
    const running = new RunningUpdate(update, {
      times,
      recorder,
      version,
      save: (changed) => kept.save(changed),
      onChange: (changed) => this.#changed(changed),
    });
    this.#running.set(update.id, running);
    return running;
  }

  #heard(stationId: string, news: StationFirmwareNews): void {
    const all = [...this.#running.values()].filter(({ update }) => update.stationId === stationId);
    if (news.type !== 'status') {
      for (const running of all) running.apply(news);
      return;
    }
    const { requestId, isPublication, ...told } = news;
    const kind = isPublication ? 'publish' : 'update';
    const fitting = all.filter(({ update }) => update.kind === kind);
    const named = fitting.find(({ update }) => requestId !== undefined && update.requestId === requestId);
    if (named !== undefined) return named.apply(told);
    // A status without an id, or with one that nobody gave: it can only be about the latest that was asked for.
    const other = requestId === undefined ? {} : { otherId: String(requestId) };
    const latest = fitting.findLast(({ update }) => update.state !== 'queued');
    latest?.apply({ ...told, ...other });
  }

  #changed(update: FirmwareUpdate): void {
    this.#updates.set(update.id, update);
    for (const listener of this.#listeners) listener(update);
  }

  /** Left there by a Kerbside that was killed. */
  #load(kept: FirmwareUpdate): void {
    const { times } = this.#options;
    const event = { type: 'cancelled' as const, at: Date.now(), why: 'kerbside-ended' as const };
    const isLeft = kept.isOpen || !isUpdateSettled(kept);
    const update = isLeft ? advance(kept, event, times) : kept;
    this.#updates.set(update.id, update);
    if (isLeft) this.#options.kept.save(update);
  }

  /** What was not proven when Kerbside ended is proven by the next start of the station. */
  #listenAgain(): void {
    const latest = new Map(this.list().map((update) => [`${update.kind} ${update.stationId}`, update]));
    for (const update of latest.values()) if (update.state === 'unverified') this.#run(update, undefined);
  }
}
