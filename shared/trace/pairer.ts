import type { Direction, RecordKind } from './record.ts';

/** Message ids with open calls that are remembered for one station. */
const MAX_OPEN_IDS = 1000;
/** Open calls of one id: ids are reused in the field. */
const MAX_OF_ONE_ID = 16;
/** Results that may still get an error in return; it comes at once or never. */
const MAX_RESULTS = 64;

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

/** A call that has no answer. */
export interface UnansweredCall {
  direction: Direction;
  messageId: string;
  seq: number;
  at: number;
  action: string | undefined;
}

/** A record that can still be answered: a call, or a result that may get a CALLRESULTERROR. */
interface Leg {
  readonly key: string;
  readonly seq: number;
  readonly at: number;
  readonly action: string | undefined;
}

interface OpenCall extends Leg {
  /** The older open call of the same id. */
  previous: OpenCall | undefined;
  /** How many of this id there are from here on. */
  readonly depth: number;
}

interface Exchanges {
  calls: OpenCalls;
  results: RecentResults;
}

const NOTHING: Pairing = Object.freeze({});

/**
 * Finds the record that an answer answers: the most recent not yet answered call of the same message id, station and
 * opposite direction. A CALLRESULTERROR (OCPP 2.1 part 4 §4.2.4) answers a result in the same way, and so does a
 * CALLERROR where no call is open: no version knows that, but stations protest in this way against an answer.
 * Each record costs the same, however many are open.
 */
export class Pairer {
  readonly #stations = new Map<string, Exchanges>();

  add(input: PairerInput): Pairing {
    switch (input.kind) {
      case 'call':
        if (input.messageId !== undefined) {
          this.#station(input.stationId).calls.add(legKey(input.direction, input.messageId), input);
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

  /** The calls of a station that have no answer, oldest id first; of an id that is open several times the newest. */
  open(stationId: string): UnansweredCall[] {
    return this.#stations.get(stationId)?.calls.list() ?? [];
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
        const { seq, at } = input;
        station.results.add({ key: legKey(input.direction, messageId), seq, at, action: call.action });
      }
      return pairing(call, input);
    }
    return input.kind === 'error' ? pairing(station.results.take(asked), input) : NOTHING;
  }

  #station(stationId: string): Exchanges {
    let station = this.#stations.get(stationId);
    if (station === undefined) {
      station = { calls: new OpenCalls(), results: new RecentResults() };
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

/** Unanswered calls: for each id the newest first, and the ids in order of age so that the oldest can go. */
class OpenCalls {
  readonly #newest = new Map<string, OpenCall>();

  add(key: string, { seq, at, action }: PairerInput): void {
    const previous = this.#newest.get(key);
    if (previous !== undefined) this.#newest.delete(key);
    const depth = Math.min((previous?.depth ?? 0) + 1, MAX_OF_ONE_ID);
    const call = { key, seq, at, action, previous, depth };
    if (previous?.depth === MAX_OF_ONE_ID) forgetOldest(call);
    this.#newest.set(key, call);
    if (this.#newest.size > MAX_OPEN_IDS) this.#dropOldest();
  }

  take(key: string): Leg | undefined {
    const call = this.#newest.get(key);
    if (call === undefined) return undefined;
    if (call.previous === undefined) this.#newest.delete(key);
    else this.#newest.set(key, call.previous);
    return call;
  }

  list(): UnansweredCall[] {
    return [...this.#newest.values()].map(({ key, seq, at, action }) => ({
      direction: key.startsWith('i') ? 'in' : 'out',
      messageId: key.slice(1),
      seq,
      at,
      action,
    }));
  }

  #dropOldest(): void {
    const oldest = this.#newest.keys().next();
    if (oldest.done !== true) this.#newest.delete(oldest.value);
  }
}

/** Cuts the chain of one id to its limit. */
function forgetOldest(newest: OpenCall): void {
  let last = newest;
  for (let depth = 1; depth < MAX_OF_ONE_ID && last.previous !== undefined; depth += 1) last = last.previous;
  last.previous = undefined;
}

/** The last results, in a ring: every exchange adds one, and hardly ever is one looked up. */
class RecentResults {
  readonly #ring: Array<Leg | undefined> = [];
  #next = 0;

  add(result: Leg): void {
    this.#ring[this.#next] = result;
    this.#next = (this.#next + 1) % MAX_RESULTS;
  }

  take(key: string): Leg | undefined {
    const index = this.#indexOf(key);
    const result = this.#ring[index];
    if (result !== undefined) this.#ring[index] = undefined;
    return result;
  }

  /** The newest of that key, or -1. */
  #indexOf(key: string): number {
    for (let back = 1; back <= this.#ring.length; back += 1) {
      const index = (this.#next - back + MAX_RESULTS) % MAX_RESULTS;
      if (this.#ring[index]?.key === key) return index;
    }
    return -1;
  }
}
