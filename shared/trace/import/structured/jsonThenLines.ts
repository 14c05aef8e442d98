import type { FoundItem, TextReader } from '../found.ts';
import { LineSplitter } from '../lineSplitter.ts';
import { itemsOfLine } from './jsonLinesFormat.ts';
import type { JsonWalker } from './jsonWalker.ts';

export interface WholeJson {
  /** For one object or array that begins in that line. */
  openWalker(line: number): JsonWalker;
  /** The beginning of a line with which another one begins. */
  begins: RegExp;
}

/**
 * Reads a text that is one JSON value, and line by line what stands behind it, up to the next such value: files are put
 * together by hand.
 */
export class JsonThenLines implements TextReader {
  readonly #json: WholeJson;
  readonly #emit: (item: FoundItem) => void;
  readonly #lines: LineSplitter;
  #walker: JsonWalker | undefined;
  /** Of the value at the beginning; nothing while it goes on. */
  #linesBefore: number | undefined;

  constructor(emit: (item: FoundItem) => void, json: WholeJson) {
    this.#emit = emit;
    this.#json = json;
    this.#walker = json.openWalker(1);
    this.#lines = new LineSplitter((text, number, ending) => {
      this.#line(text, ending, number + (this.#linesBefore ?? 0));
    });
  }

  text(piece: string): void {
    if (this.#linesBefore === undefined) this.#first(piece);
    else this.#lines.text(piece);
  }

  end(): void {
    this.#lines.end();
    this.#walker?.end();
  }

  /** The value at the beginning may be of any size in one line, so it is not cut into lines. */
  #first(piece: string): void {
    const walker = this.#walker;
    const end = walker?.text(piece) ?? 0;
    if (walker?.isOver !== true) return;
    this.#walker = undefined;
    this.#linesBefore = walker.line - 1;
    this.#lines.text(piece.slice(end));
  }

  #line(text: string, ending: string, number: number): void {
    if (this.#walker === undefined && this.#json.begins.test(text)) {
      this.#walker = this.#json.openWalker(number);
    }
    const walker = this.#walker;
    const end = walker?.text(text + ending) ?? 0;
    if (walker?.isOver === false) return;
    this.#walker = undefined;
    for (const item of itemsOfLine(text.slice(end), number)) this.#emit(item);
  }
}
