import type { TransferProtocol } from '../../../../shared/files/transferProtocol.ts';
import type { LogAnswer } from '../logAnswer.ts';

/** What happens to a fetch. Times are epoch ms. */
export type FetchEvent =
  | { type: 'asked'; at: number; action: string; requestId?: number; isSecond: boolean }
  | {
      type: 'answered';
      at: number;
      answer: LogAnswer;
      requestSeq?: number;
      responseSeq?: number;
      /** Another request is tried where this one brought nothing. */
      hasOther: boolean;
    }
  | { type: 'status'; at: number; status: string; about?: string; seq?: number; otherId?: string }
  | { type: 'left'; at: number }
  | { type: 'booted'; at: number; seq?: number }
  | { type: 'cancelled'; at: number; why: 'technician' | 'retry' | 'kerbside-ended' }
  | { type: 'closed'; at: number }
  /** What a Kerbside that was killed had of the file. */
  | { type: 'part-removed'; at: number; bytes: number }
  | { type: 'tick'; at: number }
  | UploadNews;

export interface UploadCaller {
  protocol: TransferProtocol;
  remoteAddress: string;
  /** What the client calls itself, where it does. */
  client?: string;
}

/** What is seen on the wire. */
export type UploadNews =
  | { type: 'connected'; at: number; caller: UploadCaller }
  | {
      type: 'turned-away';
      at: number;
      code: string;
      sentence: string;
      remedy?: string;
      /** The address is not good any more. */
      isEnd: boolean;
    }
  | {
      type: 'upload-started';
      at: number;
      caller: UploadCaller;
      sentName: string;
      announcedBytes?: number;
      fromBytes: number;
    }
  | { type: 'progress'; at: number; bytes: number; announcedBytes?: number }
  | { type: 'stalled'; at: number; bytes: number; silentMs: number }
  | { type: 'broke'; at: number; bytes: number; code: string; sentence: string; remedy?: string }
  | {
      type: 'received';
      at: number;
      file: { path: string; name: string; sentName: string; sizeBytes: number; sha256: string };
      remarks: ReadonlyArray<{ code: string; sentence: string }>;
    };

/** How long things may take before something is said of it, in ms. */
export interface FetchTimes {
  /** From the answer to the first connection. */
  connectMs: number;
  /** After an answer without a file name. */
  namelessMs: number;
  /** After "Uploaded", for what is still on its way. */
  uploadedMs: number;
  /** From the last byte to the status that confirms it. */
  statusMs: number;
  /** Without a word or a byte, until nobody waits any longer. */
  giveUpMs: number;
  /** For one request. */
  answerMs: number;
  /** How long an address stays good after it was given out. */
  addressMs: number;
}

export const FETCH_TIMES: FetchTimes = {
  connectMs: 60_000,
  namelessMs: 20_000,
  uploadedMs: 10_000,
  statusMs: 120_000,
  giveUpMs: 10 * 60_000,
  answerMs: 30_000,
  addressMs: 2 * 3600_000,
};
