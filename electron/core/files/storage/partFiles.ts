import { randomBytes } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const PART_NAME = /^\.kerbside-[0-9a-f]{16}\.part$/;

/** A file that is on its way has a name of ours, which no station can choose. */
export function partName(): string {
  return `.kerbside-${randomBytes(8).toString('hex')}.part`;
}

/** What was left of a file on its way, and is gone now. */
export interface RemovedPart {
  folder: string;
  sizeBytes: number;
}

/**
 * Removes what a Kerbside that was killed left in a folder and the folders directly in it. Nothing else is touched, nor
 * followed: links stay. To be called while no transfer writes there. What cannot be removed stays.
 */
export async function removeLeftParts(folder: string): Promise<RemovedPart[]> {
  const entries = await entriesOf(folder);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  const removed: RemovedPart[] = [];
  for (const one of [folder, ...folders]) {
    for (const entry of one === folder ? entries : await entriesOf(one)) {
      if (!entry.isFile() || !PART_NAME.test(entry.name)) continue;
      const sizeBytes = await sizeOfRemoved(join(one, entry.name));
      if (sizeBytes !== undefined) removed.push({ folder: one, sizeBytes });
    }
  }
  return removed;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // Most sessions have no files.
    return [];
  }
}

/** Its size in bytes; nothing where it could not be removed. */
async function sizeOfRemoved(path: string): Promise<number | undefined> {
  try {
    const { size } = await stat(path);
    await rm(path);
    return size;
  } catch {
    // Gone meanwhile, or on a disk that may not be written to: it is in nobody's way.
    return undefined;
  }
}
