import type { FirmwareAnswer } from '../firmwareAnswer.ts';
import type { TransferProtocol } from '../../../../shared/files/transferProtocol.ts';

export type CancelReason = 'technician' | 'retry' | 'replaced' | 'kerbside-ended';

/** What happens to an update. Times are epoch ms. */
export type UpdateEvent =
  | { type: 'snapshot'; at: number; snapshotId: string }
  | { type: 'no-snapshot'; at: number; why: string }
  | { type: 'not-sent'; at: number; code: string; why: string; remedy?: string }
  | { type: 'asked'; at: number; action: string; requestId?: number; isSecond: boolean; isSigned: boolean }
  | {
      type: 'answered';
      at: number;
      answer: FirmwareAnswer;
      requestSeq?: number;
      responseSeq?: number;
      /** Another request is tried where this one is not known. */
      hasOther: boolean;
    }
  | {
      type: 'status';
      at: number;
      status: string;
      about?: string;
      seq?: number;
      otherId?: string;
      /** Where a local controller hands the file out. */
      locations?: string[];
    }
  | { type: 'left'; at: number }
  | { type: 'booted'; at: number; seq?: number; version?: string }
  | { type: 'cancelled'; at: number; why: CancelReason }
  /** The file was handed out long enough. */
  | { type: 'address-over'; at: number }
  | { type: 'tick'; at: number }
  | DownloadNews;

export interface DownloadCaller {
  protocol: TransferProtocol;
  remoteAddress: string;
  client?: string;
}

/** What is seen on the wire. */
export type DownloadNews =
  | { type: 'connected'; at: number; caller: DownloadCaller }
  | {
      type: 'turned-away';
      at: number;
      code: string;
      sentence: string;
      remedy?: string;
      /** The address is not good any more. */
      isEnd: boolean;
    }
  | { type: 'range'; at: number; connection: number; caller: DownloadCaller; from: number; to: number }
  | { type: 'progress'; at: number; connection: number; sentBytes: number; coveredBytes: number }
  | { type: 'stalled'; at: number; connection: number; sentBytes: number; silentMs: number }
  | {
      type: 'broke';
      at: number;
      connection: number;
      sentBytes: number;
      coveredBytes: number;
      code: string;
      sentence: string;
      remedy?: string;
    }
  | { type: 'sent'; at: number; connection: number; sentBytes: number; coveredBytes: number }
  | { type: 'complete'; at: number }
  | { type: 'closed'; at: number };

/** How long things may take before something is said of it, in ms. */
export interface UpdateTimes {
  /** From the answer, or the time for which the download was ordered, to the first connection. */
  connectMs: number;
  /** Without a word or a byte before the file was fetched, until nobody waits any longer. */
  giveUpMs: number;
  /** From the last byte to a status. */
  statusMs: number;
  /** Without a word after the file was fetched. */
  installMs: number;
  /** From "Installed" or "InstallRebooting" to the BootNotification. */
  bootMs: number;
  /** From a boot with the version of before to the word that it is installed. */
  verifyMs: number;
  /** For one request. */
  answerMs: number;
  /** How long an address stays good after it was given out, or after the time for which the download was ordered. */
  addressMs: number;
}

export const UPDATE_TIMES: UpdateTimes = {
  connectMs: 60_000,
  giveUpMs: 10 * 60_000,
  statusMs: 120_000,
  installMs: 30 * 60_000,
  bootMs: 10 * 60_000,
  verifyMs: 5 * 60_000,
  answerMs: 30_000,
  addressMs: 4 * 3600_000,
};
