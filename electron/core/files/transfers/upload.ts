import type { Refusal } from './refusal.ts';
import type { Caller } from './transfer.ts';
import type { ReceivedFile, TransferRemark } from './uploadEvents.ts';

/** What a server knows when a station begins to send. */
export interface UploadStart {
  caller: Caller;
  /** As sent; empty where the protocol named none. */
  sentName: string;
  /** Size of the whole file, where the station says it. */
  announcedBytes?: number;
  /** Where it begins: anew, behind what there is, or at a byte. */
  at: 'start' | 'end' | number;
  /** Goes on with what an earlier connection sent, which says that that one is gone. */
  takesOver?: boolean;
  remarks?: readonly TransferRemark[];
  /** Ends the connection: the transfer was cancelled, taken over or given up. */
  hangUp: () => void;
}

/**
 * A station that is sending. What fails rejects with `RefusedError`, after the listeners of the expectation were told.
 */
export interface Upload {
  /** The byte that the first write goes to. */
  readonly fromBytes: number;
  /** How what came and is not written yet is written, before the upload is interrupted. */
  drainBy(drain: () => Promise<void>): void;
  /** Goes on where the last write ended. */
  write(chunks: readonly Buffer[]): Promise<void>;
  writeAt(position: number, chunk: Buffer): Promise<void>;
  /** Forgets what an earlier try left. */
  restart(): Promise<void>;
  /** The file is whole: named, summed up and told, with what is to be said of it. */
  complete(remarks?: readonly TransferRemark[]): Promise<ReceivedFile>;
  /** This part came well, and more is to come on another connection. */
  pause(): Promise<void>;
  /** The connection ended in the middle. */
  interrupt(refusal: Refusal): Promise<void>;
}
