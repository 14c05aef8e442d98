import type { TransferProtocol } from '../../../../shared/files/transferProtocol.ts';
import type { Expectation } from './expectation.ts';
import type { Offer } from './offer.ts';

export type AnyTransfer = Expectation | Offer;

/** Addresses that are known to have been ours, so that a late station can be told so. */
const MOST_ENDED = 200;

/** All transfers, by what a station names them with. */
export class TransferBook {
  readonly #byToken = new Map<string, AnyTransfer>();
  readonly #byUser = new Map<string, AnyTransfer>();
  readonly #ended: AnyTransfer[] = [];

  add(transfer: AnyTransfer): void {
    this.#byToken.set(transfer.secrets.token, transfer);
    this.#byUser.set(transfer.secrets.user, transfer);
    transfer.on((event) => {
      if (event.kind === 'ended') this.#retire(transfer);
    });
  }

  byToken(token: string): AnyTransfer | undefined {
    return this.#byToken.get(token);
  }

  byUser(user: string): AnyTransfer | undefined {
    return this.#byUser.get(user);
  }

  /** Transfers that still wait for a station. */
  open(): AnyTransfer[] {
    return [...this.#byToken.values()].filter(({ isOpen }) => isOpen);
  }

  /** Whether a login without name and password can lead anywhere. */
  takesAnonymous(protocol: TransferProtocol): boolean {
    return this.open().some(({ isAnonymous, protocols }) => isAnonymous && protocols.includes(protocol));
  }

  #retire(transfer: AnyTransfer): void {
    this.#ended.push(transfer);
    const oldest = this.#ended.length > MOST_ENDED ? this.#ended.shift() : undefined;
    if (oldest === undefined) return;
    this.#byToken.delete(oldest.secrets.token);
    this.#byUser.delete(oldest.secrets.user);
  }
}
