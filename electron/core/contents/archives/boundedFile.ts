import { closeSync, openSync, statfsSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { UnpackLimits } from './unpackLimits.ts';

/** Why a file was not written to its end. */
export type BoundReached = 'ratio' | 'size' | 'total' | 'space';

/** What all files of one extraction have together. */
export interface Budget {
  bytes: number;
}

const SPACE_EVERY_BYTES = 64 * 1024 * 1024;

/** A file that is unpacked, within limits. It is made anew: an existing one is never written into, nor a link followed. */
export class BoundedFile {
  readonly path: string;
  readonly #file: number;
  readonly #limits: UnpackLimits;
  readonly #budget: Budget;
  #spaceAt = 0;
  bytes = 0;
  reached: BoundReached | undefined;
  /** Packed bytes so far, to know the ratio. */
  packedBytes = 0;

  /** Fails as opening does: `EEXIST` where there is something of that name. */
  constructor(path: string, limits: UnpackLimits, budget: Budget = { bytes: 0 }) {
    this.path = path;
    this.#limits = limits;
    this.#budget = budget;
    this.#file = openSync(path, 'wx', 0o600);
  }

  /** Answers whether there is room for more. */
  write(piece: Uint8Array): boolean {
    this.reached ??= this.#bound(piece.length);
    if (this.reached !== undefined) return false;
    try {
      for (let at = 0; at < piece.length;) at += writeSync(this.#file, piece, at, piece.length - at);
    } catch (error) {
      throw unpackFailure(error, this.path);
    }
    this.bytes += piece.length;
    this.#budget.bytes += piece.length;
    return true;
  }

  close(): void {
    closeSync(this.#file);
  }

  #bound(more: number): BoundReached | undefined {
    const { entryBytes, totalBytes, ratio, suspectBytes, freeBytes } = this.#limits;
    const bytes = this.bytes + more;
    if (bytes > suspectBytes && bytes > this.packedBytes * ratio) return 'ratio';
    if (bytes > entryBytes) return 'size';
    if (this.#budget.bytes + more > totalBytes) return 'total';
    if (this.#budget.bytes < this.#spaceAt) return undefined;
    this.#spaceAt = this.#budget.bytes + SPACE_EVERY_BYTES;
    return freeSpace(dirname(this.path)) < freeBytes ? 'space' : undefined;
  }
}

function freeSpace(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    // Some network drives do not tell; a full one is told by the failure of the write.
    return Infinity;
  }
}

export function unpackFailure(error: unknown, path: string): ContractError {
  if (error instanceof ContractError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return new ContractError(
    'io',
    isFull ? `The disk is full: ${path} could not be unpacked.` : `${path} could not be written (${code}).`,
    { hint: isFull ? 'Free some space, and try again.' : 'Choose another folder.', cause: error },
  );
}
