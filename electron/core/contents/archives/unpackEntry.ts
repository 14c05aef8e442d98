import { BoundedFile, type Budget } from './boundedFile.ts';
import { unpackGzip } from './gzipFile.ts';
import type { EntryPlace } from './listedEntry.ts';
import type { UnpackLimits } from './unpackLimits.ts';
import { unpackTar } from './unpackTar.ts';
import type { Unpacked } from './unpackWords.ts';
import { unpackZip } from './unpackZip.ts';

export interface ArchiveFile {
  path: string;
  kind: 'zip' | 'tar' | 'tar.gz' | 'gzip';
}

/** Unpacks one entry into a file that is made for it. `onInput` is told how many packed bytes were read. */
export async function unpackEntry(
  { path, kind }: ArchiveFile,
  place: EntryPlace,
  out: { path: string; limits: UnpackLimits; budget?: Budget; onInput?: (bytes: number) => void },
): Promise<Unpacked> {
  const file = new BoundedFile(out.path, out.limits, out.budget);
  const take = (piece: Uint8Array): boolean => file.write(piece);
  // A member of a solid archive is as large as what was read of it. Of bytes that are not packed the ratio is 1.
  const onInput = (read: number, unpacked = 0): void => {
    file.packedBytes = kind === 'tar' ? Math.max(read, unpacked) : read;
    out.onInput?.(read);
  };
  try {
    const end = await unpackFrom(path, kind, place, { take, onInput });
    return { end, bytes: file.bytes, ...(file.reached === undefined ? {} : { reached: file.reached }) };
  } finally {
    file.close();
  }
}

async function unpackFrom(
  path: string,
  kind: ArchiveFile['kind'],
  place: EntryPlace,
  hooks: { take: (piece: Uint8Array) => boolean; onInput: (read: number, unpacked?: number) => void },
): Promise<Unpacked['end']> {
  const { take, onInput } = hooks;
  switch (place.type) {
    case 'zip':
      return await unpackZip(path, place, { take, onInput: (read) => onInput(read) });
    case 'gzip':
      return await unpackGzip(path, take, (read) => onInput(read));
    case 'tar':
      return await unpackTar(path, kind === 'tar.gz', place.ordinal, { take, onInput });
    default:
      throw new Error(`no place: ${JSON.stringify(place satisfies never)}`);
  }
}
