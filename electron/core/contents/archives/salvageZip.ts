import { closeSync, fstatSync, openSync } from 'node:fs';
import { EntryIds, entryName } from './entryName.ts';
import { bytesAt } from './filePieces.ts';
import type { ListingHooks } from './listedEntry.ts';
import type { UnpackLimits } from './unpackLimits.ts';
import { UTF8_FLAG, zipEntry, type ZipFacts } from './zipEntry.ts';

export const LOCAL_HEADER = 0x04034b50;
export const LOCAL_HEADER_BYTES = 30;
const DESCRIPTOR_FLAG = 8;
const ZIP64 = 1;
const NOT_HERE = 0xffffffff;
const PIECE_BYTES = 1024 * 1024;
const SIGNATURE = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** Behind the bytes of an entry whose sizes were not known when its header was written (APPNOTE.TXT §4.3.9). */
const DESCRIPTOR = Buffer.from([0x50, 0x4b, 0x07, 0x08]);

/**
 * Lists what is left of a ZIP archive without its directory, by the header before each entry (APPNOTE.TXT §4.3.7). Answers whether all
 * of them are listed.
 */
export function salvageZip(path: string, limits: UnpackLimits, hooks: ListingHooks): boolean {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const ids = new EntryIds();
    let entries = 0;
    for (let at = find(file, SIGNATURE, 0, size); at >= 0;) {
      const header = readHeader(file, at, size);
      if (header === undefined) {
        at = find(file, SIGNATURE, at + 4, size);
        continue;
      }
      if (entries >= limits.entries) return false;
      entries += 1;
      const next = find(file, SIGNATURE, header.next, size);
      hooks.found(
        zipEntry(header.isOpen ? measured(file, header, next < 0 ? size : next) : header.facts, ids),
      );
      hooks.onShare(at / size);
      at = next;
    }
    return true;
  } finally {
    closeSync(file);
  }
}

interface LocalHeader {
  facts: ZipFacts;
  dataAt: number;
  /** Its sizes stand behind its bytes. */
  isOpen: boolean;
  /** Where the next header may be looked for. */
  next: number;
}

function readHeader(file: number, at: number, size: number): LocalHeader | undefined {
  const header = bytesAt(file, at, LOCAL_HEADER_BYTES);
  if (header.length < LOCAL_HEADER_BYTES) return undefined;
  const flags = header.readUInt16LE(6);
  const method = header.readUInt16LE(8);
  const nameBytes = header.readUInt16LE(26);
  const extraBytes = header.readUInt16LE(28);
  const rest = bytesAt(file, at + LOCAL_HEADER_BYTES, nameBytes + extraBytes);
  if (rest.length < nameBytes) return undefined;
  const sizes = sizesOf(header, rest.subarray(nameBytes));
  const isOpen = (flags & DESCRIPTOR_FLAG) !== 0 && sizes.packedBytes === 0;
  const dataAt = at + LOCAL_HEADER_BYTES + nameBytes + extraBytes;
  const name = entryName(rest.subarray(0, nameBytes), { isUtf8Name: (flags & UTF8_FLAG) !== 0, isDos: true });
  const facts: ZipFacts = {
    name,
    flags,
    method,
    headerAt: at,
    changedAt: dosTime(header.readUInt16LE(12), header.readUInt16LE(10)),
    ...(isOpen ? {} : { ...sizes, crc: header.readUInt32LE(14) }),
  };
  return { facts, dataAt, isOpen, next: isOpen ? dataAt : Math.min(size, dataAt + sizes.packedBytes) };
}

function sizesOf(header: Buffer, extra: Buffer): { packedBytes: number; sizeBytes: number } {
  const packedBytes = header.readUInt32LE(18);
  const sizeBytes = header.readUInt32LE(22);
  if (packedBytes !== NOT_HERE && sizeBytes !== NOT_HERE) return { packedBytes, sizeBytes };
  for (let at = 0; at + 4 <= extra.length;) {
    const bytes = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === ZIP64 && bytes >= 16 && at + 20 <= extra.length) {
      return {
        sizeBytes: Number(extra.readBigUInt64LE(at + 4)),
        packedBytes: Number(extra.readBigUInt64LE(at + 12)),
      };
    }
    at += 4 + bytes;
  }
  return { packedBytes, sizeBytes };
}

/** The sizes of an entry, by what stands before the next header; without it the entry goes on to the end. */
function measured(file: number, { facts, dataAt }: LocalHeader, end: number): ZipFacts {
  const tail = bytesAt(file, Math.max(dataAt, end - 24), Math.min(24, end - dataAt));
  const at = tail.lastIndexOf(DESCRIPTOR);
  if (at < 0) return facts;
  const crc = tail.readUInt32LE(at + 4);
  const packedBytes = end - tail.length + at - dataAt;
  const isLong = tail.length - at >= 24;
  const sizeBytes = isLong
    ? Number(tail.readBigUInt64LE(at + 16))
    : tail.length - at >= 16
      ? tail.readUInt32LE(at + 12)
      : undefined;
  return { ...facts, packedBytes, crc, ...(sizeBytes === undefined ? {} : { sizeBytes }) };
}

function find(file: number, wanted: Buffer, from: number, size: number): number {
  for (let at = from; at < size; at += PIECE_BYTES - wanted.length + 1) {
    const piece = bytesAt(file, at, Math.min(PIECE_BYTES, size - at));
    const found = piece.indexOf(wanted);
    if (found >= 0) return at + found;
  }
  return -1;
}

/** Local time in steps of two seconds (APPNOTE.TXT §4.4.6). */
function dosTime(date: number, time: number): number {
  const day = date & 0x1f;
  const month = (date >>> 5) & 0xf;
  if (day === 0 || month === 0) return Number.NaN;
  return new Date(
    (date >>> 9) + 1980,
    month - 1,
    day,
    time >>> 11,
    (time >>> 5) & 0x3f,
    (time & 0x1f) * 2,
  ).getTime();
}
