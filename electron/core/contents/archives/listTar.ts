import { statSync } from 'node:fs';
import type { Header } from 'tar-stream';
import type { ContentEntry } from '../../../../shared/files/contents/contentEntry.ts';
import type { ContentNote } from '../../../../shared/files/contents/contentState.ts';
import { EntryIds, entryName, isUnsafeName, type EntryName } from './entryName.ts';
import { brokenNote, tooManyNote, type Listing, type ListingHooks } from './listedEntry.ts';
import { tarEntries, type TarEnd } from './tarEntries.ts';
import type { UnpackLimits } from './unpackLimits.ts';

/** Lists a tar archive; of a packed one everything has to be unpacked for that, and is thrown away at once. */
export async function listTar(
  path: string,
  isPacked: boolean,
  limits: UnpackLimits,
  hooks: ListingHooks,
): Promise<Listing> {
  const { size } = statSync(path);
  const ids = new EntryIds();
  let count = 0;
  let stopped: ContentNote | undefined;
  const end = await tarEntries(path, isPacked, {
    entry(header, ordinal) {
      if (count >= limits.entries) {
        stopped = tooManyNote(limits.entries);
        return 'stop';
      }
      count += 1;
      hooks.found({ entry: tarEntry(header, ids), place: { type: 'tar', ordinal } });
      return 'skip';
    },
    onBytes(read, unpacked) {
      hooks.onShare(size === 0 ? 1 : read / size);
      const isBomb = unpacked > limits.suspectBytes && unpacked > read * limits.ratio;
      if (isBomb || unpacked > limits.totalBytes) stopped = bombNote(isBomb);
      return stopped === undefined;
    },
  });
  return { notes: [...(stopped === undefined ? endNotes(end, count) : [stopped])] };
}

export function tarName({ name, ...header }: Header): EntryName {
  // A name of a pax header was decoded by its rule already (POSIX.1-2001 pax, §path).
  if ('pax' in header && hasPath(header.pax)) return { name };
  return entryName(Buffer.from(name, 'latin1'), { isUtf8Name: true, isDos: false });
}

function hasPath(pax: unknown): boolean {
  return typeof pax === 'object' && pax !== null && 'path' in pax;
}

function tarEntry(header: Header, ids: EntryIds): ContentEntry {
  const { name, nameGuess } = tarName(header);
  const kind = kindOf(header);
  const target: string | null = header.linkname;
  const changedAt = header.mtime.getTime();
  const hindrance =
    kind === 'device' && isUnknown(header)
      ? 'It is an entry of a kind that Kerbside does not know. Save the archive, and unpack it with `tar`.'
      : undefined;
  return {
    ...ids.of(name),
    name,
    kind,
    ...(kind === 'link' && target !== null ? { target: Buffer.from(target, 'latin1').toString('utf8') } : {}),
    ...(kind === 'file' ? { sizeBytes: header.size } : {}),
    ...(changedAt > 0 ? { changedAt } : {}),
    isEncrypted: false,
    isUnsafe: isUnsafeName(name),
    ...(nameGuess === undefined ? {} : { nameGuess }),
    ...(hindrance === undefined ? {} : { hindrance }),
  };
}

/** The library knows more kinds than it declares, and has none for others. */
function isUnknown({ type }: { type: string | null }): boolean {
  return type === null;
}

function kindOf({ type }: Header): ContentEntry['kind'] {
  switch (type) {
    case 'file':
    case 'contiguous-file':
      return 'file';
    case 'directory':
      return 'folder';
    case 'link':
    case 'symlink':
      return 'link';
    default:
      return 'device';
  }
}

function bombNote(isBomb: boolean): ContentNote {
  const sentence = isBomb
    ? 'The archive grows to some hundred times its size, as an archive bomb does: it was not read to its end.'
    : 'The archive is too large to be read to its end.';
  return {
    code: 'bomb',
    level: 'warning',
    sentence,
    remedy: 'Save it, and unpack it with other means if you trust it.',
  };
}

function endNotes(end: TarEnd, count: number): ContentNote[] {
  const after =
    count === 0 ? 'before its first entry' : `after ${count} ${count === 1 ? 'entry' : 'entries'}`;
  if (end === 'cut') return [brokenNote(`The archive is cut off ${after}: the last one may not be whole.`)];
  if (end === 'damaged') return [brokenNote(`The archive is damaged ${after}: what follows cannot be read.`)];
  return [];
}
