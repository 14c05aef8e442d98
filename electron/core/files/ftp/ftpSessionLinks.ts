import type { SecureContext } from 'node:tls';
import type { AttemptNote } from '../attemptNote.ts';
import type { LoginGuard } from '../loginGuard.ts';
import type { TransferBook } from '../transfers/transferBook.ts';

export interface FtpTimes {
  /** Until the login. */
  loginMs: number;
  /** Between commands, with no transfer under way. */
  idleMs: number;
  /** For a data connection, and for each handshake. */
  dataMs: number;
  /** From the end of the data to the answer: what the control connection says meanwhile tells what that end was. */
  settleMs: number;
}

export interface FtpSessionLinks {
  book: TransferBook;
  guard: LoginGuard;
  times: FtpTimes;
  /** Nothing where there is no TLS. */
  context: ((host: string) => Promise<SecureContext>) | undefined;
  onAttempt: (note: AttemptNote) => void;
}
