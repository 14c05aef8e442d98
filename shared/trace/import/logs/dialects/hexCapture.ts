import type { TextFormat, TextReader } from '../../found.ts';
import { LineSplitter } from '../../lineSplitter.ts';
import { hexLineBytes, textOfBytes } from '../hexText.ts';
import { universal } from './universal.ts';

const FEWEST_BYTES = 16;
/** Most of the text must be digits: a log may quote some bytes. */
const LEAST_SHARE = 0.9;
const SCORE = 0.75;
const LINE_END = 0x0a;
/** Bytes without a line end need no more memory than this. */
const MOST_BYTES = 16_384;
const MOST_LINE_CHARS = 1 << 16;
/** What stands between two pairs, at the end of a part of a line. */
const BETWEEN = /[ ,;:-]{1,4}$/;

/**
 * What crossed a serial line as a terminal program or a dump wrote it in hexadecimal. It is read as the text that the bytes are; lines are
 * counted in that text.
 */
export const hexCapture: TextFormat = {
  id: 'hex-capture',
  name: 'Serial capture in hexadecimal',
  writer: 'unknown',
  score(sample) {
    // The sample may end within a pair.
    const whole = sample
      .slice(0, Math.max(sample.search(/\s\S*$/), 0))
      .split(/[\r\n]+/)
      .filter((line) => line.trim() !== '');
    const read = whole.map((line, at) => hexLineBytes(line, at > 0)).filter((bytes) => bytes !== undefined);
    const isMany = read.reduce((sum, bytes) => sum + bytes.length, 0) >= FEWEST_BYTES;
    return isMany && read.length >= whole.length * LEAST_SHARE ? SCORE : 0;
  },
  open(emit) {
    return new HexReader(universal.open(emit));
  },
};

class HexReader implements TextReader {
  readonly #inner: TextReader;
  readonly #lines = new LineSplitter(
    (line, _number, ending, isCut) => this.#takePart(line, ending, isCut),
    MOST_LINE_CHARS,
  );
  /** The beginning of a pair that was cut. */
  #held = '';
  /** Bytes of a line that has not ended. */
  #bytes: number[] = [];
  #isBehindHex = false;

  constructor(inner: TextReader) {
    this.#inner = inner;
  }

  text(piece: string): void {
    this.#lines.text(piece);
  }

  end(): void {
    this.#lines.end();
    this.#tell(this.#bytes.length);
    this.#inner.end();
  }

  #takePart(part: string, ending: string, isCut: boolean): void {
    const line = this.#held + part;
    const cut = isCut ? line.length - openPair(line) : line.length;
    this.#held = line.slice(cut);
    this.#take(line.slice(0, cut), ending, isCut);
  }

  /** A line that is no dump stays as it is. */
  #take(line: string, ending: string, isCut: boolean): void {
    const bytes = hexLineBytes(isCut ? line.replace(BETWEEN, '') : line, this.#isBehindHex);
    if (line.trim() !== '') this.#isBehindHex = bytes !== undefined;
    if (bytes !== undefined) {
      for (const byte of bytes) this.#bytes.push(byte);
      const end = this.#bytes.lastIndexOf(LINE_END) + 1;
      if (end > 0) this.#tell(end);
      else if (this.#bytes.length > MOST_BYTES) this.#tell(MOST_BYTES);
    } else if (line.trim() !== '' || this.#bytes.length === 0) {
      this.#tell(this.#bytes.length);
      this.#inner.text(line + ending);
    }
  }

  #tell(count: number): void {
    if (count > 0) this.#inner.text(textOfBytes(this.#bytes.splice(0, count)));
  }
}

/** How many characters at the end may go on with what follows: a pair, or the `0x` before it. */
function openPair(line: string): number {
  return /[0-9a-fx]{0,4}$/i.exec(line.slice(-4))?.[0].length ?? 0;
}
