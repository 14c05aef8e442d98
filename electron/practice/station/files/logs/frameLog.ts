import type { Json } from '../../../../../shared/json.ts';
import type { StationClock } from '../../clock.ts';
import type { ReceivedCall } from '../../link/exchange.ts';

/** What crossed the line at an instant (epoch ms): `TX` from the station, `RX` to it. */
export interface LoggedFrame {
  at: number;
  direction: 'RX' | 'TX';
  text: string;
}

/** A station has finite memory: the oldest frames go first. */
const MOST_FRAMES = 2_000;
const LONGEST_FRAME = 4_000;

/** The last frames of the station, for its log. */
export class FrameLog {
  readonly #frames: LoggedFrame[] = [];

  /** Written as JSON whatever the transport is, as stations do. */
  add(at: number, direction: LoggedFrame['direction'], frame: Json[] | string): void {
    const text = typeof frame === 'string' ? frame : JSON.stringify(frame);
    this.#frames.push({ at, direction, text: text.slice(0, LONGEST_FRAME) });
    // Halved seldom instead of shifted each time.
    if (this.#frames.length >= 2 * MOST_FRAMES) this.#frames.splice(0, MOST_FRAMES);
  }

  /** The call, which notes its own answer. */
  seen(received: ReceivedCall, clock: StationClock): ReceivedCall {
    const { id, action, payload } = received.call;
    this.add(clock.now(), 'RX', [2, id, action, payload]);
    return {
      ...received,
      reply: (text) => {
        this.add(clock.now(), 'TX', text);
        received.reply(text);
      },
    };
  }

  list(): readonly LoggedFrame[] {
    return this.#frames.slice(-MOST_FRAMES);
  }
}
