import { mkdir, open, rename, rm, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { sizeText } from '../../../../shared/files/sizeText.ts';
import { RefusedError, type Refusal } from '../transfers/refusal.ts';
import { ByteCoverage } from './byteCoverage.ts';
import { partName } from './partFiles.ts';
import { numberedName, safeFileName } from './safeFileName.ts';
import { diskFull, storageRefusal } from './storageRefusal.ts';
import type { GrowingSum, Sums } from './sums.ts';

/** Room on the disk of a folder in bytes; nothing where the system does not tell. */
export type FreeBytes = (folder: string) => Promise<number | undefined>;

export interface IncomingRules {
  folder: string;
  limitBytes: number;
  /** What has to stay free: the session is recorded on a disk as well, and systems fail without room. */
  reserveBytes: number;
  freeBytes: FreeBytes;
  sums: Sums;
  /** Begins the names of its parts, so that what is left of them is known to belong to it. */
  partMark?: string;
}

/** A file that has come whole and has its name. */
export interface StoredFile {
  path: string;
  name: string;
  sizeBytes: number;
  sha256: string;
}

/** How much is written between two looks at the disk. */
const LOOK_EVERY_BYTES = 8 * 1024 * 1024;
/** Holes that a client leaves by writing here and there; one that does it more often is none of a charger's. */
const MOST_PARTS = 1000;

/**
 * A file that is on its way into a folder: under a name of ours until it is whole, then under its own. Writing fails
 * with `RefusedError`; nothing else is ever written, and no file is replaced.
 */
export class IncomingFile {
  readonly #rules: IncomingRules;
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #coverage = new ByteCoverage();
  readonly #sum: GrowingSum;
  /** Where the sum may be; what is written before it makes the sum begin again. */
  #summedTo = 0;
  #lengthBytes = 0;
  #sinceLookBytes = 0;

  private constructor(rules: IncomingRules, path: string, handle: FileHandle) {
    this.#rules = rules;
    this.#path = path;
    this.#handle = handle;
    this.#sum = rules.sums.follow(path);
  }

  static async create(rules: IncomingRules): Promise<IncomingFile> {
    const path = join(rules.folder, partName(rules.partMark));
    try {
      await mkdir(rules.folder, { recursive: true });
      return new IncomingFile(rules, path, await open(path, 'wx+', 0o600));
    } catch (error) {
      throw new RefusedError(storageRefusal(error, rules.folder), error);
    }
  }

  /** How far the file reaches, holes included. */
  get lengthBytes(): number {
    return this.#lengthBytes;
  }

  /** How far it is there without a hole. */
  get wholeBytes(): number {
    return this.#coverage.wholeTo;
  }

  get hasHoles(): boolean {
    return this.#coverage.wholeTo < this.#lengthBytes;
  }

  /** Forgets everything from a byte on. */
  async cutAt(lengthBytes: number): Promise<void> {
    if (lengthBytes >= this.#lengthBytes) return;
    await this.#guarded(() => this.#handle.truncate(lengthBytes));
    this.#lengthBytes = lengthBytes;
    this.#coverage.cutAt(lengthBytes);
    this.#sumAgain(lengthBytes);
  }

  async write(position: number, chunks: readonly Buffer[]): Promise<void> {
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const end = position + bytes;
    if (end > this.#rules.limitBytes) throw new RefusedError(tooLarge(this.#rules.limitBytes));
    await this.#lookAtDisk(bytes);
    await this.#guarded(() => writeAll(this.#handle, chunks, position));
    this.#sumAgain(position);
    this.#coverage.add(position, end);
    if (this.#coverage.parts > MOST_PARTS) throw new RefusedError(tooManyHoles());
    this.#lengthBytes = Math.max(this.#lengthBytes, end);
    this.#summedTo = this.#coverage.wholeTo;
    this.#sum.reach(this.#summedTo);
  }

  /** Names the file, once it is safe on the disk. No more writing after it. */
  async finish(sentName: string): Promise<StoredFile> {
    const sizeBytes = this.#lengthBytes;
    const { folder } = this.#rules;
    return this.#guarded(async () => {
      const [sha256] = await Promise.all([this.#sum.digest(sizeBytes), this.#handle.sync()]);
      await this.#handle.close();
      const name = await reserveName(folder, safeFileName(sentName));
      const path = join(folder, name);
      await rename(this.#path, path);
      return { path, name, sizeBytes, sha256 };
    });
  }

  /** Removes what has come. */
  async discard(): Promise<void> {
    this.#sum.drop();
    await this.#handle.close().catch(() => {
      // A disk that is gone: there is nothing that could be closed.
    });
    await rm(this.#path, { force: true }).catch(() => {
      // The same; what may be left lies in a folder that the technician chose, under a name that says whose it is.
    });
  }

  /** Bytes from here on are other ones now. */
  #sumAgain(position: number): void {
    if (position >= this.#summedTo) return;
    this.#summedTo = 0;
    this.#sum.restart();
  }

  async #lookAtDisk(bytes: number): Promise<void> {
    this.#sinceLookBytes += bytes;
    if (this.#sinceLookBytes < LOOK_EVERY_BYTES) return;
    this.#sinceLookBytes = 0;
    const { folder, freeBytes, reserveBytes } = this.#rules;
    const free = await freeBytes(folder);
    if (free !== undefined && free < reserveBytes) throw new RefusedError(diskFull(folder));
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw new RefusedError(storageRefusal(error, this.#rules.folder), error);
    }
  }
}

/** Room for this user, where the system tells. */
export async function freeBytesOf(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    // Network drives do not always tell; a full disk then shows when it is full.
    return undefined;
  }
}

export function tooLarge(limitBytes: number): Refusal {
  return {
    code: 'upload-too-large',
    sentence: `The file is larger than the ${sizeText(limitBytes)} that Kerbside takes.`,
    remedy: 'Ask for a shorter time range, or allow a larger file.',
  };
}

function tooManyHoles(): Refusal {
  return {
    code: 'upload-scattered',
    sentence: 'The file came in more than a thousand separate places at once, which no upload needs.',
  };
}

async function writeAll(handle: FileHandle, chunks: readonly Buffer[], position: number): Promise<void> {
  let rest = [...chunks];
  let at = position;
  while (rest.length > 0) {
    const { bytesWritten } = await handle.writev(rest, at);
    at += bytesWritten;
    rest = withoutFirst(rest, bytesWritten);
  }
}

function withoutFirst(chunks: Buffer[], bytes: number): Buffer[] {
  let left = bytes;
  const rest: Buffer[] = [];
  for (const chunk of chunks) {
    const taken = Math.min(left, chunk.length);
    left -= taken;
    if (taken < chunk.length) rest.push(chunk.subarray(taken));
  }
  return rest;
}

/** Makes an empty file of a name that is free, so that no other file is replaced. */
async function reserveName(folder: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : numberedName(name, number);
    try {
      await (await open(join(folder, candidate), 'wx', 0o600)).close();
      return candidate;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}
