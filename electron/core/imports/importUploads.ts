import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ContractError } from '../../../shared/contract/failure.ts';
import { safeFileName } from '../files/storage/safeFileName.ts';

/** Files that a browser has sent, in a folder of our own until they are imported or the program ends. */
export class ImportUploads {
  readonly #files = new Map<string, string>();
  #folder: string | undefined;

  /** Takes a file as it comes and answers with its ticket. Fails with `io` where the disk has no room for it. */
  async take(name: string, body: Readable): Promise<string> {
    const ticket = randomUUID();
    const folder = mkdtempSync(join(this.#root(), 'upload-'));
    // The name is shown and tells the ending; it must not lead out of our folder.
    const path = join(folder, safeFileName(name));
    try {
      await pipeline(body, createWriteStream(path, { mode: 0o600 }));
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw uploadFailure(error, name);
    }
    this.#files.set(ticket, path);
    return ticket;
  }

  /** Fails with `not-found`. */
  path(ticket: string): string {
    const path = this.#files.get(ticket);
    if (path !== undefined) return path;
    throw new ContractError('not-found', 'The file that was sent is not here any more.', {
      hint: 'Choose it once more.',
    });
  }

  remove(ticket: string): void {
    const path = this.#files.get(ticket);
    this.#files.delete(ticket);
    if (path !== undefined) rmSync(join(path, '..'), { recursive: true, force: true });
  }

  close(): void {
    this.#files.clear();
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  #root(): string {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'kerbside-uploads-'));
    return this.#folder;
  }
}

function uploadFailure(error: unknown, name: string): ContractError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ContractError('io', `There is no room left on the disk for ${name}.`, {
      hint: 'Free some space, or import with `kerbside trace import` where the file lies.',
      cause: error,
    });
  }
  return new ContractError('io', `${name} did not come through to its end.`, {
    hint: 'Choose it once more.',
    cause: error,
  });
}
