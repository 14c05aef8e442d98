import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContentNote } from '../../../shared/files/contents/contentState.ts';
import { safeFileName } from '../files/storage/safeFileName.ts';

/** A file that was unpacked or made for looking at it. */
export interface CachedFile {
  readonly path: string;
  readonly notes: readonly ContentNote[];
  /** It may go. */
  release(): void;
}

interface Kept {
  key: string;
  path: string;
  bytes: number;
  notes: readonly ContentNote[];
  users: number;
}

/** What stays after its last user, so that going back and forth in an archive unpacks nothing twice. */
const KEPT_BYTES = 1_000_000_000;
const PREFIX = 'kerbside-contents-';

/** Unpacked files, in a folder that only this user can read and that goes with the program. */
export class ContentCache {
  #folder: string | undefined;
  readonly #files = new Map<string, Kept>();
  #number = 0;
  readonly #removeAll = (): void => this.#remove();

  /** What was made for this key before. */
  find(key: string): CachedFile | undefined {
    const kept = this.#files.get(key);
    return kept === undefined ? undefined : this.#use(kept);
  }

  /** A place for a file that is to be made; the name stays, since it is shown and tells the ending. */
  newPath(name: string): string {
    this.#number += 1;
    const folder = join(this.#root(), String(this.#number));
    mkdirSync(folder, { mode: 0o700 });
    return join(folder, safeFileName(name, 'content'));
  }

  keep(key: string, path: string, notes: readonly ContentNote[]): CachedFile {
    const kept: Kept = { key, path, bytes: statSync(path).size, notes, users: 0 };
    this.#files.set(key, kept);
    return this.#use(kept);
  }

  /** A further user of a file of this cache; of any other file there is nothing to hold. */
  hold(path: string): Pick<CachedFile, 'release'> {
    const kept = [...this.#files.values()].find((file) => file.path === path);
    return kept === undefined ? { release: () => undefined } : this.#use(kept);
  }

  /** Throws a file away that was not made to its end. */
  discard(path: string): void {
    rmSync(join(path, '..'), { recursive: true, force: true });
  }

  close(): void {
    this.#remove();
    process.off('exit', this.#removeAll);
  }

  #use(kept: Kept): CachedFile {
    kept.users += 1;
    // The latest is the last one to go.
    this.#files.delete(kept.key);
    this.#files.set(kept.key, kept);
    let isReleased = false;
    return {
      path: kept.path,
      notes: kept.notes,
      release: () => {
        if (isReleased) return;
        isReleased = true;
        kept.users -= 1;
        this.#trim();
      },
    };
  }

  #trim(): void {
    const unused = [...this.#files.values()].filter(({ users }) => users <= 0);
    let bytes = unused.reduce((sum, file) => sum + file.bytes, 0);
    for (const file of unused) {
      if (bytes <= KEPT_BYTES) return;
      bytes -= file.bytes;
      this.#files.delete(file.key);
      this.discard(file.path);
    }
  }

  #root(): string {
    if (this.#folder !== undefined) return this.#folder;
    removeLeftOvers();
    this.#folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
    chmodSync(this.#folder, 0o700);
    process.once('exit', this.#removeAll);
    return this.#folder;
  }

  #remove(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
    this.#files.clear();
  }
}

/** Folders of programs that were killed. */
function removeLeftOvers(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^kerbside-contents-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || Number(pid) === process.pid || isRunning(Number(pid))) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // It is another user's.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
