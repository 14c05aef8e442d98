import type { JsonObject } from '../../../../shared/json.ts';
import type { EventStream } from '../../../../shared/station/eventStream.ts';
import { integerOf, numberOf, objectOf, objectsOf, textOf } from '../../../../shared/payloadFields.ts';
import type { HandledCall } from '../station/stationState.ts';
import type { StationObserver } from '../stationObserver.ts';

const PER_STATION_LIMIT = 200;

/** The periodic event streams of all stations (OCPP 2.1 part 2, block N). */
export class EventStreams implements StationObserver {
  readonly #byStation = new Map<string, Map<number, EventStream>>();
  readonly #listeners = new Set<(stream: EventStream) => void>();

  list(): EventStream[] {
    return [...this.#byStation.values()].flatMap((streams) => [...streams.values()]);
  }

  onChange(listener: (stream: EventStream) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  called(stationId: string, { at, action, payload, answer }: HandledCall): void {
    switch (action) {
      case 'OpenPeriodicEventStream':
        if (answer?.['status'] === 'Accepted') this.#open(stationId, objectOf(payload), at);
        return;
      case 'NotifyPeriodicEventStream':
        this.#receive(stationId, objectOf(payload), at);
        return;
      case 'ClosePeriodicEventStream':
        this.#close(stationId, integerOf(objectOf(payload)['id']), at);
        return;
      default:
    }
  }

  /** Streams end with the connection: the station opens them again. */
  left(stationId: string, at: number): void {
    for (const { id, isOpen } of this.#byStation.get(stationId)?.values() ?? []) {
      if (isOpen) this.#close(stationId, id, at);
    }
  }

  #open(stationId: string, payload: JsonObject, at: number): void {
    const constant = objectOf(payload['constantStreamData']);
    const id = integerOf(constant['id']);
    if (id === undefined) return;
    const params = objectOf(constant['params']);
    this.#put({
      ...begun(stationId, id, at),
      ...present('variableMonitoringId', integerOf(constant['variableMonitoringId'])),
      ...present('intervalS', numberOf(params['interval'])),
      ...present('values', integerOf(params['values'])),
    });
  }

  /** A stream that was never opened is listed all the same: its values are there. */
  #receive(stationId: string, payload: JsonObject, at: number): void {
    const id = integerOf(payload['id']);
    if (id === undefined) return;
    const before = this.#byStation.get(stationId)?.get(id) ?? begun(stationId, id, at);
    const data = objectsOf(payload['data']);
    const last = data.at(-1);
    const base = Date.parse(textOf(payload['basetime']) ?? '');
    const offsetS = numberOf(last?.['t']);
    this.#put({
      ...before,
      isOpen: true,
      frames: before.frames + 1,
      received: before.received + data.length,
      lastAt: at,
      ...present('pending', integerOf(payload['pending'])),
      ...present('lastValue', textOf(last?.['v'])),
      ...present(
        'lastValueAt',
        Number.isNaN(base) || offsetS === undefined ? undefined : base + offsetS * 1000,
      ),
    });
  }

  #close(stationId: string, id: number | undefined, at: number): void {
    const stream = id === undefined ? undefined : this.#byStation.get(stationId)?.get(id);
    if (stream !== undefined) this.#put({ ...stream, isOpen: false, lastAt: at });
  }

  #put(stream: EventStream): void {
    const streams = this.#byStation.get(stream.stationId) ?? new Map<number, EventStream>();
    this.#byStation.set(stream.stationId, streams);
    if (!streams.has(stream.id) && streams.size >= PER_STATION_LIMIT) return;
    streams.set(stream.id, stream);
    for (const listener of this.#listeners) listener(stream);
  }
}

function begun(stationId: string, id: number, at: number): EventStream {
  return { stationId, id, isOpen: true, frames: 0, received: 0, openedAt: at, lastAt: at };
}

function present<K extends keyof EventStream>(
  key: K,
  value: EventStream[K] | undefined,
): Partial<Pick<EventStream, K>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Pick<EventStream, K>>);
}
