import type { JsonObject } from '../../../../shared/json.ts';
import { perStation } from '../perStation.ts';
import type { StationBase } from '../stationBase.ts';
import type { Monitor, StreamParams } from './monitor.ts';

interface EventStream {
  id: number;
  monitorId: number;
  params: StreamParams;
  isOpen: boolean;
  held: { at: number; value: string }[];
  cancelDelivery: () => void;
}

/** `MonitoringCtrlr.MaxPeriodicEventStreams`; what asks for one more is told as events. */
const MOST_STREAMS = 10;
/** A stream without parameters delivers this many values at once. */
const USUAL_VALUES = 10;
/** Values that wait while the line is away; older ones are dropped. */
const MOST_HELD = 500;

/**
 * Streams of periodic values (OCPP 2.1 N11 to N15): opened for a periodic monitor that asks for one, delivered by
 * NotifyPeriodicEventStream, which nobody answers.
 */
export class EventStreams {
  readonly #station: StationBase;
  readonly #streams = new Map<number, EventStream>();

  constructor(station: StationBase) {
    this.#station = station;
  }

  /** Values of the monitor go into its stream instead of into events. */
  has(monitorId: number): boolean {
    return this.#ofMonitor(monitorId) !== undefined;
  }

  open({ id: monitorId, stream: params }: Monitor): void {
    this.close(monitorId);
    if (params === undefined || this.#streams.size >= MOST_STREAMS) return;
    const id = Math.max(0, ...this.#streams.keys()) + 1;
    const stream: EventStream = {
      id,
      monitorId,
      params,
      isOpen: false,
      held: [],
      cancelDelivery: () => undefined,
    };
    this.#streams.set(id, stream);
    this.#announce(stream);
  }

  close(monitorId: number): void {
    const stream = this.#ofMonitor(monitorId);
    if (stream === undefined) return;
    stream.cancelDelivery();
    this.#streams.delete(stream.id);
    this.#station.notify('ClosePeriodicEventStream', { id: stream.id });
  }

  /** After a restart the central system does not know the streams any more. */
  reopen(): void {
    for (const stream of this.#streams.values()) this.#announce(stream);
  }

  adjust(id: number, params: StreamParams): boolean {
    const stream = this.#streams.get(id);
    if (stream === undefined) return false;
    stream.params = { ...stream.params, ...params };
    this.#armDelivery(stream);
    return true;
  }

  list(): JsonObject[] {
    return [...this.#streams.values()].filter(({ isOpen }) => isOpen).map(constantData);
  }

  take(monitorId: number, value: string): void {
    const stream = this.#ofMonitor(monitorId);
    if (stream === undefined) return;
    stream.held.push({ at: this.#station.clock.now(), value });
    if (stream.held.length > MOST_HELD) stream.held.shift();
    if (stream.held.length >= (stream.params.values ?? USUAL_VALUES)) this.#deliver(stream);
  }

  #ofMonitor(monitorId: number): EventStream | undefined {
    return [...this.#streams.values()].find((stream) => stream.monitorId === monitorId);
  }

  #announce(stream: EventStream): void {
    stream.isOpen = false;
    this.#station.calls.add({
      action: 'OpenPeriodicEventStream',
      payload: () => ({ constantStreamData: constantData(stream) }),
      onReply: (reply) => {
        stream.isOpen = reply.kind === 'result' && reply.payload['status'] === 'Accepted';
        if (stream.isOpen) this.#armDelivery(stream);
        else if (reply.kind === 'result') this.#streams.delete(stream.id);
      },
    });
  }

  #armDelivery(stream: EventStream): void {
    stream.cancelDelivery();
    const intervalS = stream.params.interval ?? 0;
    if (intervalS <= 0) return;
    stream.cancelDelivery = this.#station.clock.after(intervalS * 1000, () => {
      this.#deliver(stream);
      this.#armDelivery(stream);
    });
  }

  #deliver(stream: EventStream): void {
    const base = stream.held[0]?.at;
    if (!stream.isOpen || !this.#station.link.isOpen || base === undefined) return;
    const data = stream.held.map(({ at, value }) => ({ t: (at - base) / 1000, v: value }));
    stream.held = [];
    this.#station.link.send('NotifyPeriodicEventStream', {
      id: stream.id,
      pending: 0,
      basetime: this.#station.clock.iso(base),
      data,
    });
  }
}

function constantData({ id, monitorId, params }: EventStream): JsonObject {
  const { interval, values } = params;
  return {
    id,
    variableMonitoringId: monitorId,
    params: {
      ...(interval === undefined ? {} : { interval }),
      ...(values === undefined ? {} : { values }),
    },
  };
}

export const eventStreamsOf = perStation((station) => new EventStreams(station));
