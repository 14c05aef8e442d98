import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const PIECE_BYTES = 64 * 1024;

/** The bytes of a file from `from` to before `to`, in pieces; each is a buffer of its own. For threads that may wait. */
export function* filePieces(path: string, from = 0, to = Infinity): Generator<Buffer, void, undefined> {
  const file = openSync(path, 'r');
  try {
    const end = Math.min(to, fstatSync(file).size);
    for (let at = from; at < end;) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, end - at));
      const length = readSync(file, piece, 0, piece.length, at);
      if (length === 0) return;
      at += length;
      yield length === piece.length ? piece : piece.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

/** Bytes at a place, fewer at the end of the file. */
export function bytesAt(file: number, at: number, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  let length = 0;
  while (length < count) {
    const read = readSync(file, bytes, length, count - length, at + length);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}
