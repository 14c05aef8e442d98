import { isUtf8 } from 'node:buffer';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import type { ProfileTrouble } from '../../../../shared/service-port/portProfileInfo.ts';
import { LARGEST_PROFILE_BYTES, readProfile, type ProfileReading } from './reading/readProfile.ts';

const MOST_FILES = 500;
const NOT_UTF8 = 'The file is not written in UTF-8; save it anew in that encoding.';

/** A file of the folder as it is now. `stamp` is another text once it was changed. */
interface FoundFile {
  file: string;
  stamp: string;
  trouble?: ProfileTrouble;
}

/** What came of reading one file; `profile` may be an earlier, good version while the file has `troubles`. */
export interface FileProfile {
  file: string;
  stamp: string;
  profile?: PortProfile;
  troubles: readonly ProfileTrouble[];
}

export interface FolderReading {
  files: readonly FileProfile[];
  /** Of the folder as a whole. */
  troubles: readonly ProfileTrouble[];
}

/**
 * Reads the profiles of a folder (*.yaml, *.yml, *.json). Files that are as they were in `before` are not read again; of a file that cannot be used
 * the last good version stays. There need not be a folder. Never rejects.
 */
export async function readProfileFolder(folder: string, before: FolderReading): Promise<FolderReading> {
  const troubles: ProfileTrouble[] = [];
  const found = await lookAt(folder, troubles);
  const files: FileProfile[] = [];
  for (const entry of found) {
    const earlier = before.files.find(({ file }) => file === entry.file);
    files.push(earlier?.stamp === entry.stamp ? earlier : await readFileProfile(folder, entry, earlier));
  }
  return { files, troubles };
}

/** By name, so that the order does not depend on the file system. */
async function lookAt(folder: string, troubles: ProfileTrouble[]): Promise<FoundFile[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    // No folder yet is how it begins; one that cannot be read is worth a word.
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isAbsent) troubles.push({ file: folder, sentence: `The folder cannot be read: ${reason(error)}.` });
    return [];
  }
  const wanted = names.filter((name) => isProfileName(name)).toSorted();
  if (wanted.length > MOST_FILES) {
    const sentence = `There are ${wanted.length} files in the folder; only the first ${MOST_FILES} are read.`;
    troubles.push({ file: folder, sentence });
  }
  return Promise.all(wanted.slice(0, MOST_FILES).map((file) => lookAtFile(folder, file)));
}

async function lookAtFile(folder: string, file: string): Promise<FoundFile> {
  try {
    const entry = await stat(join(folder, file));
    const stamp = [entry.size, entry.mtimeMs, entry.ctimeMs, entry.ino].join(' ');
    if (!entry.isFile()) return { file, stamp, trouble: { file, sentence: 'It is not a file.' } };
    if (entry.size <= LARGEST_PROFILE_BYTES) return { file, stamp };
    const sentence = `The file is larger than ${LARGEST_PROFILE_BYTES / 1024} kB; it is not read.`;
    return { file, stamp, trouble: { file, sentence } };
  } catch (error) {
    const sentence = `The file cannot be read: ${reason(error)}.`;
    return { file, stamp: sentence, trouble: { file, sentence } };
  }
}

async function readFileProfile(
  folder: string,
  { file, stamp, trouble }: FoundFile,
  earlier: FileProfile | undefined,
): Promise<FileProfile> {
  const { profile, troubles } = trouble === undefined ? await readOne(folder, file) : { troubles: [trouble] };
  if (profile !== undefined) return { file, stamp, profile, troubles };
  if (earlier?.profile === undefined) return { file, stamp, troubles };
  const sentence = 'Until it is in order, the version that was read before stays in use.';
  return { file, stamp, profile: earlier.profile, troubles: [...troubles, { file, sentence }] };
}

async function readOne(folder: string, file: string): Promise<ProfileReading> {
  try {
    const bytes = await readFile(join(folder, file));
    if (!isUtf8(bytes)) return { troubles: [{ file, sentence: NOT_UTF8 }] };
    return readProfile(bytes.toString('utf8'), file);
  } catch (error) {
    return { troubles: [{ file, sentence: `The file cannot be read: ${reason(error)}.` }] };
  }
}

/** Editors leave hidden files and copies beside a file; the schema is the program’s own. */
function isProfileName(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name) && !/^[._~]|\.schema\.json$/i.test(name);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
