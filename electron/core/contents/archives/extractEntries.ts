import { lstatSync, mkdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Extraction } from '../../../../shared/files/contents/contentEntry.ts';
import { numberedName } from '../../files/storage/safeFileName.ts';
import { BoundedFile, unpackFailure, type Budget } from './boundedFile.ts';
import { isUnsafeName, safeParts } from './entryName.ts';
import type { ListedEntry } from './listedEntry.ts';
import { tarEntries } from './tarEntries.ts';
import type { ArchiveFile } from './unpackEntry.ts';
import { unpackEntry } from './unpackEntry.ts';
import type { UnpackLimits } from './unpackLimits.ts';
import { unpackNote, type Unpacked } from './unpackWords.ts';

const MOST_PROBLEMS = 200;

export interface ExtractionHooks {
  limits: UnpackLimits;
  onShare: (share: number) => void;
}

/**
 * Extracts entries into a folder, which is made if need be. Only plain files and folders are made, under names that stay inside of it;
 * nothing that is there is overwritten, and no link below it is followed.
 */
export async function extractEntries(
  archive: ArchiveFile,
  folder: string,
  wanted: readonly ListedEntry[],
  hooks: ExtractionHooks,
): Promise<Extraction> {
  const work = new ExtractionWork(folder, hooks.limits);
  const files = wanted.filter((listed) => work.prepare(listed));
  if (archive.kind === 'tar' || archive.kind === 'tar.gz') await extractTar(archive, files, work, hooks);
  else await extractSingly(archive, files, work, hooks);
  return work.result;
}

async function extractSingly(
  archive: ArchiveFile,
  files: readonly ListedEntry[],
  work: ExtractionWork,
  { limits, onShare }: ExtractionHooks,
): Promise<void> {
  for (const [at, { entry, place }] of files.entries()) {
    const path = work.place(entry.name);
    if (path === undefined) continue;
    const unpacked = await unpackEntry(archive, place, { path, limits, budget: work.budget });
    work.done(entry, path, unpacked);
    onShare((at + 1) / files.length);
    if (work.isFull(unpacked)) return;
  }
}

/** In one pass, since every one of them means to read all that stands before. */
async function extractTar(
  { path, kind }: ArchiveFile,
  files: readonly ListedEntry[],
  work: ExtractionWork,
  { limits, onShare }: ExtractionHooks,
): Promise<void> {
  const byOrdinal = new Map(
    files.flatMap(({ entry, place }) => (place.type === 'tar' ? [[place.ordinal, entry] as const] : [])),
  );
  const last = Math.max(-1, ...byOrdinal.keys());
  let open: { file: BoundedFile; entry: ListedEntry['entry'] } | undefined;
  let packed = 0;
  let done = 0;
  await tarEntries(path, kind === 'tar.gz', {
    entry(_header, ordinal) {
      if (ordinal > last) return 'stop';
      const entry = byOrdinal.get(ordinal);
      const out = entry === undefined ? undefined : work.place(entry.name);
      if (entry === undefined || out === undefined) return 'skip';
      open = { file: new BoundedFile(out, limits, work.budget), entry };
      return 'take';
    },
    bytes(piece) {
      if (open === undefined) return true;
      open.file.packedBytes = kind === 'tar' ? Infinity : packed;
      if (open.file.write(piece)) return true;
      finish('stopped');
      return false;
    },
    endOfEntry: (isWhole) => finish(isWhole ? 'whole' : 'cut'),
    onBytes(read) {
      packed = read;
      return true;
    },
  });

  function finish(end: Unpacked['end']): void {
    if (open === undefined) return;
    const { file, entry } = open;
    open = undefined;
    file.close();
    const { reached, bytes } = file;
    work.done(entry, file.path, { end, bytes, ...(reached === undefined ? {} : { reached }) });
    done += 1;
    onShare(done / files.length);
  }
}

class ExtractionWork {
  readonly budget: Budget = { bytes: 0 };
  readonly result: Extraction;
  readonly #folders = new Set<string>();

  constructor(folder: string, limits: UnpackLimits) {
    this.result = { folder, files: 0, bytes: 0, renamed: 0, isWhole: true, problems: [] };
    makeFolder(folder);
    this.#folders.add(folder);
    if (limits.totalBytes <= 0) throw new Error('nothing may be extracted');
  }

  /** Answers whether it is a file to unpack. Folders are made, also empty ones. */
  prepare({ entry }: ListedEntry): boolean {
    if (entry.kind === 'folder') {
      this.#folder(safeParts(entry.name), entry.name);
      return false;
    }
    if (entry.kind === 'link')
      this.#problem(entry.name, `It is a link to ${entry.target ?? 'somewhere'}; links are not made.`);
    else if (entry.kind === 'device') this.#problem(entry.name, 'It is a device or the like, and no file.');
    else if (entry.hindrance !== undefined) this.#problem(entry.name, entry.hindrance);
    else return true;
    return false;
  }

  /** A path that is free, in a folder that is made for it; nothing where that cannot be. */
  place(name: string): string | undefined {
    const parts = safeParts(name);
    const own = parts.pop() ?? '_';
    const folder = this.#folder(parts, name);
    if (folder === undefined) return undefined;
    let path = join(folder, own);
    let isRenamed = isUnsafeName(name);
    for (let number = 2; lstatSync(path, { throwIfNoEntry: false }) !== undefined; number += 1) {
      path = join(folder, numberedName(own, number));
      isRenamed = true;
    }
    if (isRenamed) this.result.renamed += 1;
    return path;
  }

  done({ name, changedAt }: ListedEntry['entry'], path: string, unpacked: Unpacked): void {
    const note = unpackNote(unpacked);
    if (note !== undefined) this.#problem(name, note.sentence);
    if (unpacked.bytes === 0 && unpacked.end !== 'whole') {
      rmSync(path, { force: true });
      return;
    }
    if (changedAt !== undefined) setTime(path, changedAt);
    this.result.files += 1;
    this.result.bytes += unpacked.bytes;
  }

  /** What follows would not fit either. */
  isFull({ reached }: Unpacked): boolean {
    if (reached !== 'total' && reached !== 'space') return false;
    this.result.isWhole = false;
    return true;
  }

  #problem(name: string, sentence: string): void {
    this.result.isWhole = false;
    if (this.result.problems.length < MOST_PROBLEMS) this.result.problems.push({ name, sentence });
  }

  /** Part by part, so that a link that is there already does not lead elsewhere. */
  #folder(parts: readonly string[], name: string): string | undefined {
    let folder = this.result.folder;
    for (const part of parts) {
      folder = join(folder, part);
      if (this.#folders.has(folder)) continue;
      const there = lstatSync(folder, { throwIfNoEntry: false });
      if (there === undefined) {
        makeFolder(folder);
      } else if (!there.isDirectory()) {
        this.#problem(name, `There is something else called ${folder}, so it has no folder to be in.`);
        return undefined;
      }
      this.#folders.add(folder);
    }
    return folder;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const failure = unpackFailure(error, folder);
    throw new ContractError('permission', failure.message, { hint: 'Choose another folder.', cause: error });
  }
}

function setTime(path: string, at: number): void {
  try {
    utimesSync(path, at / 1000, at / 1000);
  } catch {
    // A time that the disk does not know: the file is there all the same.
  }
}
