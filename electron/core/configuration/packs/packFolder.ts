import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MakerPack } from '../../../../shared/ocpp/configuration/makerPacks/makerPack.ts';
import type { PackProblem } from '../../../../shared/ocpp/configuration/makerPacks/packState.ts';
import { parseMakerPack } from '../../../../shared/ocpp/configuration/makerPacks/parseMakerPack.ts';

/** A pack and the name of its file in the folder. */
export interface FilePack {
  pack: MakerPack;
  file: string;
}

/** What a folder held. `stamp` is another text once one of its files was changed. */
export interface FolderReading {
  packs: readonly FilePack[];
  problems: readonly PackProblem[];
  stamp: string;
}

/** Larger ones are no packs: the largest charger known has 300 keys. */
const LARGEST_BYTES = 2_000_000;
/** All of them travel to the screens in a few messages, and are read by the thread that serves the chargers. */
const MOST_BYTES = 8_000_000;
const MOST_FILES = 500;

interface FoundFile {
  file: string;
  path: string;
  bytes: number;
  /** Why it is not read. */
  problem?: string;
  stamp: string;
}

interface FoundFiles {
  files: FoundFile[];
  problems: PackProblem[];
}

/** The names, sizes and times of the files of a folder, as one text; nothing is opened. Never rejects. */
export async function stampOf(folder: string): Promise<string> {
  return stampText(await lookAt(folder));
}

/** Reads the *.json files of a folder. A file that cannot be used is told of and left out; there need not be a folder. Never rejects. */
export async function readPackFolder(folder: string): Promise<FolderReading> {
  const found = await lookAt(folder);
  const problems = [...found.problems];
  const packs: FilePack[] = [];
  let bytes = 0;
  for (const entry of found.files) {
    const { file } = entry;
    bytes += entry.problem === undefined ? entry.bytes : 0;
    if (bytes > MOST_BYTES) {
      const sentence = `The files before it hold ${MOST_BYTES / 1_000_000} MB already, so it is not read.`;
      problems.push({ file, sentence });
      continue;
    }
    const text = await textOf(entry, problems);
    if (text === undefined) continue;
    const { pack, faults = [] } = parseMakerPack(text);
    problems.push(...faults.map((fault) => ({ file, ...fault })));
    if (pack !== undefined) take({ pack, file }, packs, problems);
  }
  return { packs, problems, stamp: stampText(found) };
}

function take(own: FilePack, packs: FilePack[], problems: PackProblem[]): void {
  const twin = packs.find(({ pack }) => pack.id === own.pack.id);
  if (twin === undefined) {
    packs.push(own);
    return;
  }
  const sentence = `It has the id “${own.pack.id}” of ${twin.file}, so it is not used. Give it an id of its own.`;
  problems.push({ file: own.file, field: 'id', sentence });
}

function stampText({ files, problems }: FoundFiles): string {
  return JSON.stringify([files.map(({ stamp }) => stamp), problems.map(({ sentence }) => sentence)]);
}

/** By name, so that the order does not depend on the file system. */
async function lookAt(folder: string): Promise<FoundFiles> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    // No folder yet is how it begins; one that cannot be read is worth a word.
    const problems = hasCode(error, 'ENOENT') ? [] : [{ sentence: folderSentence(error) }];
    return { files: [], problems };
  }
  const wanted = names.filter((name) => /\.json$/i.test(name) && !name.startsWith('.')).toSorted();
  const problems: PackProblem[] = [];
  if (wanted.length > MOST_FILES) {
    const sentence = `There are ${wanted.length} files in the folder of packs; only the first ${MOST_FILES} are read.`;
    problems.push({ sentence });
  }
  const files = await Promise.all(wanted.slice(0, MOST_FILES).map((file) => fileOf(folder, file)));
  return { files, problems };
}

async function fileOf(folder: string, file: string): Promise<FoundFile> {
  const path = join(folder, file);
  try {
    const entry = await stat(path);
    const { size, mtimeMs, ctimeMs } = entry;
    const stamp = [file, size, mtimeMs, ctimeMs].join('\n');
    const found = { file, path, bytes: size, stamp };
    if (!entry.isFile()) return { ...found, problem: 'It is not a file.' };
    if (size <= LARGEST_BYTES) return found;
    const problem = `It is larger than ${LARGEST_BYTES / 1_000_000} MB, so it is no such pack.`;
    return { ...found, problem };
  } catch (error) {
    const problem = failureSentence(error);
    return { file, path, bytes: 0, problem, stamp: [file, problem].join('\n') };
  }
}

async function textOf(
  { file, path, problem }: FoundFile,
  problems: PackProblem[],
): Promise<string | undefined> {
  try {
    if (problem === undefined) return await readFile(path, 'utf8');
    problems.push({ file, sentence: problem });
  } catch (error) {
    problems.push({ file, sentence: failureSentence(error) });
  }
  return undefined;
}

function folderSentence(error: unknown): string {
  if (hasCode(error, 'ENOTDIR')) return 'The folder of packs is a file, where a folder is wanted.';
  const why = isForbidden(error) ? 'this account may not read it' : wordsOf(error);
  return `The folder of packs cannot be read: ${why}.`;
}

function failureSentence(error: unknown): string {
  if (isForbidden(error)) return 'This account may not read it.';
  if (hasCode(error, 'ENOENT')) return 'It is gone.';
  return `It cannot be read: ${wordsOf(error)}.`;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isForbidden(error: unknown): boolean {
  return hasCode(error, 'EACCES') || hasCode(error, 'EPERM');
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
