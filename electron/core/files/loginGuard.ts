import { isSameSecret } from './transfers/oneTimeSecrets.ts';
import type { Refusal } from './transfers/refusal.ts';
import type { Caller } from './transfers/transfer.ts';
import type { AnyTransfer, TransferBook } from './transfers/transferBook.ts';

export type Login =
  /** Without a transfer it is the path that says which one it is. */
  | { ok: true; transfer: AnyTransfer | undefined }
  | { ok: false; refusal: Refusal; transfer?: AnyTransfer; isEnd: boolean };

const MOST_WRONG = 5;
const MOST_ADDRESSES = 1000;

/** Logins of FTP and SFTP. Who guesses is shut out: by transfer, and by address. */
export class LoginGuard {
  readonly #book: TransferBook;
  /** Wrong logins by address, the oldest first. */
  readonly #wrong = new Map<string, number>();

  constructor(book: TransferBook) {
    this.#book = book;
  }

  isShutOut(remoteAddress: string): boolean {
    return (this.#wrong.get(remoteAddress) ?? 0) >= MOST_WRONG;
  }

  login(caller: Caller, user: string, password: string): Login {
    const transfer = this.#book.byUser(user);
    if (transfer === undefined) {
      if (caller.protocol !== 'sftp' && this.#book.takesAnonymous(caller.protocol))
        return { ok: true, transfer: undefined };
      return this.#unknownUser(caller.remoteAddress, user);
    }
    // Of one that is over, the password is not told to be right or wrong; that it is over says the transfer itself.
    const refusal = transfer.isOpen ? transfer.checkPassword(caller, password) : wrongFor(transfer, password);
    if (refusal === undefined) return { ok: true, transfer };
    const isEnd = this.#count(caller.remoteAddress) || !transfer.isOpen;
    return { ok: false, refusal, transfer, isEnd };
  }

  #unknownUser(remoteAddress: string, user: string): Login {
    const isEnd = this.#count(remoteAddress);
    if (isEnd) return { ok: false, refusal: shutOut(), isEnd };
    return { ok: false, refusal: /^(anonymous|ftp|)$/i.test(user) ? noLogin() : unknownUser(), isEnd };
  }

  /** Whether that was one too many. */
  #count(remoteAddress: string): boolean {
    const count = (this.#wrong.get(remoteAddress) ?? 0) + 1;
    this.#wrong.delete(remoteAddress);
    this.#wrong.set(remoteAddress, count);
    const oldest = this.#wrong.size > MOST_ADDRESSES ? this.#wrong.keys().next().value : undefined;
    if (oldest !== undefined) this.#wrong.delete(oldest);
    return count >= MOST_WRONG;
  }
}

function wrongFor(transfer: AnyTransfer, password: string): Refusal | undefined {
  return isSameSecret(transfer.secrets.password, password) ? undefined : unknownUser();
}

function noLogin(): Refusal {
  return {
    code: 'login-missing',
    sentence: 'Logged in without the user name and password of the address it was given.',
    remedy:
      'This charger seems not to read them from an address: ask it again with an address without a login, or by HTTP.',
  };
}

function unknownUser(): Refusal {
  return {
    code: 'login-unknown',
    sentence: 'Logged in with a user name that no address of ours has.',
    remedy: 'The address may be an old one. Ask the station again, which gives it a new one.',
  };
}

export function shutOut(): Refusal {
  return {
    code: 'login-shut-out',
    sentence: 'Shut out after 5 wrong logins from this address.',
    remedy:
      'Look for a device that guesses passwords. For a charger, use HTTP, or restart Kerbside to let it try again.',
  };
}
