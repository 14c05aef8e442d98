import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { isAscii } from 'node:buffer';
import { decodeText } from './decodeText.ts';
import { linePattern, type LineQuery } from './linePattern.ts';
import { shownText } from './shownText.ts';
import { nextLineStart, unitBytes, withoutLineEnd, type TextShape } from './textShape.ts';

const PIECE_BYTES = 1024 * 1024;
/** A longer line is looked at in parts: a match that lies across two of them is not found. */
const LONGEST_BYTES = 16 * 1024 * 1024;

export interface LineSearch {
  path: string;
  shape: TextShape;
  query: LineQuery;
  /** Where lines begin, as far as it is known: lines and offsets in turns. */
  marks: Float64Array;
}

/**
 * Line numbers since the last time, ascending, and where in each of them the match stands (from, to), as far as it was looked at as
 * text: the thread that answers stations must not try a pattern again that may take for ever.
 */
export interface FoundLines {
  lines: number[];
  places: number[];
  share: number;
}

/**
 * Looks for the lines that match, once through the file. What is plain is looked for in the bytes; anything else in each line as it is
 * shown, so that what is seen is what is found.
 */
export function searchLines(
  { path, shape, query, marks }: LineSearch,
  tell: (found: FoundLines) => void,
): void {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const finder = finderOf(shape, query);
    const counter = new LineCounter(shape, marks);
    let buffer = Buffer.allocUnsafe(PIECE_BYTES * 2);
    // What is left of the piece before, at the beginning of the buffer.
    let left = 0;
    let at = shape.startBytes;
    for (;;) {
      if (buffer.length - left < PIECE_BYTES) {
        buffer = Buffer.concat([buffer.subarray(0, left)], buffer.length * 2);
      }
      const length = readSync(file, buffer, left, PIECE_BYTES, at + left);
      const bytes = buffer.subarray(0, left + length);
      if (bytes.length === 0) break;
      const isEnd = length === 0;
      const end = isEnd || bytes.length > LONGEST_BYTES ? bytes.length : wholeLines(bytes, shape);
      const found = counter.numbers(bytes.subarray(0, end), at, finder(bytes.subarray(0, end)));
      buffer.copyWithin(0, end, bytes.length);
      left = bytes.length - end;
      at += end;
      tell({ ...found, share: size === 0 ? 1 : Math.min(1, at / size) });
      if (isEnd) break;
    }
  } finally {
    closeSync(file);
  }
}

/** A place in a part of the file, in a line that matches; `from` and `to` in the text of that line, or -1. */
interface Found {
  at: number;
  from: number;
  to: number;
}

/** Ascending, one in each line that matches. */
type Finder = (bytes: Buffer) => Iterable<Found>;

function finderOf(shape: TextShape, wish: LineQuery): Finder {
  const { query, isRegex, isCaseSensitive } = wish;
  const isPlain = !isRegex && isAscii(Buffer.from(query)) && unitBytes(shape) === 1;
  if (!isPlain) return eachLine(shape, wish);
  const wanted = Buffer.from(query, 'latin1');
  if (isCaseSensitive) return (bytes) => byBytes(bytes, wanted, shape);
  const pattern = linePattern({ query, isRegex: false, isCaseSensitive: false });
  return (bytes) => byText(bytes.toString('latin1'), pattern, shape);
}

function* byBytes(bytes: Buffer, wanted: Buffer, shape: TextShape): Generator<Found> {
  for (let at = bytes.indexOf(wanted); at >= 0;) {
    yield { at, from: -1, to: -1 };
    const next = nextLineStart(bytes, at, shape);
    at = next < 0 ? -1 : bytes.indexOf(wanted, next);
  }
}

function* byText(text: string, pattern: RegExp, { lineEnd }: TextShape): Generator<Found> {
  const end = lineEnd === 'LF' ? '\n' : '\r';
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    yield { at: found.index, from: -1, to: -1 };
    const next = text.indexOf(end, found.index);
    if (next < 0) return;
    pattern.lastIndex = next;
  }
}

function eachLine(shape: TextShape, query: LineQuery): Finder {
  const pattern = linePattern(query);
  return function* lines(bytes) {
    for (let at = 0; at < bytes.length;) {
      const next = nextLineStart(bytes, at, shape);
      const end = next < 0 ? bytes.length : next;
      const { text } = decodeText(withoutLineEnd(bytes.subarray(at, end), shape), shape.encoding);
      pattern.lastIndex = 0;
      const found = pattern.exec(shownText(text));
      if (found !== null) yield { at, from: found.index, to: found.index + found[0].length };
      at = end;
    }
  };
}

function wholeLines(bytes: Buffer, shape: TextShape): number {
  const code = shape.lineEnd === 'LF' ? 10 : 13;
  if (unitBytes(shape) === 1) return bytes.lastIndexOf(code) + 1;
  const low = shape.encoding === 'UTF-16LE' ? 0 : 1;
  for (let at = bytes.lastIndexOf(code); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(code, at - 1)) {
    if (at % 2 === low && bytes[at + 1 - 2 * low] === 0) return at - low + 2;
  }
  return 0;
}

/** Turns places into line numbers. Marks that are known spare counting what lies between. */
class LineCounter {
  readonly #shape: TextShape;
  readonly #marks: Float64Array;
  #mark = 0;
  /** A place where a line begins, and its number. */
  #at: number;
  #line = 1;
  #told = 0;

  constructor(shape: TextShape, marks: Float64Array) {
    this.#shape = shape;
    this.#marks = marks;
    this.#at = shape.startBytes;
  }

  numbers(bytes: Buffer, offset: number, found: Iterable<Found>): Pick<FoundLines, 'lines' | 'places'> {
    const lines: number[] = [];
    const places: number[] = [];
    for (const { at, from, to } of found) {
      this.#advance(bytes, offset, offset + at);
      // A line that came in parts is one line.
      if (this.#line === this.#told) continue;
      this.#told = this.#line;
      lines.push(this.#line);
      places.push(from, to);
    }
    this.#advance(bytes, offset, offset + bytes.length);
    return { lines, places };
  }

  #advance(bytes: Buffer, offset: number, to: number): void {
    const marks = this.#marks;
    while ((marks[this.#mark * 2 + 1] ?? Infinity) <= to) {
      this.#line = marks[this.#mark * 2] ?? this.#line;
      this.#at = marks[this.#mark * 2 + 1] ?? this.#at;
      this.#mark += 1;
    }
    const part = bytes.subarray(0, to - offset);
    for (;;) {
      const next = nextLineStart(part, Math.max(0, this.#at - offset), this.#shape);
      if (next < 0) return;
      this.#line += 1;
      this.#at = offset + next;
    }
  }
}
