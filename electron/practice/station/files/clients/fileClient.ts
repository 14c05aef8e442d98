import type { ConnectionOptions } from 'node:tls';
import type { DisturbedStream } from '../disturbedStream.ts';
import type { FileHabits } from '../fileHabits.ts';
import type { FileLocation } from '../fileLocation.ts';
import { TransferProblem } from '../transferProblem.ts';

/** What is the same for every transfer of a station. */
export interface ClientContext {
  habits: FileHabits;
  /** Whom it trusts. */
  trust: Pick<ConnectionOptions, 'rejectUnauthorized' | 'ca'>;
  /** Without a sign of life for so long it gives up; 0: never. */
  silenceMs: number;
  signal: AbortSignal;
}

export interface UploadTask {
  to: FileLocation;
  file: { path: string; sizeBytes: number };
  /** An attempt before this one broke off: what has come already is not sent again, where the server can say. */
  isResumed: boolean;
  /** Put between the disk and the line; told how many bytes are to come, and how the line is cut. */
  disturb: (restBytes: number, cut?: () => Promise<void>) => DisturbedStream;
}

export interface DownloadTask {
  from: FileLocation;
  /** Written to; what is there already is kept where `offset` says so. */
  path: string;
  /** Bytes that an attempt before this one left; 0 begins anew. */
  offset: number;
  /** Of the file that those bytes are of, so that a changed file is fetched whole (RFC 9110 §13.1.5). */
  version: { etag?: string };
  /** Told the size of the rest, where the server says it. */
  disturb: (restBytes: number | undefined) => DisturbedStream;
}

/** How files go over one protocol. Both reject with `TransferProblem`. */
export interface FileClient {
  upload(task: UploadTask, context: ClientContext): Promise<void>;
  download(task: DownloadTask, context: ClientContext): Promise<void>;
}

/** A firmware image larger than this is no firmware of a wallbox. */
export const LARGEST_DOWNLOAD_BYTES = 512 * 1024 * 1024;

/**
 * Where a download begins: behind what is there already, or anew where the file has become smaller than that. Rejects
 * what is too large.
 */
export function beginAt({ offset }: DownloadTask, sizeBytes: number | undefined): number {
  if (sizeBytes === undefined) return offset;
  if (sizeBytes > LARGEST_DOWNLOAD_BYTES) throw new TransferProblem('failed', 'the file is too large');
  return offset > sizeBytes ? 0 : offset;
}

/** Where an upload begins: behind what the server holds already, unless that cannot be the beginning of this file. */
export function goOnAt({ file }: UploadTask, heldBytes: number | undefined): number {
  return heldBytes === undefined || heldBytes > file.sizeBytes ? 0 : heldBytes;
}
