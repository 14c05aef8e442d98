import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sums } from '../files/storage/sums.ts';
import { readAbout, writeAbout, type About } from './aboutFile.ts';
import { filesIn } from './fileCheck.ts';

const ID = /^[0-9a-f]{16}$/;
const OWN = /^\.(?:adding|removed)-(\d+)-/;

/** Made of the bytes, so that a file has one place however often it is added. */
export function idOf(sha256: string): string {
  return sha256.slice(0, 16);
}

/**
 * The folder of the library: a folder for each file, named by its id, with the file and what is known about it. There is no index that
 * could be damaged as a whole.
 */
export class LibraryFolder {
  readonly path: string;
  readonly #sums: Sums;

  constructor(path: string, sums: Sums) {
    this.path = path;
    this.#sums = sums;
  }

  folderOf(id: string): string {
    return join(this.path, id);
  }

  /** Ids of what is there. */
  async ids(): Promise<string[]> {
    const entries = await readdir(this.path, { withFileTypes: true }).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    });
    return entries.filter((entry) => entry.isDirectory() && ID.test(entry.name)).map(({ name }) => name);
  }

  /** What is known of a file; put together from the file itself where that was damaged. Nothing where there is no file either. */
  async read(id: string): Promise<About | undefined> {
    const folder = this.folderOf(id);
    const about = await readAbout(folder);
    return about !== undefined && idOf(about.sha256) === id ? about : this.#rebuild(folder, id);
  }

  write(id: string, about: About): Promise<void> {
    return writeAbout(this.folderOf(id), about);
  }

  async make(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
  }

  /** A folder for a file that is on its way. */
  async begin(): Promise<string> {
    const folder = join(this.path, own('adding'));
    await mkdir(folder, { mode: 0o700 });
    return folder;
  }

  /** Gives a file its place, whatever was there before. */
  async settle(begun: string, id: string): Promise<void> {
    await this.remove(id);
    await rename(begun, this.folderOf(id));
  }

  /** Gone at once, even where deleting takes a while or breaks off. */
  async remove(id: string): Promise<void> {
    const aside = join(this.path, own('removed'));
    try {
      await rename(this.folderOf(id), aside);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
      throw error;
    }
    await rm(aside, { recursive: true, force: true });
  }

  /** Takes away what programs have left that ended in the middle; another one that runs is left alone. */
  async tidy(): Promise<void> {
    const names = await readdir(this.path).catch(() => []);
    const left = names.filter((name) => {
      const pid = OWN.exec(name)?.[1];
      return pid !== undefined && !isAlive(Number(pid));
    });
    await Promise.all(left.map((name) => rm(join(this.path, name), { recursive: true, force: true })));
  }

  async #rebuild(folder: string, id: string): Promise<About | undefined> {
    const [fileName] = await filesIn(folder).catch(() => []);
    if (fileName === undefined) return undefined;
    const path = join(folder, fileName);
    const { size, mtimeMs, birthtimeMs } = await lstat(path);
    const sha256 = await this.#sums.of(path, size);
    const about: About = {
      fileName,
      name: fileName,
      sizeBytes: size,
      // Another sum than the one that the folder is named by: it was changed, too, and that is what will be said.
      sha256: idOf(sha256) === id ? sha256 : id.padEnd(64, '0'),
      modifiedAt: idOf(sha256) === id ? mtimeMs : 0,
      addedAt: Math.round(birthtimeMs),
      isRebuilt: true,
    };
    const damaged = join(folder, 'about.json');
    await rename(damaged, `${damaged}.damaged`).catch(() => {
      // It was absent, or it may not be moved: then it is written over, if at all.
    });
    await writeAbout(folder, about);
    return about;
  }
}

function own(what: 'adding' | 'removed'): string {
  return `.${what}-${process.pid}-${randomBytes(6).toString('hex')}`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
