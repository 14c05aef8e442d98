import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseFrame } from '../../../shared/ocpp/parseFrame.ts';
import { compareAnswers, type AnswerDifference } from '../../../shared/trace/replay/compareAnswers.ts';
import { withMessageId } from '../../../shared/trace/replay/frameId.ts';
import type { RecordedAnswers } from '../../../shared/trace/replay/recordedAnswers.ts';
import type { ReplayPace } from '../../../shared/trace/replay/replayPace.ts';
import { TransactionNumbers } from '../../../shared/trace/replay/transactionNumbers.ts';
import type { FoundRecord } from '../../core/index.ts';
import type { StationLine } from './stationLine.ts';

/** What happens in a replay, in order; `seq` is the recorded record. */
export type ReplayEvent =
  | { event: 'connected' }
  | { event: 'disconnected' }
  | { event: 'sent'; seq: number; action?: string }
  | { event: 'answered'; seq: number; action?: string; differences: AnswerDifference[] }
  | { event: 'unanswered'; seq: number; action?: string }
  | { event: 'asked'; action: string; answer: 'recorded' | 'repeated' | 'unknown' };

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
  line: StationLine;
  answers: RecordedAnswers;
  pace: ReplayPace;
  hasFreshIds: boolean;
  answerTimeoutMs: number;
  tell: (event: ReplayEvent) => void;
}

interface OpenCall {
  sentId: string;
  action: string | undefined;
  received: Promise<string>;
  resolve: (raw: string) => void;
}

/**
 * Plays the station's side of a recorded conversation. A call goes out once every answer has come that had come before
 * it in the recording; so calls that overlapped overlap again, and all others wait for each other.
 */
export class StationReplay {
  readonly #options: StationReplayOptions;
  readonly #numbers = new TransactionNumbers();
  /** By the number of the recorded call. */
  readonly #open = new Map<number, OpenCall>();
  readonly #bySentId = new Map<string, OpenCall>();
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
    await this.#options.line.close();
  }

  /** A text of the central system. */
  receive(text: string): void {
    const frame = parseFrame(text);
    if (frame.kind === 'result' || frame.kind === 'error') {
      this.#bySentId.get(frame.id)?.resolve(text);
      return;
    }
    if (frame.kind === 'call') this.#answer(frame.id, frame.action);
  }

  async #connect(): Promise<void> {
    const { line, tell } = this.#options;
    if (line.isOpen) await line.close();
    await line.open();
    tell({ event: 'connected' });
  }

  async #disconnect(): Promise<void> {
    const { line, tell } = this.#options;
    if (!line.isOpen) return;
    await line.close();
    tell({ event: 'disconnected' });
  }

  async #send(record: FoundRecord): Promise<void> {
    const { line, pace, hasFreshIds, tell } = this.#options;
    const { seq, at, kind, action, messageId, raw, rawEncoding } = record;
    await sleep(pace.waitMs(at));
    // A trace may begin in the middle of a connection, or the other side may have hung up.
    if (!line.isOpen) await this.#connect();
    const label = action === undefined ? {} : { action };
    if (rawEncoding === 'base64') line.send(Buffer.from(raw, 'base64'));
    else if (kind !== 'call') line.send(this.#numbers.apply(raw));
    else {
      const sentId = hasFreshIds ? randomUUID() : (messageId ?? '');
      const { promise, resolve } = Promise.withResolvers<string>();
      const call = { sentId, action, received: promise, resolve };
      this.#open.set(seq, call);
      this.#bySentId.set(sentId, call);
      const text = this.#numbers.apply(raw);
      line.send(hasFreshIds ? withMessageId(text, sentId) : text);
    }
    this.counts.sent += 1;
    tell({ event: 'sent', seq, ...label });
  }

  async #takeAnswer(callSeq: number, recorded: FoundRecord): Promise<void> {
    const call = this.#open.get(callSeq);
    if (call === undefined) return;
    const { line, answerTimeoutMs, tell } = this.#options;
    const waiting = new AbortController();
    const received = await Promise.race([
      call.received,
      line.lost.then(() => undefined),
      sleep(answerTimeoutMs, undefined, { signal: waiting.signal }).catch(() => undefined),
    ]);
    waiting.abort();
    this.#open.delete(callSeq);
    this.#bySentId.delete(call.sentId);
    const label = call.action === undefined ? {} : { action: call.action };
    if (received === undefined) {
      this.counts.unanswered += 1;
      tell({ event: 'unanswered', seq: callSeq, ...label });
      return;
    }
    if (call.action === 'StartTransaction') this.#numbers.learn(recorded.raw, received);
    const differences = compareAnswers(recorded.raw, received);
    this.counts.answered += 1;
    if (differences.length > 0) this.counts.different += 1;
    tell({ event: 'answered', seq: callSeq, ...label, differences });
  }

  #answer(messageId: string, action: string): void {
    const { line, answers, tell } = this.#options;
    const answer = answers.answer(action, messageId);
    this.counts.asked += 1;
    if (answer === undefined) {
      this.counts.unknown += 1;
      line.send(
        JSON.stringify([4, messageId, 'NotSupported', 'The recording has no answer to this action.', {}]),
      );
    } else {
      line.send(this.#numbers.apply(answer.raw));
    }
    const kind = answer === undefined ? 'unknown' : answer.isRepeated ? 'repeated' : 'recorded';
    tell({ event: 'asked', action, answer: kind });
  }
}
