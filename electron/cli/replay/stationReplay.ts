import { setTimeout as sleep } from 'node:timers/promises';
import type { AnswerDifference } from '../../../shared/trace/replay/compareAnswers.ts';
import type { ReplayPace } from '../../../shared/trace/replay/replayPace.ts';
import type { FoundRecord } from '../../core/index.ts';
import type { AskedQuestion, ReplayWire } from './replayWire.ts';

/** What happens in a replay, in order; `seq` is the recorded record. */
export type ReplayEvent =
  | { event: 'connected' }
  | { event: 'disconnected' }
  | { event: 'sent'; seq: number; action?: string }
  | { event: 'answered'; seq: number; action?: string; differences: AnswerDifference[] }
  | { event: 'unanswered'; seq: number; action?: string }
  | ({ event: 'asked' } & AskedQuestion);

export interface ReplayCounts {
  sent: number;
  answered: number;
  different: number;
  unanswered: number;
  asked: number;
  /** Questions of the central system that the recording has no answer to. */
  unknown: number;
}

export interface StationReplayOptions {
  wire: ReplayWire;
  pace: ReplayPace;
  answerTimeoutMs: number;
  tell: (event: ReplayEvent) => void;
}

interface OpenCall {
  action: string | undefined;
  received: Promise<string | undefined>;
}

/**
 * Plays the station's side of a recorded conversation. A call goes out once every answer has come that had come before
 * it in the recording; so calls that overlapped overlap again, and all others wait for each other.
 */
export class StationReplay {
  readonly #options: StationReplayOptions;
  /** By the number of the recorded call. */
  readonly #open = new Map<number, OpenCall>();
  readonly counts: ReplayCounts = { sent: 0, answered: 0, different: 0, unanswered: 0, asked: 0, unknown: 0 };

  constructor(options: StationReplayOptions) {
    this.#options = options;
  }

  /** One record after the other. Fails with `unavailable` where the line cannot be opened. */
  async play(record: FoundRecord): Promise<void> {
    const { kind, direction, pairSeq } = record;
    if (kind === 'connect') return this.#connect();
    if (kind === 'disconnect') return this.#disconnect();
    if (direction === 'in' && (kind === 'call' || kind === 'send' || kind === 'malformed')) {
      return this.#send(record);
    }
    if (direction === 'out' && (kind === 'result' || kind === 'error') && pairSeq !== undefined) {
      return this.#takeAnswer(pairSeq, record);
    }
    return undefined;
  }

  /** What was never answered in the recording need not be answered now; what is on its way gets a moment. */
  async finish(): Promise<void> {
    await this.#options.wire.close();
  }

  /** A question of the central system was answered. */
  asked(question: AskedQuestion): void {
    this.counts.asked += 1;
    if (question.answer === 'unknown') this.counts.unknown += 1;
    this.#options.tell({ event: 'asked', ...question });
  }

  async #connect(): Promise<void> {
    const { wire, tell } = this.#options;
    if (wire.isOpen) await wire.close();
    await wire.open();
    tell({ event: 'connected' });
  }

  async #disconnect(): Promise<void> {
    const { wire, tell } = this.#options;
    if (!wire.isOpen) return;
    await wire.close();
    tell({ event: 'disconnected' });
  }

  async #send(record: FoundRecord): Promise<void> {
    const { wire, pace, tell } = this.#options;
    const { seq, at, kind, action } = record;
    await sleep(pace.waitMs(at));
    // A trace may begin in the middle of a connection, or the other side may have hung up.
    if (!wire.isOpen) await this.#connect();
    const label = action === undefined ? {} : { action };
    if (kind === 'call') {
      const received = wire.call(record);
      // Heard of where the recorded answer stands; a call without one may fail unheard.
      received.catch(() => undefined);
      this.#open.set(seq, { action, received });
    } else wire.send(record);
    this.counts.sent += 1;
    tell({ event: 'sent', seq, ...label });
  }

  async #takeAnswer(callSeq: number, recorded: FoundRecord): Promise<void> {
    const call = this.#open.get(callSeq);
    if (call === undefined) return;
    const { wire, answerTimeoutMs, tell } = this.#options;
    const waiting = new AbortController();
    const received = await Promise.race([
      call.received,
      wire.lost.then(() => undefined),
      sleep(answerTimeoutMs, undefined, { signal: waiting.signal }).catch(() => undefined),
    ]).finally(() => waiting.abort());
    this.#open.delete(callSeq);
    const label = call.action === undefined ? {} : { action: call.action };
    if (received === undefined) {
      this.counts.unanswered += 1;
      tell({ event: 'unanswered', seq: callSeq, ...label });
      return;
    }
    const differences = wire.compare(call.action, recorded, received);
    this.counts.answered += 1;
    if (differences.length > 0) this.counts.different += 1;
    tell({ event: 'answered', seq: callSeq, ...label, differences });
  }
}
