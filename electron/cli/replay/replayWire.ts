import type { AnswerDifference } from '../../../shared/trace/replay/compareAnswers.ts';
import type { FoundRecord } from '../../core/index.ts';

/** A question of the central system: its recorded answer went back, the last one once more, or none is known. */
export interface AskedQuestion {
  action: string;
  answer: 'recorded' | 'repeated' | 'unknown';
}

/** What carries the messages of a replayed station: a WebSocket, or SOAP over HTTP in both directions. */
export interface ReplayWire {
  readonly isOpen: boolean;
  /** Settles when the present connection is gone. */
  readonly lost: Promise<void>;
  /** Fails with `unavailable`. */
  open(): Promise<void>;
  close(): Promise<void>;
  /**
   * Sends a recorded call of the station. Answers with the text that comes back, or with nothing where none can come
   * any more. Fails with `unavailable` where nobody is there at all.
   */
  call(record: FoundRecord): Promise<string | undefined>;
  /** Sends what nobody answers. */
  send(record: FoundRecord): void;
  /** How the answer differs from the recorded one; what the other side assigned in it holds from here on. */
  compare(action: string | undefined, recorded: FoundRecord, received: string): AnswerDifference[];
}
