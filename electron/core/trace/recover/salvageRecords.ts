import type { SQLOutputValue } from 'node:sqlite';
import { parseFrame } from '../../../../shared/ocpp/parseFrame.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { RECORD_KINDS } from '../../../../shared/trace/record.ts';
import { decodeRecord, sizeOf, type Row, type StoredRecord } from '../store/storedRecord.ts';
import type { PageFile } from './pageFile.ts';

/** Type of a page that holds rows (https://sqlite.org/fileformat2.html#b_tree_pages). */
const TABLE_LEAF = 0x0d;
const LEAF_HEADER_BYTES = 8;

/** Columns of the table `record` in the order in which migrations added them; the first is the row's number. */
const COLUMNS = [
  'seq',
  'at',
  'station',
  'version',
  'kind',
  'direction',
  'action',
  'message_id',
  'pair_seq',
  'latency',
  'issues',
  'size',
  'raw',
  'transport',
  'payload',
  'about',
] as const;
const FIRST_COLUMNS = 13;
/** No frame is that large; a row that says so is damaged. */
const LARGEST_ROW_BYTES = 512 * 1024 * 1024;
const KINDS: ReadonlySet<string> = new Set(RECORD_KINDS);

/**
 * Every record that stands whole on some page, page by page. A page that is not readable costs the records on it and no
 * others. A number may come twice: a page that SQLite has given up keeps what it held.
 */
export function* salvageRecords(file: PageFile): Generator<StoredRecord | undefined, void, undefined> {
  for (let number = 1; number <= file.pages; number += 1) {
    const page = file.page(number);
    // The first page begins with the head of the file.
    const start = number === 1 ? 100 : 0;
    if (page[start] === TABLE_LEAF) yield* recordsOf(file, page, start);
    yield undefined;
  }
}

function* recordsOf(file: PageFile, page: Buffer, start: number): Generator<StoredRecord, void, undefined> {
  const cells = page.readUInt16BE(start + 3);
  for (let cell = 0; cell < cells; cell += 1) {
    const pointer = start + LEAF_HEADER_BYTES + cell * 2;
    if (pointer + 2 > page.length) return;
    const record = attempt(() => readCell(file, page, page.readUInt16BE(pointer)));
    if (record !== undefined) yield record;
  }
}

/** Damage shows as a place outside of a page or a size that cannot be: that cell is given up. */
function attempt(read: () => StoredRecord | undefined): StoredRecord | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readCell(file: PageFile, page: Buffer, at: number): StoredRecord | undefined {
  const [payloadBytes, rowAt] = varint(page, at);
  const [seq, contentAt] = varint(page, rowAt);
  if (
    seq < 1 ||
    payloadBytes < FIRST_COLUMNS ||
    payloadBytes > Math.min(LARGEST_ROW_BYTES, file.pages * file.pageBytes)
  )
    return undefined;
  const payload = wholePayload(file, page, contentAt, payloadBytes);
  return payload === undefined ? undefined : readRow(payload, seq);
}

/** Joins what stands on the page and what its overflow pages hold. Nothing where the chain is broken. */
function wholePayload(file: PageFile, page: Buffer, at: number, payloadBytes: number): Buffer | undefined {
  const { usableBytes } = file;
  const mostOnPage = usableBytes - 35;
  if (payloadBytes <= mostOnPage) return slice(page, at, payloadBytes);
  const least = Math.floor(((usableBytes - 12) * 32) / 255) - 23;
  const wanted = least + ((payloadBytes - least) % (usableBytes - 4));
  const onPage = wanted <= mostOnPage ? wanted : least;
  const parts = [slice(page, at, onPage)];
  let next = page.readUInt32BE(at + onPage);
  let left = payloadBytes - onPage;
  while (left > 0) {
    if (next < 1 || next > file.pages) return undefined;
    const overflow = file.page(next);
    const taken = Math.min(left, usableBytes - 4);
    parts.push(overflow.subarray(4, 4 + taken));
    next = overflow.readUInt32BE(0);
    left -= taken;
  }
  return Buffer.concat(parts);
}

function slice(page: Buffer, at: number, bytes: number): Buffer {
  if (at + bytes > page.length) throw new RangeError('beyond the page');
  return page.subarray(at, at + bytes);
}

/** https://sqlite.org/fileformat2.html#record_format */
function readRow(payload: Buffer, seq: number): StoredRecord | undefined {
  const [headerBytes, firstType] = varint(payload, 0);
  if (headerBytes > payload.length) return undefined;
  const types: number[] = [];
  for (let at = firstType; at < headerBytes;) {
    const [type, next] = varint(payload, at);
    types.push(type);
    at = next;
  }
  if (types.length < FIRST_COLUMNS || types.length > COLUMNS.length + 8) return undefined;
  const row: Row = {};
  let at = headerBytes;
  for (const [index, type] of types.entries()) {
    const bytes = sizeOfType(type);
    const name = COLUMNS[index];
    if (name !== undefined) row[name] = valueOf(slice(payload, at, bytes), type);
    at += bytes;
  }
  // The number of a row is not stored a second time.
  if (row['seq'] !== null || !isRecord(row)) return undefined;
  return marked(decodeRecord({ ...row, seq }));
}

/** A large frame runs over pages that say nothing of themselves: what cannot be whole any more says so. */
function marked(record: StoredRecord): StoredRecord {
  return isWhole(record) ? record : { ...record, issues: [...record.issues, DAMAGED] };
}

const DAMAGED: Issue = {
  severity: 'error',
  code: 'record-damaged',
  message: 'Part of this record was overwritten in the damaged file: it is not what was on the wire.',
};

function isWhole({ raw, sizeBytes, kind, transport }: StoredRecord): boolean {
  if (sizeOf(raw) !== sizeBytes) return false;
  if (typeof raw !== 'string') return true;
  if (kind !== 'call' && kind !== 'result' && kind !== 'error') return true;
  return transport === 'soap' ? !raw.includes('\0') : parseFrame(raw).kind === kind;
}

function isRecord(row: Row): boolean {
  const { kind, direction, at, size, station } = row;
  return (
    typeof kind === 'string' &&
    KINDS.has(kind) &&
    (direction === 'in' || direction === 'out') &&
    typeof at === 'number' &&
    typeof size === 'number' &&
    typeof station === 'string'
  );
}

const NUMBER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function sizeOfType(type: number): number {
  if (type >= 12) return Math.floor((type - (type % 2 === 0 ? 12 : 13)) / 2);
  return NUMBER_BYTES[type] ?? 0;
}

function valueOf(bytes: Buffer, type: number): SQLOutputValue {
  if (type >= 12) return type % 2 === 0 ? new Uint8Array(bytes) : bytes.toString('utf8');
  switch (type) {
    case 0:
      return null;
    case 7:
      return bytes.readDoubleBE(0);
    case 8:
      return 0;
    case 9:
      return 1;
    default:
      return bytes.length <= 6 ? bytes.readIntBE(0, bytes.length) : Number(bytes.readBigInt64BE(0));
  }
}

/** A number of one to nine bytes, and where it ends. */
function varint(buffer: Buffer, at: number): [value: number, next: number] {
  let value = 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = buffer.readUInt8(at + index);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + index + 1];
  }
  return [value * 256 + buffer.readUInt8(at + 8), at + 9];
}
