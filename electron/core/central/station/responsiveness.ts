import type { Transport } from '../../../../shared/ocpp/version.ts';
import type { Unresponsive } from '../../../../shared/station/station.ts';

/** One command that is not answered may be one that the station does not know. */
const TIMEOUTS_UNTIL_SURE = 2;
/** Heartbeats may be late, and other messages may stand in for them (OCPP 1.6 §4.6). */
const INTERVALS_UNTIL_SILENT = 2.5;
const SHORTEST_SILENCE_MS = 60_000;
/** Ticks this far apart mean that the computer slept: what came meanwhile is not known. */
const SLEPT_MS = 30_000;

/** Whether a connection works in both directions, from what comes and what does not. Times are epoch ms. */
export class Responsiveness {
  #lastReceivedAt = 0;
  #lastTickAt = 0;
  #timeoutsAmidTraffic = 0;
  #timeoutsInSilence = 0;
  #isOverdue = false;
  #hasLine = true;

  get state(): Unresponsive | undefined {
    if (this.#isOverdue || this.#timeoutsInSilence >= TIMEOUTS_UNTIL_SURE) return 'silent';
    return this.#timeoutsAmidTraffic >= TIMEOUTS_UNTIL_SURE ? 'deaf' : undefined;
  }

  get lastReceivedAt(): number {
    return this.#lastReceivedAt;
  }

  /** How many commands in a row got no answer. */
  get unanswered(): number {
    return this.#timeoutsAmidTraffic + this.#timeoutsInSilence;
  }

  /** Over SOAP each message has a connection of its own: there is no line that could be dead. */
  connected(at: number, transport: Transport): void {
    this.#hasLine = transport === 'json';
    this.received(at);
    this.answered();
    this.#lastTickAt = at;
  }

  /** Anything came from the station. */
  received(at: number): void {
    this.#lastReceivedAt = at;
    this.#isOverdue = false;
    if (this.#timeoutsInSilence === 0) return;
    // It was there all along, and did not answer.
    this.#timeoutsAmidTraffic += this.#timeoutsInSilence;
    this.#timeoutsInSilence = 0;
  }

  answered(): void {
    this.#timeoutsAmidTraffic = 0;
    this.#timeoutsInSilence = 0;
  }

  timedOut(sentAt: number): void {
    if (this.#lastReceivedAt > sentAt) this.#timeoutsAmidTraffic += 1;
    else if (this.#hasLine) this.#timeoutsInSilence += 1;
  }

  /** Time has passed. Without an interval nothing is known of when the station should speak. */
  tick(at: number, heartbeatIntervalS: number | undefined): void {
    if (at - this.#lastTickAt > SLEPT_MS) this.#lastReceivedAt = at;
    this.#lastTickAt = at;
    if (!this.#hasLine || heartbeatIntervalS === undefined || heartbeatIntervalS <= 0) return;
    const allowedMs = Math.max(SHORTEST_SILENCE_MS, heartbeatIntervalS * 1000 * INTERVALS_UNTIL_SILENT);
    this.#isOverdue = at - this.#lastReceivedAt > allowedMs;
  }
}
