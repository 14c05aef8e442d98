import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BUILT_IN_PACKS } from '../../../shared/ocpp/configuration/makerPacks/builtInPacks.ts';
import type { MakerPack } from '../../../shared/ocpp/configuration/makerPacks/makerPack.ts';
import { parseMakerPack } from '../../../shared/ocpp/configuration/makerPacks/parseMakerPack.ts';

/** A pack in use; `path` is its file, absent for one that Kerbside brings. */
export interface LoadedPack {
  pack: MakerPack;
  path?: string;
}

/** A file that is not in use, or not as its writer may think. One sentence for the technician. */
export interface PackProblem {
  path: string;
  sentence: string;
}

/** Larger ones are no packs: the largest charger known has 300 keys. */
const LARGEST_BYTES = 2_000_000;
const MOST_FILES = 500;

interface Reading {
  packs: readonly LoadedPack[];
  problems: readonly PackProblem[];
}

const BUILT_IN: readonly LoadedPack[] = BUILT_IN_PACKS.map((pack) => ({ pack }));

/**
 * The packs of makers' keys: those that Kerbside brings, and the *.json files of a folder of the technician's. A file's
 * pack comes before the built-in ones, and takes the place of the one with its id. A file that cannot be used is told of and
 * left out; there need not be a folder.
 */
export class MakerPacks {
  readonly #folder: string;
  #reading: Reading = { packs: BUILT_IN, problems: [] };
  #inTurn: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** In the order in which they are asked: the technician's own first. */
  loaded(): readonly LoadedPack[] {
    return this.#reading.packs;
  }

  packs(): MakerPack[] {
    return this.#reading.packs.map(({ pack }) => pack);
  }

  problems(): readonly PackProblem[] {
    return this.#reading.problems;
  }

  /** Reads the folder anew. What was in use stays so until all files are read. Never rejects. */
  reload(): Promise<void> {
    this.#inTurn = this.#inTurn.then(async () => {
      this.#reading = await readFolder(this.#folder);
    });
    return this.#inTurn;
  }
}

async function readFolder(folder: string): Promise<Reading> {
  const problems: PackProblem[] = [];
  const own: (LoadedPack & { path: string })[] = [];
  for (const path of await packFiles(folder, problems)) {
    const text = await textOf(path, problems);
    if (text === undefined) continue;
    const parsed = parseMakerPack(text);
    if (parsed.pack === undefined) {
      problems.push(...parsed.faults.map((sentence) => ({ path, sentence })));
      continue;
    }
    const { pack } = parsed;
    const twin = own.find((other) => other.pack.id === pack.id);
    if (twin === undefined) {
      own.push({ pack, path });
      continue;
    }
    const sentence = `It has the id “${pack.id}” of ${basename(twin.path)}, so it is not used. Give it an id of its own.`;
    problems.push({ path, sentence });
  }
  const ids = new Set(own.map(({ pack }) => pack.id));
  return { packs: [...own, ...BUILT_IN.filter(({ pack }) => !ids.has(pack.id))], problems };
}

/** By name, so that the order does not depend on the file system. */
async function packFiles(folder: string, problems: PackProblem[]): Promise<string[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    // No folder yet is how it begins; one that cannot be read is worth a word.
    if (!hasCode(error, 'ENOENT')) problems.push({ path: folder, sentence: failureSentence(error) });
    return [];
  }
  const files = names.filter((name) => /\.json$/i.test(name) && !name.startsWith('.')).toSorted();
  if (files.length > MOST_FILES) {
    const sentence = `There are ${files.length} files; only the first ${MOST_FILES} are read.`;
    problems.push({ path: folder, sentence });
  }
  return files.slice(0, MOST_FILES).map((name) => join(folder, name));
}

async function textOf(path: string, problems: PackProblem[]): Promise<string | undefined> {
  try {
    const found = await stat(path);
    if (!found.isFile()) {
      problems.push({ path, sentence: 'It is not a file.' });
      return undefined;
    }
    if (found.size > LARGEST_BYTES) {
      problems.push({
        path,
        sentence: `It is larger than ${LARGEST_BYTES / 1_000_000} MB, so it is no such pack.`,
      });
      return undefined;
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    problems.push({ path, sentence: failureSentence(error) });
    return undefined;
  }
}

function failureSentence(error: unknown): string {
  if (hasCode(error, 'EACCES') || hasCode(error, 'EPERM')) return 'This account may not read it.';
  if (hasCode(error, 'ENOTDIR')) return 'It is a file, where a folder is wanted.';
  if (hasCode(error, 'ENOENT')) return 'It is gone.';
  return `It cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
