import type { StationEvents } from '../../../../shared/station/stationEvent.ts';
import { objectOf } from '../../../../shared/payloadFields.ts';
import type { HandledCall } from '../../central/station/stationState.ts';
import type { StationObserver } from '../../central/stationObserver.ts';
import { EventLog } from './eventLog.ts';
import type { RecordedSign } from './recordedEvents.ts';

export interface StationEventsOptions {
  /** Of the monitor with this id, where it is known. */
  severityOf: (stationId: string, monitorId: number) => number | undefined;
}

/** As often as a screen can show something else. */
const TELL_MS = 16;
/** A part that has not come by then does not come any more: stations send them within seconds of each other. */
const PART_TIMEOUT_MS = 60_000;

/** The events of all stations (NotifyEvent, OCPP 2.x part 2 N07), whether or not anybody asked for them. */
export class StationEventLogs implements StationObserver {
  readonly #options: StationEventsOptions;
  readonly #logs = new Map<string, EventLog>();
  readonly #listeners = new Set<(change: StationEvents) => void>();
  readonly #untold = new Set<string>();
  /** Stations that announced more events. */
  readonly #awaited = new Map<string, NodeJS.Timeout>();
  #telling: NodeJS.Timeout | undefined;
  /** What came while the records of before are looked through: it stands behind them. */
  #waiting: Array<() => void> | undefined;
  #restoring: Promise<void> | undefined;
  #isClosed = false;
  /** Records before this one were not looked through. */
  #fromSeq: number | undefined;

  constructor(options: StationEventsOptions) {
    this.#options = options;
  }

  list(): StationEvents[] {
    return [...this.#logs.values()].map((log) => this.#told(log.state()));
  }

  of(stationId: string): StationEvents {
    return this.#told(this.#logs.get(stationId)?.state() ?? { stationId, total: 0, events: [] });
  }

  /** What changed since the last call, of the station that it names; several messages in one where they come fast. */
  onChange(listener: (change: StationEvents) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Takes up what an earlier run of Kerbside recorded into the session, oldest first. `fromSeq` is the first record that was looked at. What
   * comes meanwhile counts after it. Never rejects: `onFailure` is told.
   */
  restore(
    signs: AsyncIterable<RecordedSign>,
    fromSeq: number,
    onFailure: (error: unknown) => void,
  ): Promise<void> {
    this.#waiting = [];
    if (fromSeq > 1) this.#fromSeq = fromSeq;
    this.#restoring = this.#takeUp(signs)
      .catch(onFailure)
      .finally(() => {
        for (const stationId of this.#logs.keys())
          this.#giveUp(stationId, 'Kerbside ended before they came.');
        const waiting = this.#waiting ?? [];
        this.#waiting = undefined;
        for (const take of waiting) take();
      });
    return this.#restoring;
  }

  called(stationId: string, call: HandledCall): void {
    if (call.action === 'NotifyEvent') this.#inTurn(() => this.#take(stationId, call));
  }

  #take(stationId: string, { at, payload, seq }: HandledCall): void {
    const log = this.#logOf(stationId);
    log.take(objectOf(payload), at, seq);
    clearTimeout(this.#awaited.get(stationId));
    if (log.isAwaiting) {
      const waited = `none came within ${PART_TIMEOUT_MS / 1000} s.`;
      this.#awaited.set(
        stationId,
        setTimeout(() => this.#giveUp(stationId, waited), PART_TIMEOUT_MS).unref(),
      );
    }
    this.#tellSoon(stationId);
  }

  left(stationId: string): void {
    this.#inTurn(() => this.#giveUp(stationId, 'left before they came.'));
  }

  /** Alerts of monitors that are gone cannot be cleared by the station any more. */
  monitorsCleared(stationId: string, ids: readonly number[]): void {
    this.#inTurn(() => {
      if (this.#logs.get(stationId)?.monitorsCleared(ids) === true) this.#tellSoon(stationId);
    });
  }

  /** Resolves when nothing is read from the session any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#telling);
    for (const timer of this.#awaited.values()) clearTimeout(timer);
    await this.#restoring;
  }

  async #takeUp(signs: AsyncIterable<RecordedSign>): Promise<void> {
    for await (const sign of signs) {
      if (this.#isClosed) return;
      const log = this.#logOf(sign.stationId);
      if (sign.kind === 'events') log.take(objectOf(sign.payload), sign.at, sign.seq);
      else log.monitorsCleared(sign.ids);
      this.#tellSoon(sign.stationId);
    }
  }

  #inTurn(take: () => void): void {
    if (this.#waiting === undefined) take();
    else this.#waiting.push(take);
  }

  #told(state: StationEvents): StationEvents {
    return this.#fromSeq === undefined ? state : { ...state, fromSeq: this.#fromSeq };
  }

  #giveUp(stationId: string, reason: string): void {
    clearTimeout(this.#awaited.get(stationId));
    if (this.#logs.get(stationId)?.giveUp(reason) === true) this.#tellSoon(stationId);
  }

  #logOf(stationId: string): EventLog {
    const known = this.#logs.get(stationId);
    if (known !== undefined) return known;
    const log = new EventLog(stationId, (monitorId) => this.#options.severityOf(stationId, monitorId));
    this.#logs.set(stationId, log);
    return log;
  }

  #tellSoon(stationId: string): void {
    if (this.#isClosed) return;
    this.#untold.add(stationId);
    this.#telling ??= setTimeout(() => this.#tell(), TELL_MS).unref();
  }

  #tell(): void {
    this.#telling = undefined;
    for (const stationId of this.#untold) {
      const change = this.#logs.get(stationId)?.changes();
      if (change === undefined) continue;
      for (const listener of this.#listeners) listener(this.#told(change));
    }
    this.#untold.clear();
  }
}
