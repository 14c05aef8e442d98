import { isJsonObject } from '../../../../shared/json.ts';
import type { FoundItem, FoundTime } from '../../../../shared/trace/import/found.ts';
import type { FrameFacts } from './frameFacts.ts';

const DAY_MS = 24 * 3_600_000;
const QUARTER_MS = 15 * 60_000;
/** Zones end at quarters of an hour; what is further off than this is another clock, not another zone. */
const TOLERANCE_MS = 4 * 60_000;
const FARTHEST_MS = 15 * 3_600_000;

/** How the zone of times without one became known. */
export type OffsetSource = 'chosen' | 'learnt' | 'machine';

/** The time that a central system told in an answer: it was made in the same moment as the record. */
export function currentTimeOf({ kind, payload }: FrameFacts): number | undefined {
  if (kind !== 'result' || !isJsonObject(payload)) return undefined;
  const { currentTime } = payload;
  if (typeof currentTime !== 'string' || !/(?:Z|[+-]\d{2}:?\d{2})$/i.test(currentTime)) return undefined;
  const at = Date.parse(currentTime);
  return Number.isNaN(at) ? undefined : at;
}

/** Learns how far the clock on the wall was from UTC, by a vote over all answers that tell the time. */
export class OffsetVotes {
  readonly #votes = new Map<number, number>();

  observe(time: FoundTime | undefined, currentTime: number | undefined): void {
    if (time?.clock !== 'local' || currentTime === undefined) return;
    const difference = nearest(time, currentTime) - currentTime;
    const offset = Math.round(difference / QUARTER_MS) * QUARTER_MS;
    if (Math.abs(difference - offset) > TOLERANCE_MS || Math.abs(offset) > FARTHEST_MS) return;
    this.#votes.set(offset, (this.#votes.get(offset) ?? 0) + 1);
  }

  /** ms that local time is ahead of UTC; nothing where no answer told it. */
  result(): number | undefined {
    let best: number | undefined;
    for (const [offset, votes] of this.#votes) {
      if (best === undefined || votes > (this.#votes.get(best) ?? 0)) best = offset;
    }
    return best;
  }
}

export interface RecordTime {
  /** Epoch ms. */
  at: number;
  isAssumed: boolean;
}

/**
 * The time of each record. What has none gets that of the record before it, or the time that a central system told
 * since; the first ones, before anything is known, get the first that becomes known.
 */
export class ImportClock {
  /** Nothing where the zone of this machine holds. */
  readonly offsetMs: number | undefined;
  #last: number;

  /** `offsetMs` of local times; without it the zone of this machine holds. `start` is for what comes before any time. */
  constructor(offsetMs: number | undefined, start: number) {
    this.offsetMs = offsetMs;
    this.#last = start;
  }

  startAt(at: number): void {
    this.#last = at;
  }

  of(item: FoundItem, facts?: FrameFacts): RecordTime {
    const { time } = item;
    if (time !== undefined) {
      this.#last = this.absolute(time);
      return { at: this.#last, isAssumed: time.missing === 'date' };
    }
    const told = facts === undefined ? undefined : currentTimeOf(facts);
    if (told !== undefined && told > this.#last) this.#last = told;
    return { at: this.#last, isAssumed: true };
  }

  #local(at: number): number {
    return at + (this.offsetMs ?? -new Date(at).getTimezoneOffset() * 60_000);
  }

  absolute(time: FoundTime): number {
    // What a time lacks is that of the last one that is known.
    const at = time.missing === undefined ? time.at : nearest(time, this.#local(this.#last));
    if (time.clock === 'explicit') return at;
    return this.offsetMs === undefined ? machineTime(at) : at - this.offsetMs;
  }
}

/** A time that lacks its date or year, completed so that it lies as near as may be to another one. */
function nearest({ at, missing }: FoundTime, other: number): number {
  if (missing === undefined) return at;
  if (missing === 'date') return at + Math.round((other - at) / DAY_MS) * DAY_MS;
  const date = new Date(at);
  const year = new Date(other).getUTCFullYear();
  const candidates = [year - 1, year, year + 1].map((candidate) => new Date(date).setUTCFullYear(candidate));
  return candidates.reduce((best, next) => (Math.abs(next - other) < Math.abs(best - other) ? next : best));
}

/** A time of the wall clock, taken as the clock of this machine on that day. */
function machineTime(local: number): number {
  const wall = new Date(local);
  return new Date(
    wall.getUTCFullYear(),
    wall.getUTCMonth(),
    wall.getUTCDate(),
    wall.getUTCHours(),
    wall.getUTCMinutes(),
    wall.getUTCSeconds(),
    wall.getUTCMilliseconds(),
  ).getTime();
}
