import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/** https://sqlite.org/fileformat2.html#walformat */
const WAL_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/** Newer pages that are in the log beside a file only: page number -> place in the log. */
export interface WalOverlay {
  readonly pages: ReadonlyMap<number, number>;
  readonly pageBytes: number | undefined;
  read(offset: number, into: Buffer): void;
  close(): void;
}

const NOTHING: WalOverlay = {
  pages: new Map(),
  pageBytes: undefined,
  read: () => undefined,
  close: () => undefined,
};

/** Finds the pages of every transaction that was committed to the log. A log that cannot be understood gives none. */
export function readWal(path: string): WalOverlay {
  if (!existsSync(path)) return NOTHING;
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  const header = Buffer.alloc(WAL_HEADER_BYTES);
  const isWal =
    readSync(file, header, 0, WAL_HEADER_BYTES, 0) === WAL_HEADER_BYTES &&
    (header.readUInt32BE(0) & ~1) === 0x377f0682;
  const pageBytes = isWal ? header.readUInt32BE(8) : 0;
  if (pageBytes < 512 || pageBytes > 65_536) {
    closeSync(file);
    return NOTHING;
  }
  return {
    pages: committedPages(file, size, header, pageBytes),
    pageBytes,
    read: (offset, into) => void readSync(file, into, 0, into.length, offset),
    close: () => closeSync(file),
  };
}

function committedPages(file: number, size: number, header: Buffer, pageBytes: number): Map<number, number> {
  const pages = new Map<number, number>();
  let uncommitted = new Map<number, number>();
  const frame = Buffer.alloc(FRAME_HEADER_BYTES);
  const step = FRAME_HEADER_BYTES + pageBytes;
  for (let at = WAL_HEADER_BYTES; at + step <= size; at += step) {
    readSync(file, frame, 0, FRAME_HEADER_BYTES, at);
    // Frames of an older round of the log, which is written over from its beginning, have other salts.
    if (frame.compare(header, 16, 24, 8, 16) !== 0) break;
    uncommitted.set(frame.readUInt32BE(0), at + FRAME_HEADER_BYTES);
    if (frame.readUInt32BE(4) === 0) continue;
    for (const [page, place] of uncommitted) pages.set(page, place);
    uncommitted = new Map();
  }
  return pages;
}
