import { closeSync, fstatSync, openSync } from 'node:fs';
import { openPromise, type Entry } from 'yauzl';
import { EntryIds, entryName } from './entryName.ts';
import { brokenNote, tooManyNote, type ListedEntry, type Listing, type ListingHooks } from './listedEntry.ts';
import { salvageZip } from './salvageZip.ts';
import type { UnpackLimits } from './unpackLimits.ts';
import { UTF8_FLAG, isDosSystem, zipEntry } from './zipEntry.ts';
import { withLinkTarget } from './zipLinkTarget.ts';

/** Lists a ZIP archive by its directory; where that is missing or wrong, by what stands before each entry. */
export async function listZip(path: string, limits: UnpackLimits, hooks: ListingHooks): Promise<Listing> {
  const found: ListedEntry[] = [];
  try {
    const isWhole = await listDirectory(path, limits, found);
    for (const entry of found) hooks.found(await withLinkTarget(path, entry));
    return { notes: [...(isWhole ? [] : [tooManyNote(limits.entries)]), ...overlapNotes(found)] };
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
    const isWhole = salvageZip(path, limits, hooks);
    const sentence = `The directory of the archive is missing or damaged (${reason}): it was cut off, or is not whole.`;
    return { notes: [brokenNote(sentence), ...(isWhole ? [] : [tooManyNote(limits.entries)])] };
  }
}

/** Answers whether all entries are listed. Throws where the directory is not in order. */
async function listDirectory(path: string, limits: UnpackLimits, found: ListedEntry[]): Promise<boolean> {
  const zip = await openPromise(path, { decodeStrings: false, autoClose: false });
  const ids = new EntryIds();
  try {
    for await (const entry of zip.eachEntry()) {
      if (found.length >= limits.entries) return false;
      found.push(listed(entry, ids));
    }
    checkPlaces(path, found);
    return true;
  } finally {
    zip.close();
  }
}

function listed(entry: Entry, ids: EntryIds): ListedEntry {
  const system = entry.versionMadeBy >>> 8;
  const isUtf8Name = (entry.generalPurposeBitFlag & UTF8_FLAG) !== 0;
  return zipEntry(
    {
      name: entryName(entry.fileNameRaw, { isUtf8Name, isDos: isDosSystem(system) }),
      flags: entry.generalPurposeBitFlag,
      method: entry.compressionMethod,
      headerAt: entry.relativeOffsetOfLocalHeader,
      packedBytes: entry.compressedSize,
      sizeBytes: entry.uncompressedSize,
      crc: entry.crc32,
      changedAt: entry.getLastModDate().getTime(),
      system,
      attributes: entry.externalFileAttributes,
    },
    ids,
  );
}

/** A directory that points behind the end belongs to an archive of which the beginning is missing. */
function checkPlaces(path: string, found: readonly ListedEntry[]): void {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const outside = found.find(({ place }) => place.type === 'zip' && place.headerAt + 30 > size);
    if (outside !== undefined) throw new Error('it points to places that are not in the file');
  } finally {
    closeSync(file);
  }
}

/** Entries that share their bytes: so bombs are built that need no nesting. */
function overlapNotes(found: readonly ListedEntry[]): Listing['notes'] {
  const places = found
    .flatMap(({ place }) => (place.type === 'zip' ? [place] : []))
    .sort((a, b) => a.headerAt - b.headerAt);
  const isOverlapping = places.some((place, at) => {
    const next = places[at + 1];
    return next !== undefined && place.headerAt + 30 + (place.packedBytes ?? 0) > next.headerAt;
  });
  if (!isOverlapping) return [];
  const sentence =
    'Entries of this archive lie over one another, as in an archive bomb: together they would unpack to far more than it seems.';
  return [
    {
      code: 'overlap',
      level: 'warning',
      sentence,
      remedy: 'Open single entries only. All of them are bounded in size.',
    },
  ];
}
