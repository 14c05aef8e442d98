import type { StoredFile } from '../storage/incomingFile.ts';
import type { Refusal } from './refusal.ts';
import type { Caller, CommonEvent } from './transfer.ts';

/** Something worth knowing of a file that came all the same: `code` is stable, the sentence for people. */
export interface TransferRemark {
  code: string;
  sentence: string;
}

export interface ReceivedFile extends StoredFile {
  /** As the station named it. */
  sentName: string;
  caller: Caller;
  startedAt: number;
  receivedAt: number;
  remarks: readonly TransferRemark[];
}

/**
 * The life of an upload. `started` may come several times, when a station tries again or goes on; `stalled` once per
 * silence, `progress` after it says that it moves again. `interrupted` leaves the address good for another try.
 */
export type UploadEvent =
  | CommonEvent
  | {
      kind: 'started';
      at: number;
      caller: Caller;
      sentName: string;
      announcedBytes?: number;
      fromBytes: number;
    }
  | { kind: 'progress'; at: number; bytes: number; announcedBytes?: number }
  | { kind: 'stalled'; at: number; bytes: number; silentMs: number }
  | { kind: 'interrupted'; at: number; bytes: number; refusal: Refusal }
  | { kind: 'received'; at: number; file: ReceivedFile };
