import { closeSync, openSync } from 'node:fs';
import { crc32, createInflateRaw } from 'node:zlib';
import { bytesAt, filePieces } from './filePieces.ts';
import { inflate, type InflateEnd, type PieceTaker } from './inflate.ts';
import type { EntryPlace } from './listedEntry.ts';
import { LOCAL_HEADER, LOCAL_HEADER_BYTES } from './salvageZip.ts';

type ZipPlace = Extract<EntryPlace, { type: 'zip' }>;

export interface UnpackHooks {
  take: PieceTaker;
  /** Packed bytes so far. */
  onInput?: (bytes: number) => void;
}

/** How an entry was unpacked; `wrong-sum`: whole, but its checksum says that bytes were changed. */
export type UnpackEnd = InflateEnd | 'wrong-sum' | 'absent';

export async function unpackZip(
  path: string,
  place: ZipPlace,
  { take, onInput }: UnpackHooks,
): Promise<UnpackEnd> {
  const from = dataAt(path, place.headerAt);
  if (from === undefined) return 'absent';
  let sum = 0;
  let bytes = 0;
  const summed: PieceTaker = (piece) => {
    sum = crc32(piece, sum);
    bytes += piece.length;
    return take(piece);
  };
  const pieces = filePieces(
    path,
    from,
    place.packedBytes === undefined ? Infinity : from + place.packedBytes,
  );
  const end =
    place.method === 8
      ? await inflate(pieces, createInflateRaw(), summed, onInput)
      : await copy(pieces, summed, onInput);
  if (end !== 'whole') return end;
  if (place.sizeBytes !== undefined && bytes < place.sizeBytes) return 'cut';
  return place.crc === undefined || place.crc === sum ? 'whole' : 'wrong-sum';
}

async function copy(
  pieces: Iterable<Buffer>,
  take: PieceTaker,
  onInput: (bytes: number) => void = () => undefined,
): Promise<InflateEnd> {
  let bytes = 0;
  for (const piece of pieces) {
    bytes += piece.length;
    onInput(bytes);
    if (!(await take(piece))) return 'stopped';
  }
  return 'whole';
}

/** Where the bytes of an entry begin: only its own header knows how long that is. */
function dataAt(path: string, headerAt: number): number | undefined {
  const file = openSync(path, 'r');
  try {
    const header = bytesAt(file, headerAt, LOCAL_HEADER_BYTES);
    if (header.length < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== LOCAL_HEADER) return undefined;
    return headerAt + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    closeSync(file);
  }
}
