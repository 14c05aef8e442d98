import type { Refusal } from '../transfers/refusal.ts';
import type { AnyTransfer } from '../transfers/transferBook.ts';
import type { UploadStart } from '../transfers/upload.ts';
import type { DataAddress } from './ftpAddress.ts';
import type { ListingForm } from './ftpListing.ts';

/** What a command leads to. Everything but `reply` is done by who holds the sockets, who then replies. */
export type FtpStep =
  | { do: 'reply'; text: string }
  /** A reply to something that is to be recorded. */
  | { do: 'refuse'; text: string; refusal: Refusal }
  | { do: 'login'; user: string; password: string }
  | { do: 'secure' }
  | { do: 'passive'; isExtended: boolean }
  | { do: 'active'; address: DataAddress }
  | {
      do: 'store';
      transfer: AnyTransfer;
      path: string;
      at: UploadStart['at'];
      /** What ALLO said of the file that is to come. */
      announcedBytes?: number;
      isAscii: boolean;
      isUnique: boolean;
    }
  | { do: 'retrieve'; transfer: AnyTransfer; path: string; from: number }
  | { do: 'list'; form: ListingForm; transfer: AnyTransfer | undefined }
  | { do: 'abort' }
  | { do: 'quit' };

/** Who a session is, once it has logged in: one transfer, or nobody in particular, whose path says the transfer. */
export type FtpIdentity = { transfer: AnyTransfer | undefined };

/** What the dialogue asks about transfers. */
export interface FtpGate {
  /** Why a user may not go on in the clear; nothing where it may. */
  needsTls(user: string): Refusal | undefined;
  byToken(token: string): AnyTransfer | undefined;
}
