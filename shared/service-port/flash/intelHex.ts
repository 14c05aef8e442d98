/** Memory from address 0 up to its last byte; what the file leaves open is FF, as erased flash is. */
export interface HexImage {
  bytes: Uint8Array;
  /** Bytes that the file names; the others are filled. */
  dataBytes: number;
  firstAddress: number;
}

/** `line` counts from 1; 0 where it is about the whole file. */
export interface HexProblem {
  line: number;
  problem: string;
}

const DATA = 0;
const END = 1;
const SEGMENT = 2;
const START_SEGMENT = 3;
const LINEAR = 4;
const START_LINEAR = 5;
const LENGTH_OF = new Map([
  [END, 0],
  [SEGMENT, 2],
  [START_SEGMENT, 4],
  [LINEAR, 2],
  [START_LINEAR, 4],
]);
/** Beside its data: length, two of the address, type, sum. */
const FRAME_BYTES = 5;

interface HexRecord {
  type: number;
  offset: number;
  data: Uint8Array;
}

/**
 * Reads Intel HEX (Intel, “Hexadecimal Object File Format Specification”, rev. A). `limitBytes`: the room of the memory; what lies behind it
 * is refused, as is an address that is written twice and a file without its end.
 */
export function parseIntelHex(text: string, limitBytes: number): HexImage | HexProblem {
  const memory = new HexMemory(limitBytes);
  const lines = text.split(/\r\n|\n|\r/);
  let endLine = 0;
  for (const [at, written] of lines.entries()) {
    const line = at + 1;
    // DOS programs end a file with Ctrl-Z.
    const trimmed = written.replaceAll('\u001A', '').trim();
    if (trimmed === '') continue;
    if (endLine > 0) return fail(line, `goes on after the end of the file in line ${endLine}`);
    const record = readRecord(trimmed);
    if (typeof record === 'string') return fail(line, record);
    const problem = memory.take(record, line);
    if (problem !== undefined) return fail(line, problem);
    if (record.type === END) endLine = line;
  }
  if (endLine === 0) return { line: 0, problem: 'The file has no end record: it was cut off.' };
  return memory.image() ?? { line: 0, problem: 'The file has no data.' };
}

class HexMemory {
  readonly #bytes: Uint8Array;
  /** The line that has written a byte; 0: none. */
  readonly #writtenBy: Uint32Array;
  #base = 0;
  #isSegment = false;
  #first = Infinity;
  #end = 0;
  #dataBytes = 0;

  constructor(limitBytes: number) {
    this.#bytes = new Uint8Array(limitBytes).fill(0xff);
    this.#writtenBy = new Uint32Array(limitBytes);
  }

  /** Answers with what is wrong. */
  take({ type, offset, data }: HexRecord, line: number): string | undefined {
    const [high = 0, low = 0] = data;
    if (type === SEGMENT || type === LINEAR) {
      this.#isSegment = type === SEGMENT;
      this.#base = (high * 256 + low) * (this.#isSegment ? 0x10 : 0x1_00_00);
    }
    return type === DATA ? this.#write(offset, data, line) : undefined;
  }

  image(): HexImage | undefined {
    if (this.#dataBytes === 0) return undefined;
    return {
      bytes: this.#bytes.slice(0, this.#end),
      dataBytes: this.#dataBytes,
      firstAddress: this.#first,
    };
  }

  #write(offset: number, data: Uint8Array, line: number): string | undefined {
    if (this.#isSegment && offset + data.length > 0x1_00_00) {
      return 'has data that runs over the end of its segment';
    }
    const start = this.#base + offset;
    const end = start + data.length;
    if (end > this.#bytes.length && data.length > 0) {
      return `has data up to address ${hexOf(end - 1)}, but there is room up to ${hexOf(this.#bytes.length - 1)} only`;
    }
    for (let at = start; at < end; at += 1) {
      const other = this.#writtenBy[at] ?? 0;
      if (other > 0) return `writes address ${hexOf(at)}, which line ${other} has written already`;
      this.#writtenBy[at] = line;
    }
    if (data.length === 0) return undefined;
    this.#bytes.set(data, start);
    this.#dataBytes += data.length;
    this.#first = Math.min(this.#first, start);
    this.#end = Math.max(this.#end, end);
    return undefined;
  }
}

function readRecord(text: string): HexRecord | string {
  if (!text.startsWith(':')) return 'does not begin with a colon: this is no Intel HEX';
  const digits = text.slice(1);
  if (/[^0-9a-f]/i.test(digits)) return 'has a sign that is no hexadecimal digit';
  if (digits.length % 2 === 1) return 'has an odd number of digits: it was cut off';
  const bytes = Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16),
  );
  const [length = 0, high = 0, low = 0, type = 0] = bytes;
  if (bytes.length < FRAME_BYTES || bytes.length !== length + FRAME_BYTES) {
    return `has ${Math.max(0, bytes.length - FRAME_BYTES)} bytes of data, but says ${length}`;
  }
  if (bytes.reduce((sum, byte) => (sum + byte) & 0xff, 0) !== 0)
    return 'has a wrong check sum: it is damaged';
  if (type !== DATA && !LENGTH_OF.has(type)) return `has the unknown record type ${hexOf(type, 2)}`;
  const wanted = LENGTH_OF.get(type) ?? length;
  if (length !== wanted) return `has ${length} bytes, where a record of type ${hexOf(type, 2)} has ${wanted}`;
  return { type, offset: high * 256 + low, data: bytes.subarray(4, -1) };
}

function fail(line: number, problem: string): HexProblem {
  return { line, problem: `Line ${line} ${problem}.` };
}

function hexOf(value: number, digits = 4): string {
  return `0x${value.toString(16).toUpperCase().padStart(digits, '0')}`;
}
