import type { Socket } from 'node:net';
import type { Attempt } from '../../../shared/station/attempt.ts';
import type { Issue } from '../../../shared/trace/issue.ts';
import type { AttemptLog } from './attemptLog.ts';

/** What is known of an attempt beyond where it came from. */
export type Verdict = Pick<Attempt, 'stage' | 'ok' | 'code' | 'sentence'> &
  Partial<Pick<Attempt, 'remedy' | 'stationId' | 'pathId'>>;

/**
 * One TCP connection on its way through the front door. It becomes an attempt with its first verdict and grows with
 * later ones, so that a connection is one line on the screen.
 */
export class Visit {
  readonly socket: Socket;
  readonly remoteAddress: string;
  /** What the client sent first, fit to be shown. */
  head = '';
  /** What had to be mended for the HTTP parser. */
  mends: Issue[] = [];
  readonly #log: AttemptLog;
  readonly #at: number;
  #attempt: Attempt | undefined;

  constructor(socket: Socket, log: AttemptLog) {
    this.socket = socket;
    this.#log = log;
    this.#at = Date.now();
    this.remoteAddress = plainAddress(socket.remoteAddress);
  }

  get isJudged(): boolean {
    return this.#attempt !== undefined;
  }

  judge(verdict: Verdict): void {
    const attempt = { ...verdict, at: this.#at, remoteAddress: this.remoteAddress, head: this.head };
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
