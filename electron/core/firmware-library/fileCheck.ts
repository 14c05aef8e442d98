import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FirmwareDoubt } from '../../../shared/files/firmwareFile.ts';
import type { Sums } from '../files/storage/sums.ts';
import { isAboutFile, type About } from './aboutFile.ts';

const GET_AGAIN = 'Remove it from the library and add it again from where it came from.';

/** What the disk says of a file: `sum` means that only a new sum can tell whether it is still the same. */
export type QuickCheck = 'same' | 'sum' | FirmwareDoubt;

/** Looks at a file without reading it. */
export async function quickCheck(folder: string, about: About): Promise<QuickCheck> {
  let found;
  try {
    found = await lstat(join(folder, about.fileName));
  } catch (error) {
    return (await renamedTo(folder, about)) === undefined ? gone(error) : 'sum';
  }
  // A link would lead to whatever it points to by then.
  if (!found.isFile()) {
    return problem(
      'replaced',
      'What stands in its place in the library’s folder is no file any more.',
      GET_AGAIN,
    );
  }
  if (found.size !== about.sizeBytes) {
    return problem(
      'size-changed',
      `The file was changed since it was added: it has ${found.size} bytes, not ${about.sizeBytes}.`,
      GET_AGAIN,
    );
  }
  return found.mtimeMs === about.modifiedAt ? 'same' : 'sum';
}

/** Reads the whole file. Answers with what is wrong, or with what is true of it by now. */
export async function fullCheck(folder: string, about: About, sums: Sums): Promise<FirmwareDoubt | About> {
  const fileName = (await exists(folder, about.fileName)) ? about.fileName : await renamedTo(folder, about);
  const quick = await quickCheck(folder, { ...about, ...(fileName === undefined ? {} : { fileName }) });
  if (typeof quick !== 'string' || fileName === undefined) {
    return typeof quick === 'string' ? gone(undefined) : quick;
  }
  try {
    const path = join(folder, fileName);
    const sha256 = await sums.of(path, about.sizeBytes);
    if (sha256 === about.sha256) return { ...about, fileName, modifiedAt: (await lstat(path)).mtimeMs };
  } catch (error) {
    return problem('unreadable', `The file in the library cannot be read (${String(error)}).`, GET_AGAIN);
  }
  return problem(
    'sum-changed',
    'The file was changed since it was added: its SHA-256 is another one, although its size is the same.',
    GET_AGAIN,
  );
}

/** The only files of a folder that are not about the others. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !isAboutFile(entry.name)).map(({ name }) => name);
}

async function exists(folder: string, name: string): Promise<boolean> {
  try {
    await lstat(join(folder, name));
    return true;
  } catch {
    return false;
  }
}

/** The name that the file has by now, where somebody renamed it in the folder. */
async function renamedTo(folder: string, about: About): Promise<string | undefined> {
  try {
    const names = await filesIn(folder);
    for (const name of names) {
      if ((await lstat(join(folder, name))).size === about.sizeBytes) return name;
    }
  } catch {
    // The folder is gone or may not be read: the file is as good as gone.
  }
  return undefined;
}

function gone(error: unknown): FirmwareDoubt {
  const isDenied = error instanceof Error && 'code' in error && error.code === 'EACCES';
  return isDenied
    ? problem(
        'unreadable',
        'The file in the library may not be read.',
        'Give yourself permission to read it.',
      )
    : problem('gone', 'The file is not in the library’s folder any more.', GET_AGAIN);
}

function problem(code: string, sentence: string, remedy: string): FirmwareDoubt {
  return { code, level: 'problem', sentence, remedy };
}
