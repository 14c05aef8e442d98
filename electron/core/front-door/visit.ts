import type { Socket } from 'node:net';
import type { Attempt } from '../../../shared/station/attempt.ts';
import type { Issue } from '../../../shared/trace/issue.ts';
import type { AttemptLog } from './attemptLog.ts';

/** What is known of an attempt beyond where it came from. */
export type Verdict = Pick<Attempt, 'stage' | 'ok' | 'code' | 'sentence'> &
  Partial<Pick<Attempt, 'remedy' | 'stationId' | 'pathId' | 'details'>>;

/**
 * One TCP connection on its way through the front door. It becomes an attempt with its first verdict and grows with
 * later ones, so that a connection is one line on the screen.
 */
export class Visit {
  /** Where bytes are read and written: the TCP connection, or the encrypted one on top of it. */
  socket: Socket;
  readonly remoteAddress: string;
  /** The address of ours that the client came to. */
  readonly localAddress: string;
  readonly at: number;
  /** What the client sent first, fit to be shown. */
  head = '';
  /** What had to be mended, or is to be said of the encryption. */
  mends: Issue[] = [];
  /** The encryption in words; nothing on a plain connection. */
  encryption: string | undefined;
  readonly #log: AttemptLog;
  readonly #onSettled: () => void;
  #attempt: Attempt | undefined;
  #isFinal = false;

  /** `onSettled` is told once it is clear who calls. */
  constructor(socket: Socket, log: AttemptLog, onSettled: () => void = () => undefined) {
    this.socket = socket;
    this.#onSettled = onSettled;
    this.#log = log;
    this.at = Date.now();
    this.remoteAddress = plainAddress(socket.remoteAddress);
    this.localAddress = plainAddress(socket.localAddress);
  }

  get isJudged(): boolean {
    return this.#attempt !== undefined;
  }

  settled(): void {
    this.#onSettled();
  }

  /** The last judgement of a visit that Kerbside itself ends: what its dying socket does is not its fault. */
  dismiss(verdict: Verdict): void {
    this.judge(verdict);
    this.#isFinal = true;
  }

  judge(verdict: Verdict): void {
    if (this.#isFinal) return;
    const { details = [], ...said } = verdict;
    const facts = this.encryption === undefined ? details : [this.encryption, ...details];
    const attempt = {
      ...said,
      ...(this.encryption === undefined ? {} : { isEncrypted: true }),
      ...(facts.length === 0 ? {} : { details: facts }),
      at: this.at,
      remoteAddress: this.remoteAddress,
      head: this.head,
    };
    this.#attempt =
      this.#attempt === undefined
        ? this.#log.add(attempt)
        : this.#log.update({ ...attempt, id: this.#attempt.id });
  }
}

/** IPv4 as people write it, also where the socket listens on IPv6 (`::ffff:192.0.2.1`). */
function plainAddress(address: string | undefined): string {
  return address === undefined ? 'unknown' : address.replace(/^::ffff:(?=\d+\.)/i, '');
}
