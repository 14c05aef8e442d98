import type { StationEvents } from '../../../../shared/station/stationEvent.ts';
import { objectOf } from '../../central/payloadFields.ts';
import type { HandledCall } from '../../central/station/stationState.ts';
import type { StationObserver } from '../../central/stationObserver.ts';
import { EventLog } from './eventLog.ts';

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

  constructor(options: StationEventsOptions) {
    this.#options = options;
  }

  list(): StationEvents[] {
    return [...this.#logs.values()].map((log) => log.state());
  }

  of(stationId: string): StationEvents {
    return this.#logs.get(stationId)?.state() ?? { stationId, total: 0, events: [] };
  }

  /** What changed since the last call, of the station that it names; several messages in one where they come fast. */
  onChange(listener: (change: StationEvents) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  called(stationId: string, { at, action, payload, seq }: HandledCall): void {
    if (action !== 'NotifyEvent') return;
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
    this.#giveUp(stationId, 'left before they came.');
  }

  /** Alerts of monitors that are gone cannot be cleared by the station any more. */
  monitorsCleared(stationId: string, ids: readonly number[]): void {
    if (this.#logs.get(stationId)?.monitorsCleared(ids) === true) this.#tellSoon(stationId);
  }

  close(): void {
    clearTimeout(this.#telling);
    for (const timer of this.#awaited.values()) clearTimeout(timer);
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
    this.#untold.add(stationId);
    this.#telling ??= setTimeout(() => this.#tell(), TELL_MS).unref();
  }

  #tell(): void {
    this.#telling = undefined;
    for (const stationId of this.#untold) {
      const change = this.#logs.get(stationId)?.changes();
      if (change === undefined) continue;
      for (const listener of this.#listeners) listener(change);
    }
    this.#untold.clear();
  }
}
