import type { Direction, RecordKind } from './record.ts';

/** Open calls, and as many closed exchanges, that are remembered for one station. */
const MAX_PER_STATION = 1000;

export interface PairerInput {
  seq: number;
  at: number;
  stationId: string;
  kind: RecordKind;
  direction: Direction;
  messageId?: string | undefined;
  action?: string | undefined;
}

/** `pairSeq` is the record that this one answers. */
export interface Pairing {
  pairSeq?: number;
  latencyMs?: number;
  action?: string;
}

/** A record that can still be answered: a call, or a result that may get a CALLRESULTERROR. */
interface Leg {
  readonly key: string;
  readonly seq: number;
  readonly at: number;
  readonly action: string | undefined;
  /** The older leg of the same key; ids are reused in the field. */
  previous: Leg | undefined;
  isDropped: boolean;
}

const NOTHING: Pairing = Object.freeze({});

/**
 * Finds the record that an answer answers: the most recent not yet answered call of the same message id, station and
 * opposite direction. A CALLRESULTERROR (OCPP 2.1 part 4 §4.2.4) answers a result in the same way. A CALLERROR for
 * one of our results, which no version knows but stations send, stays unpaired and only learns its action.
 * Each record costs the same, however many are open.
 */
export class Pairer {
  readonly #stations = new Map<string, { calls: Legs; results: Legs }>();

  add(input: PairerInput): Pairing {
    switch (input.kind) {
      case 'call':
        if (input.messageId !== undefined) {
          this.#station(input.stationId).calls.push(legKey(input.direction, input.messageId), input);
        }
        return NOTHING;
      case 'result':
      case 'error':
      case 'resultError':
        return input.messageId === undefined ? NOTHING : this.#answer(input, input.messageId);
      case 'connect':
        // A new connection ends what the old one left open. Not `disconnect`: where a station comes back before its
        // old socket is known to be dead, that record is later than the first calls of the new connection.
        this.forget(input.stationId);
        return NOTHING;
      default:
        return NOTHING;
    }
  }

  /** Ends everything open of a station: its connection is gone. */
  forget(stationId: string): void {
    this.#stations.delete(stationId);
  }

  #answer(input: PairerInput, messageId: string): Pairing {
    const station = this.#stations.get(input.stationId);
    if (station === undefined) return NOTHING;
    const asked = legKey(input.direction === 'in' ? 'out' : 'in', messageId);
    if (input.kind === 'resultError') return pairing(station.results.take(asked), input);
    const call = station.calls.take(asked);
    if (call !== undefined) {
      if (input.kind === 'result') {
        station.results.push(legKey(input.direction, messageId), { ...input, action: call.action });
      }
      return pairing(call, input);
    }
    const action = input.kind === 'error' ? station.results.peek(asked)?.action : undefined;
    return action === undefined ? NOTHING : { action };
  }

  #station(stationId: string): { calls: Legs; results: Legs } {
    let station = this.#stations.get(stationId);
    if (station === undefined) {
      station = { calls: new Legs(), results: new Legs() };
      this.#stations.set(stationId, station);
    }
    return station;
  }
}

function legKey(direction: Direction, messageId: string): string {
  return direction === 'in' ? `i${messageId}` : `o${messageId}`;
}

function pairing(leg: Leg | undefined, answer: PairerInput): Pairing {
  if (leg === undefined) return NOTHING;
  // A clock that is set back between the two would make a negative latency.
  const latencyMs = Math.max(0, answer.at - leg.at);
  return leg.action === undefined
    ? { pairSeq: leg.seq, latencyMs }
    : { pairSeq: leg.seq, latencyMs, action: leg.action };
}

/** Unanswered legs: a stack for each key, and all of them in order of age so that the oldest can go. */
class Legs {
  readonly #newest = new Map<string, Leg>();
  readonly #byAge = new Set<Leg>();

  push(key: string, input: { seq: number; at: number; action?: string | undefined }): void {
    const { seq, at, action } = input;
    const leg: Leg = { key, seq, at, action, previous: this.peek(key), isDropped: false };
    this.#newest.set(key, leg);
    this.#byAge.add(leg);
    if (this.#byAge.size > MAX_PER_STATION) this.#dropOldest();
  }

  peek(key: string): Leg | undefined {
    return this.#newest.get(key);
  }

  take(key: string): Leg | undefined {
    const leg = this.#newest.get(key);
    if (leg === undefined) return undefined;
    this.#byAge.delete(leg);
    if (leg.previous === undefined || leg.previous.isDropped) this.#newest.delete(key);
    else this.#newest.set(key, leg.previous);
    return leg;
  }

  #dropOldest(): void {
    for (const oldest of this.#byAge) {
      this.#byAge.delete(oldest);
      oldest.isDropped = true;
      if (this.#newest.get(oldest.key) === oldest) this.#newest.delete(oldest.key);
      return;
    }
  }
}
