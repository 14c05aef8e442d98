import type { TransferProtocol } from '../../../../shared/files/transferProtocol.ts';
import { EventFeed } from './eventFeed.ts';
import { isSameSecret, makeSecrets } from './oneTimeSecrets.ts';
import type { Refusal } from './refusal.ts';

/** Who came: one connection of a station. */
export interface Caller {
  protocol: TransferProtocol;
  remoteAddress: string;
  /** What the client calls itself, where it does. */
  client?: string;
}

/** How a transfer ended. `refused` ones carry why. */
export type TransferEnd = 'done' | 'cancelled' | 'refused';

/** What all transfers tell, whatever their direction. Times are epoch ms. */
export type CommonEvent =
  | { kind: 'connected'; at: number; caller: Caller }
  | { kind: 'refused'; at: number; caller: Caller; refusal: Refusal; isEnd: boolean }
  | { kind: 'ended'; at: number; end: TransferEnd; refusal?: Refusal };

export interface TransferWish {
  stationId: string;
  protocols: readonly TransferProtocol[];
  /**
   * Addresses for FTP carry no user and password, and any login is taken: the path alone guards the file. Some chargers
   * cannot read credentials in an address, some even restart over them.
   */
  isAnonymous?: boolean;
}

const MOST_WRONG_PASSWORDS = 5;

/**
 * One file that a station was, or will be, told an address for. It is reached by a path and a password that are made
 * for it alone, and ends once.
 */
export abstract class Transfer<Event> {
  abstract readonly direction: 'upload' | 'download';
  readonly stationId: string;
  readonly protocols: readonly TransferProtocol[];
  readonly isAnonymous: boolean;
  readonly secrets = makeSecrets();
  protected readonly feed = new EventFeed<Event | CommonEvent>();
  /** Connections that are hung up when the transfer ends. */
  readonly #lines = new Set<() => void>();
  readonly #seen = new Set<string>();
  #wrongPasswords = 0;
  #end: TransferEnd | undefined;

  constructor({ stationId, protocols, isAnonymous }: TransferWish) {
    this.stationId = stationId;
    this.protocols = protocols;
    this.isAnonymous = isAnonymous === true;
  }

  get isOpen(): boolean {
    return this.#end === undefined;
  }

  on(listener: (event: Event | CommonEvent) => void): () => void {
    return this.feed.on(listener);
  }

  cancel(): void {
    this.finish('cancelled');
  }

  /** A connection that belongs to this transfer. Answers with how to let go of it. */
  hold(caller: Caller, hangUp: () => void): () => void {
    this.#lines.add(hangUp);
    const key = `${caller.protocol} ${caller.remoteAddress}`;
    if (!this.#seen.has(key)) {
      this.#seen.add(key);
      this.feed.tell({ kind: 'connected', at: Date.now(), caller });
    }
    return () => this.#lines.delete(hangUp);
  }

  /** Says what was refused to a station; `isEnd` ends the transfer with it. */
  refuse(caller: Caller, refusal: Refusal, isEnd = false): void {
    this.feed.tell({ kind: 'refused', at: Date.now(), caller, refusal, isEnd });
    if (isEnd) this.finish('refused', refusal);
  }

  /** A password that came for this transfer: nothing where it is right. The fifth wrong one ends the transfer. */
  checkPassword(caller: Caller, password: string): Refusal | undefined {
    if (isSameSecret(this.secrets.password, password)) return undefined;
    this.#wrongPasswords += 1;
    const isLast = this.#wrongPasswords >= MOST_WRONG_PASSWORDS;
    const refusal = isLast ? tooManyPasswords() : wrongPassword();
    this.refuse(caller, refusal, isLast);
    return refusal;
  }

  protected finish(end: TransferEnd, refusal?: Refusal): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    if (end !== 'done') for (const hangUp of this.#lines) hangUp();
    this.#lines.clear();
    this.onEnd(end);
    const why = refusal === undefined ? {} : { refusal };
    this.feed.tell({ kind: 'ended', at: Date.now(), end, ...why });
  }

  /** What a direction has to put away. */
  protected abstract onEnd(end: TransferEnd): void;
}

function wrongPassword(): Refusal {
  return {
    code: 'wrong-password',
    sentence: 'Logged in with a wrong password.',
    remedy:
      'The charger may cut the address off or change letters in it: compare with the address it was given, or use a protocol without a password (HTTP).',
  };
}

function tooManyPasswords(): Refusal {
  return {
    code: 'wrong-passwords',
    sentence: 'Refused after 5 wrong passwords; this address is not good any more.',
    remedy:
      'Ask again, which makes a new password. Where the charger itself sent the wrong ones, use a protocol without a password (HTTP).',
  };
}
