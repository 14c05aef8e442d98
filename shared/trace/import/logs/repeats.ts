import type { FoundFrame } from '../found.ts';

/** How many frames back a repeat may stand. */
const FRAMES_BACK = 12;
/** A station that sends again waits longer than two loggers for one another. */
const REPEAT_MS = 2000;

const ID = /^\[\s*\d\s*,?\s*"([^"]{0,300})"/;

/**
 * Tells a frame that a log shows again (by a proxy, or by a second logger) from a frame that was sent again: it stands
 * near the first, has the same text, station and time, and nothing else with its id came between.
 */
export class Repeats {
  readonly #last: { raw: string; id: string | undefined; stationId: string | undefined; at: number }[] = [];

  isRepeat({ raw, stationId, time }: FoundFrame): boolean {
    if (typeof raw !== 'string' || time === undefined) return false;
    const id = ID.exec(raw)?.[1];
    const found = this.#last.findLast(
      (frame) =>
        frame.id === id &&
        (frame.stationId === stationId || frame.stationId === undefined || stationId === undefined),
    );
    if (found?.raw === raw && Math.abs(found.at - time.at) <= REPEAT_MS) return true;
    this.#last.push({ raw, id, stationId, at: time.at });
    if (this.#last.length > FRAMES_BACK) this.#last.shift();
    return false;
  }
}
