import { ContractError } from '../../../../shared/contract/failure.ts';
import { freeBytesOf, IncomingFile, type StoredFile } from '../../files/storage/incomingFile.ts';
import type { Sums } from '../../files/storage/sums.ts';
import { RefusedError } from '../../files/transfers/refusal.ts';

export interface PulledFilesOptions {
  folder: string;
  sums: Sums;
}

/** A log that goes on for ever, or a device gone wild; a line of 3 Mbaud needs an hour for it. */
export const PULL_LIMIT_BYTES = 1_000_000_000;
/** Stays free on the disk, for the session and the system. */
const RESERVE_BYTES = 200_000_000;

/** Files on their way from a device: each under a name of ours until it is whole. */
export class PulledFiles {
  readonly #options: PulledFilesOptions;
  readonly stored: StoredFile[] = [];
  #file: IncomingFile | undefined;
  #bytes = 0;

  constructor(options: PulledFilesOptions) {
    this.#options = options;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Fails with `io` where there is no room, or the folder cannot be written to. */
  async open(sizeBytes = 0): Promise<void> {
    const { folder, sums } = this.#options;
    const free = await freeBytesOf(folder);
    if (free !== undefined && free < sizeBytes + RESERVE_BYTES) {
      throw new ContractError('io', `There is no room for the file on the disk of ${folder}.`, {
        hint: 'Make room, or name another folder.',
      });
    }
    const rules = {
      folder,
      sums,
      limitBytes: PULL_LIMIT_BYTES,
      reserveBytes: RESERVE_BYTES,
      freeBytes: freeBytesOf,
    };
    this.#bytes = 0;
    this.#file = await foreseen(() => IncomingFile.create(rules));
  }

  async write(bytes: Uint8Array): Promise<void> {
    const file = this.#file;
    if (file === undefined) return;
    await foreseen(() => file.write(this.#bytes, [Buffer.from(bytes)]));
    this.#bytes += bytes.length;
  }

  async finish(name: string): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    if (file === undefined) return;
    this.stored.push(await foreseen(() => file.finish(name)));
  }

  /** What came of a log that was cut is worth reading, too; nothing is kept of what is empty. */
  async keepCut(name: string): Promise<StoredFile | undefined> {
    const file = this.#file;
    this.#file = undefined;
    if (file === undefined) return undefined;
    try {
      if (this.#bytes > 0) return await file.finish(`cut ${name}`);
    } catch (error) {
      // The disk is why it was cut.
      if (!(error instanceof RefusedError)) throw error;
    }
    await file.discard();
    return undefined;
  }
}

async function foreseen<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const { sentence, remedy } = error.refusal;
    throw new ContractError('io', sentence, {
      cause: error,
      ...(remedy === undefined ? {} : { hint: remedy }),
    });
  }
}
