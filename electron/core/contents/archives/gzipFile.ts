import { closeSync, openSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { EntryIds, entryName, isUnsafeName } from './entryName.ts';
import { bytesAt, filePieces } from './filePieces.ts';
import { inflate, type InflateEnd, type PieceTaker } from './inflate.ts';
import type { ListedEntry } from './listedEntry.ts';

const NAME_FLAG = 8;
const EXTRA_FLAG = 4;
const HEADER_BYTES = 10;

/** The one file in a gzip file (RFC 1952); several members are one after the other in it. */
export function gzipEntry(path: string, fileName: string): ListedEntry {
  const { name, changedAt } = headOf(path, fileName);
  return {
    entry: {
      ...new EntryIds().of(name),
      name,
      kind: 'file',
      packedBytes: statSync(path).size,
      ...(changedAt === 0 ? {} : { changedAt }),
      isEncrypted: false,
      isUnsafe: isUnsafeName(name),
    },
    place: { type: 'gzip' },
  };
}

/** `onInput` is told the packed bytes so far. */
export function unpackGzip(
  path: string,
  take: PieceTaker,
  onInput?: (bytes: number) => void,
): Promise<InflateEnd> {
  return inflate(filePieces(path), createGunzip(), take, onInput);
}

/** The first bytes of what is inside. */
export async function gzipHead(path: string, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let have = 0;
  await unpackGzip(path, (piece) => {
    parts.push(piece);
    have += piece.length;
    return have < bytes;
  });
  return Buffer.concat(parts).subarray(0, bytes);
}

function headOf(path: string, fileName: string): { name: string; changedAt: number } {
  const file = openSync(path, 'r');
  try {
    const head = bytesAt(file, 0, 4096);
    const flags = head[3] ?? 0;
    const changedAt = head.length >= 8 ? head.readUInt32LE(4) * 1000 : 0;
    const extra = (flags & EXTRA_FLAG) === 0 ? 0 : 2 + (head.length >= 12 ? head.readUInt16LE(10) : 0);
    const start = HEADER_BYTES + extra;
    const end = (flags & NAME_FLAG) === 0 ? -1 : head.indexOf(0, start);
    const told =
      end > start ? entryName(head.subarray(start, end), { isUtf8Name: true, isDos: false }).name : '';
    return { name: told === '' ? bareName(fileName) : basename(told.replaceAll('\\', '/')), changedAt };
  } finally {
    closeSync(file);
  }
}

function bareName(fileName: string): string {
  const bare = fileName.replace(/\.(?:gz|gzip|z)$/i, '').replace(/\.tgz$/i, '.tar');
  return bare === '' ? 'content' : bare;
}
