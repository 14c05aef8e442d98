import { randomBytes } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const PART_NAME = /^\.kerbside-[0-9a-f]{16}\.part$/;

/** What the parts of one transfer have in common in their names. */
export function partMark(): string {
  return randomBytes(4).toString('hex');
}

/** A file that is on its way has a name of ours, which no station can choose. */
export function partName(mark = partMark()): string {
  return `.kerbside-${mark}${randomBytes(4).toString('hex')}.part`;
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
  const removed = await removeFrom(folder, entries, '');
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const below = join(folder, entry.name);
    removed.push(...(await removeFrom(below, await entriesOf(below), '')));
  }
  return removed;
}

/** The same of one transfer alone, from a folder that the technician chose: another Kerbside may be receiving there. */
export async function removePartsOf(mark: string, folder: string): Promise<RemovedPart[]> {
  return removeFrom(folder, await entriesOf(folder), mark);
}

async function removeFrom(folder: string, entries: readonly Dirent[], mark: string): Promise<RemovedPart[]> {
  const removed: RemovedPart[] = [];
  for (const entry of entries) {
    const isPart = entry.isFile() && PART_NAME.test(entry.name) && entry.name.startsWith(`.kerbside-${mark}`);
    const sizeBytes = isPart ? await sizeOfRemoved(join(folder, entry.name)) : undefined;
    if (sizeBytes !== undefined) removed.push({ folder, sizeBytes });
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
