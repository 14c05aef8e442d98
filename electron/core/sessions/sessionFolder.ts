import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A session file as the folder shows it, without opening it. */
export interface FoundFile {
  path: string;
  sizeBytes: number;
  modifiedAt: number;
  /** Changes whenever the content may have changed. */
  signature: string;
  hasLog: boolean;
  hasLock: boolean;
}

/** Session files of a folder; none where there is no folder yet. */
export async function sessionFilesOf(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.endsWith('.kerbside')).map((name) => join(folder, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error) return [];
    throw error;
  }
}

/** Nothing where the file went away, or is none. */
export async function lookAt(path: string): Promise<FoundFile | undefined> {
  const [file, log, lock] = await Promise.all([statOf(path), statOf(`${path}-wal`), statOf(`${path}-lock`)]);
  if (file === undefined || !file.isFile()) return undefined;
  return {
    path,
    sizeBytes: file.size + (log?.size ?? 0),
    modifiedAt: Math.max(file.mtimeMs, log === undefined || log.size === 0 ? 0 : log.mtimeMs),
    signature: [file.mtimeMs, file.size, log?.mtimeMs, log?.size].join(' '),
    hasLog: (log?.size ?? 0) > 0,
    hasLock: lock !== undefined,
  };
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch {
    // Gone, or not for us to see: in both cases there is nothing to show.
    return undefined;
  }
}
