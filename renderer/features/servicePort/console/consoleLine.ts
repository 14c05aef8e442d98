import type { ConsoleChunk, ConsoleMeaning } from '../../../../shared/service-port/consoleBatch.ts';
import type { Direction } from '../../../../shared/trace/record.ts';

/** A longer line is gone on with in another one: a device may print megabytes without an end. */
export const MOST_LINE_BYTES = 4096;
/** After such a silence what comes is something else. */
const SILENCE_MS = 1000;
/** Frames of a bus have no other end. */
const BINARY_SILENCE_MS = 25;

/** What crossed a port in one direction, up to a line end. `offset` is that of its first byte; times as of the chunk it began with. */
export interface ConsoleLine {
  readonly id: number;
  readonly direction: Direction;
  readonly at: number;
  readonly monoMs: number;
  readonly offset: number;
  bytes: Uint8Array;
  length: number;
  isClosed: boolean;
  /** It has bytes that no text has. */
  isBinary: boolean;
  lastMonoMs: number;
  /** Bytes that were lost on the way to the screen before it. */
  skippedBefore: number;
  /** It answers a question for a password. */
  isAnswerToPassword: boolean;
  meanings: ConsoleMeaning[];
  /** Grows with every change, so that what was made of it can be kept. */
  version: number;
}

export interface ConsoleBytes extends Omit<ConsoleChunk, 'data'> {
  bytes: Uint8Array;
}

const NO_BYTES = new Uint8Array(0);
const CR = 13;
const LF = 10;

/** Whether it has bytes that no text has. */
function hasBinary(bytes: Uint8Array): boolean {
  for (const byte of bytes) {
    const isOfText = byte >= 0x20 ? byte !== 0x7f : (byte >= 7 && byte <= 13) || byte === 0x1b;
    if (!isOfText) return true;
  }
  return false;
}

/** Cuts what crosses a port into lines: each direction by itself, so that an echo does not tear what is typed. */
export class LineSplitter {
  readonly #open = new Map<Direction, ConsoleLine>();
  #lastDirection: Direction | undefined;
  #lastId = 0;
  #lastReceived: ConsoleLine | undefined;

  /** Calls `onLine` for each line that begins, and `onGrown` for each that has more bytes than before. */
  take(chunk: ConsoleBytes, skipped: number, onLine: (line: ConsoleLine) => void): ConsoleLine[] {
    const { direction, bytes, monoMs } = chunk;
    this.#endBefore(chunk, skipped > 0);
    const touched: ConsoleLine[] = [];
    let from = 0;
    let before = skipped;
    while (from < bytes.length) {
      let line = this.#open.get(direction);
      if (line === undefined) {
        line = this.#begin(chunk, from, before);
        before = 0;
        onLine(line);
      }
      const to = endOf(line, bytes, from);
      append(line, bytes.subarray(from, to));
      line.lastMonoMs = monoMs;
      touched.push(line);
      if (isEnded(line, bytes[to])) this.#close(line);
      from = to;
    }
    this.#lastDirection = direction;
    return touched;
  }

  /** Whether the latest that came is a question for a password. */
  isAskingForPassword(): boolean {
    return asksForPassword(this.#lastReceived);
  }

  reset(): void {
    this.#open.clear();
    this.#lastDirection = undefined;
    this.#lastReceived = undefined;
  }

  #endBefore({ direction, monoMs, bytes }: ConsoleBytes, isGap: boolean): void {
    const line = this.#open.get(direction);
    if (line === undefined) return;
    const silenceMs = monoMs - line.lastMonoMs;
    const isOther = line.isBinary && this.#lastDirection !== direction;
    const isLate = silenceMs > (line.isBinary ? BINARY_SILENCE_MS : SILENCE_MS);
    const isAfterCr = line.bytes[line.length - 1] === CR && bytes[0] !== LF;
    if (isGap || isOther || isLate || isAfterCr) this.#close(line);
  }

  #begin(chunk: ConsoleBytes, from: number, skippedBefore: number): ConsoleLine {
    const { direction, at, monoMs, offset } = chunk;
    this.#lastId += 1;
    const line: ConsoleLine = {
      id: this.#lastId,
      direction,
      at,
      monoMs,
      offset: offset + from,
      bytes: NO_BYTES,
      length: 0,
      isClosed: false,
      isBinary: false,
      lastMonoMs: monoMs,
      skippedBefore,
      isAnswerToPassword: direction === 'out' && this.isAskingForPassword(),
      meanings: [],
      version: 0,
    };
    this.#open.set(direction, line);
    if (direction === 'in') this.#lastReceived = line;
    return line;
  }

  #close(line: ConsoleLine): void {
    line.isClosed = true;
    line.version += 1;
    // The rest of its buffer would be kept for as long as the line.
    if (line.bytes.length > line.length) line.bytes = line.bytes.slice(0, line.length);
    if (this.#open.get(line.direction) === line) this.#open.delete(line.direction);
  }
}

/** Where the part ends that belongs to the line: behind a line end, or where the line is full. */
function endOf(line: ConsoleLine, bytes: Uint8Array, from: number): number {
  const most = Math.min(bytes.length, from + MOST_LINE_BYTES - line.length);
  for (let at = from; at < most; at += 1) {
    const byte = bytes[at];
    if (byte === LF) return at + 1;
    if (byte === CR && at + 1 < bytes.length && bytes[at + 1] !== LF) return at + 1;
  }
  return Math.max(most, from + 1);
}

function isEnded(line: ConsoleLine, next: number | undefined): boolean {
  const last = line.bytes[line.length - 1];
  if (last === LF || line.length >= MOST_LINE_BYTES) return true;
  return last === CR && next !== undefined && next !== LF;
}

function append(line: ConsoleLine, bytes: Uint8Array): void {
  const length = line.length + bytes.length;
  if (length > line.bytes.length) {
    // Most lines come whole: they get what they need.
    const grown = new Uint8Array(Math.max(length, line.length === 0 ? 0 : 64, line.bytes.length * 2));
    grown.set(line.bytes.subarray(0, line.length));
    line.bytes = grown;
  }
  line.bytes.set(bytes, line.length);
  line.length = length;
  line.isBinary ||= hasBinary(bytes);
  line.version += 1;
}

function asksForPassword(line: ConsoleLine | undefined): boolean {
  if (line === undefined) return false;
  const end = String.fromCharCode(...line.bytes.subarray(Math.max(0, line.length - 40), line.length));
  return /pass(?:word|phrase|code)?\s*:?\s*$/i.test(end);
}
