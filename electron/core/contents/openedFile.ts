import { basename } from 'node:path';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { ContentKind } from '../../../shared/files/contents/contentKind.ts';
import { DEEPEST_NESTING, type ContentNote } from '../../../shared/files/contents/contentState.ts';
import type { ListedEntry } from './archives/listedEntry.ts';
import type { ArchiveFile } from './archives/unpackEntry.ts';
import type { UnpackLimits } from './archives/unpackLimits.ts';
import { unpackNote } from './archives/unpackWords.ts';
import type { CachedFile, ContentCache } from './contentCache.ts';
import type { ContentThreads } from './jobs/contentThreads.ts';
import type { Recognised } from './recognise.ts';

/** A file that was found, unpacked where need be, and recognised. */
export interface OpenedFile {
  path: string;
  name: string;
  inside: string[];
  recognised: Recognised;
  sizeBytes: number;
  changedAt: number;
  notes: ContentNote[];
  /** Of an archive. */
  entries: ListedEntry[] | undefined;
  release(): void;
}

export interface OpeningContext {
  cache: ContentCache;
  threads: ContentThreads;
  limits: UnpackLimits;
  signal: AbortSignal;
  /** Progress of the step under way, from 0 to 1. */
  onShare: (share: number) => void;
}

/** Opens a file of the disk, and then one archive within another along the way. Fails with `ContractError`. */
export async function openFile(
  path: string,
  way: readonly string[],
  context: OpeningContext,
): Promise<OpenedFile> {
  let opened = await look({ path, name: basename(path), inside: [], cached: undefined }, context);
  for (const part of way) {
    // A part may lead through several archives, as people write it.
    for (let rest: string | undefined = part; rest !== undefined;) {
      const step: { entry: ListedEntry; rest: string | undefined } = findEntry(opened, rest);
      opened = await openEntry(opened, step.entry, context);
      rest = step.rest;
    }
  }
  return opened;
}

export async function openEntry(
  archive: OpenedFile,
  { entry, place }: ListedEntry,
  context: OpeningContext,
): Promise<OpenedFile> {
  try {
    if (archive.inside.length >= DEEPEST_NESTING) throw tooDeep();
    checkOpenable(entry);
    const inside = [...archive.inside, entry.id];
    const name = entry.name.split(/[/\\]/).findLast((part) => part !== '') ?? entry.id;
    const cached = await unpacked(archive, { entry, place }, name, context);
    return await look({ path: cached.path, name, inside, cached }, context);
  } finally {
    archive.release();
  }
}

export function archiveOf({
  path,
  recognised,
}: Pick<OpenedFile, 'path' | 'recognised'>): ArchiveFile | undefined {
  const { kind } = recognised;
  return isArchive(kind) ? { path, kind } : undefined;
}

/** What an entry holds, as a file of the cache. */
export async function unpacked(
  archive: OpenedFile,
  { entry, place }: ListedEntry,
  name: string,
  { cache, threads, limits, signal, onShare }: OpeningContext,
): Promise<CachedFile> {
  checkOpenable(entry);
  const key = JSON.stringify([archive.path, archive.sizeBytes, archive.changedAt, entry.id]);
  const before = cache.find(key);
  if (before !== undefined) return before;
  const file = archiveOf(archive);
  if (file === undefined) throw noArchive(archive.name);
  const out = cache.newPath(name);
  try {
    const result = await threads.run('unpack', { archive: file, place, out, limits }, { signal, onShare });
    const note = unpackNote(result);
    return cache.keep(key, out, note === undefined ? [] : [note]);
  } catch (error) {
    cache.discard(out);
    throw error;
  }
}

async function look(
  file: { path: string; name: string; inside: string[]; cached: CachedFile | undefined },
  { threads, signal, onShare, limits }: OpeningContext,
): Promise<OpenedFile> {
  const { path, name, inside, cached } = file;
  try {
    const found = await threads.run('recognise', { path, name }, { signal });
    const { recognised } = found;
    const archive = archiveOf({ path, recognised });
    const entries: ListedEntry[] | undefined = archive === undefined ? undefined : [];
    const notes = [...(cached?.notes ?? []), ...recognised.notes];
    if (archive !== undefined) {
      const onPart = (part: ListedEntry[]): void => {
        for (const listed of part) entries?.push(listed);
      };
      const listing = await threads.run('list', { archive, name, limits }, { signal, onShare, onPart });
      notes.push(...listing.notes);
    }
    return { ...found, path, name, inside, notes, entries, release: () => cached?.release() };
  } catch (error) {
    cached?.release();
    throw error;
  }
}

function findEntry(archive: OpenedFile, wanted: string): { entry: ListedEntry; rest: string | undefined } {
  const { entries, name } = archive;
  if (entries === undefined) {
    archive.release();
    throw noArchive(name);
  }
  const exact =
    entries.find(({ entry }) => entry.id === wanted) ?? entries.find(({ entry }) => entry.name === wanted);
  if (exact !== undefined) return { entry: exact, rest: undefined };
  const through = entries.find(({ entry }) => entry.kind === 'file' && wanted.startsWith(`${entry.id}/`));
  if (through !== undefined) return { entry: through, rest: wanted.slice(through.entry.id.length + 1) };
  archive.release();
  throw new ContractError('not-found', `There is no entry “${wanted.slice(0, 200)}” in ${name}.`, {
    hint: 'List the entries, and take the name as it stands there.',
  });
}

function checkOpenable({ kind, id, target, hindrance }: ListedEntry['entry']): void {
  if (kind === 'file' && hindrance === undefined) return;
  const what =
    kind === 'folder'
      ? 'is a folder of the archive'
      : kind === 'link'
        ? `is a link to ${target ?? 'somewhere'}, and links are not followed`
        : 'cannot be opened';
  throw new ContractError('invalid-params', `${id} ${what}.`, {
    hint: hindrance ?? 'Open one of the files of the archive.',
  });
}

function isArchive(kind: ContentKind): kind is ArchiveFile['kind'] {
  return kind === 'zip' || kind === 'tar' || kind === 'tar.gz' || kind === 'gzip';
}

function noArchive(name: string): ContractError {
  return new ContractError(
    'invalid-params',
    `${name} is no archive that Kerbside opens, so there is nothing inside.`,
  );
}

function tooDeep(): ContractError {
  return new ContractError(
    'invalid-params',
    `Archives lie in one another more than ${DEEPEST_NESTING} deep.`,
    {
      hint: 'Nobody packs a log like that: it may be an archive bomb. Save the inner archive to look at it by itself.',
    },
  );
}
