import type { JsonObject } from '../../../../shared/json.ts';
import {
  EVENTS_KEPT,
  OPEN_ALERTS_KEPT,
  type StationEvent,
  type StationEvents,
} from '../../../../shared/station/stationEvent.ts';
import { objectsOf } from '../../../../shared/payloadFields.ts';
import { EventParts } from './eventParts.ts';
import { readEvent, type ReadEvent } from './readEvent.ts';

/** The events of one station: the latest, and before them the alerts that are still open. */
export class EventLog {
  readonly #stationId: string;
  readonly #severityOf: (monitorId: number) => number | undefined;
  readonly #parts = new EventParts();
  /** By number, oldest first. */
  readonly #latest = new Map<number, StationEvent>();
  /** Alerts that were not cleared, by what raised them; oldest first. */
  readonly #open = new Map<string, StationEvent>();
  /** What the latest events are known by, so that one that is sent again is not shown again. */
  readonly #known = new Map<string, number>();
  readonly #changed = new Map<number, StationEvent>();
  #total = 0;
  #problem: string | undefined;

  constructor(stationId: string, severityOf: (monitorId: number) => number | undefined) {
    this.#stationId = stationId;
    this.#severityOf = severityOf;
  }

  /** A message of the station. `seq` is its record. */
  take(payload: JsonObject, at: number, seq: number | undefined): void {
    const { set, isDoubled, problem } = this.#parts.take(payload, this.#total + 1);
    this.#problem = problem ?? this.#problem;
    if (isDoubled) return;
    for (const data of objectsOf(payload['eventData'])) this.#add(readEvent(data), { set, at, seq });
  }

  get isAwaiting(): boolean {
    return this.#parts.isAwaiting;
  }

  /** What was announced does not come any more. Answers with whether something is to be told. */
  giveUp(reason: string): boolean {
    const problem = this.#parts.giveUp(reason);
    this.#problem = problem ?? this.#problem;
    return problem !== undefined;
  }

  monitorsCleared(ids: readonly number[]): boolean {
    const gone = [...this.#open].filter(([, { monitorId = -1 }]) => ids.includes(monitorId));
    for (const [raisedBy] of gone) this.#close(raisedBy);
    return gone.length > 0;
  }

  state(): StationEvents {
    const [first = Infinity] = this.#latest.keys();
    const older = [...this.#open.values()].filter(({ no }) => no < first);
    return this.#told([...older, ...this.#latest.values()]);
  }

  /** What came or looks different since the last call. */
  changes(): StationEvents {
    const events = [...this.#changed.values()].sort((one, other) => one.no - other.no);
    this.#changed.clear();
    return this.#told(events);
  }

  #told(events: StationEvent[]): StationEvents {
    const problem = this.#problem === undefined ? {} : { problem: this.#problem };
    return { stationId: this.#stationId, total: this.#total, events, ...problem };
  }

  #add(read: ReadEvent, about: { set: number; at: number; seq: number | undefined }): void {
    const key = identityOf(read);
    const before = key === undefined ? undefined : this.#known.get(key);
    if (before !== undefined) {
      this.#problem = `The station sent event ${before} once more.`;
      return;
    }
    this.#total += 1;
    const severity =
      read.severity ?? (read.monitorId === undefined ? undefined : this.#severityOf(read.monitorId));
    const { set, at, seq } = about;
    const isOpen = read.trigger === 'Alerting' && !read.isCleared;
    const event: StationEvent = {
      ...read,
      no: this.#total,
      set,
      at,
      isOpen,
      ...(severity === undefined ? {} : { severity }),
      ...(seq === undefined ? {} : { seq }),
    };
    if (event.trigger === 'Alerting') this.#close(raiserOf(event));
    if (isOpen) this.#raise(event);
    if (key !== undefined) this.#known.set(key, event.no);
    this.#put(event);
    this.#forgetOldest();
  }

  #raise(event: StationEvent): void {
    this.#open.set(raiserOf(event), event);
    const [oldest] = this.#open.keys();
    if (this.#open.size > OPEN_ALERTS_KEPT && oldest !== undefined) this.#close(oldest);
  }

  /** Cleared, or followed by a newer alert from the same source. */
  #close(raisedBy: string): void {
    const alert = this.#open.get(raisedBy);
    if (alert === undefined) return;
    this.#open.delete(raisedBy);
    const closed = { ...alert, isOpen: false };
    this.#changed.set(closed.no, closed);
    if (this.#latest.has(closed.no)) this.#latest.set(closed.no, closed);
  }

  #put(event: StationEvent): void {
    this.#latest.set(event.no, event);
    this.#changed.set(event.no, event);
    // Nobody may have looked for long.
    const [oldest] = this.#changed.keys();
    if (this.#changed.size > 2 * EVENTS_KEPT && oldest !== undefined) this.#changed.delete(oldest);
  }

  #forgetOldest(): void {
    const [oldest] = this.#latest.values();
    if (this.#latest.size <= EVENTS_KEPT || oldest === undefined) return;
    this.#latest.delete(oldest.no);
    const key = identityOf(oldest);
    if (key !== undefined) this.#known.delete(key);
  }
}

/** The monitor, or for a notification without one its variable. */
function raiserOf({ monitorId, address }: StationEvent): string {
  return monitorId === undefined ? address : `#${monitorId}`;
}

/** Without a number and a time of its own, an event cannot be told from the next one like it. */
function identityOf(event: ReadEvent): string | undefined {
  const { eventId, happenedAt, address, actualValue, trigger, isCleared } = event;
  if (eventId === undefined || happenedAt === undefined) return undefined;
  return JSON.stringify([eventId, happenedAt, address, actualValue, trigger, isCleared]);
}
