/** One row of a table. `line` counts from 1: where it begins. `text` is the row as it stands in the file. */
export interface CsvRow {
  cells: string[];
  line: number;
  text: string;
}

/** A quote that is never closed must not swallow the file. */
const LONGEST_ROW_CHARS = 128 * 1024 * 1024;
const MARKS = /["\n\r]/g;

/**
 * Cuts a table into rows while it comes in pieces (RFC 4180): quoted cells may hold separators, line ends and doubled
 * quotes; LF, CRLF and CR end a row. A quote inside an unquoted cell is a character like any other.
 */
export class CsvRows {
  readonly #separator: string;
  readonly #emit: (row: CsvRow) => void;
  #text = '';
  /** How far `#text` was looked at, and whether that place is inside quotes. */
  #looked = 0;
  #isQuoted = false;
  #line = 1;
  #rowLine = 1;

  constructor(separator: string, emit: (row: CsvRow) => void) {
    this.#separator = separator;
    this.#emit = emit;
  }

  text(piece: string): void {
    this.#text += piece;
    this.#cut(false);
  }

  end(): void {
    this.#cut(true);
    if (this.#text.trim() !== '') this.#row(this.#text);
    this.#text = '';
  }

  #cut(isEnd: boolean): void {
    const text = this.#text;
    let start = 0;
    MARKS.lastIndex = this.#looked;
    for (let found = MARKS.exec(text); found !== null; found = MARKS.exec(text)) {
      const { index } = found;
      if (found[0] === '"') {
        // A doubled quote closes and opens again, which comes to the same.
        if (this.#isQuoted || this.#mayOpen(text, index, start)) this.#isQuoted = !this.#isQuoted;
        continue;
      }
      // Whether a LF follows is not known yet.
      if (found[0] === '\r' && index + 1 === text.length && !isEnd) {
        this.#text = text.slice(start);
        this.#looked = index - start;
        return;
      }
      const end = found[0] === '\r' && text[index + 1] === '\n' ? index + 2 : index + 1;
      MARKS.lastIndex = end;
      this.#line += 1;
      if (this.#isQuoted && index - start < LONGEST_ROW_CHARS) continue;
      this.#isQuoted = false;
      this.#row(text.slice(start, index));
      start = end;
    }
    this.#text = text.slice(start);
    this.#looked = this.#text.length;
  }

  /** At the beginning of a cell, or right behind a closing quote. */
  #mayOpen(text: string, index: number, start: number): boolean {
    const before = text[index - 1];
    if (index === start || before === undefined || before === this.#separator || before === '"') return true;
    return before === ' ' && /(?:^|[\r\n]|[,;\t|]) *$/.test(text.slice(Math.max(start, index - 20), index));
  }

  #row(text: string): void {
    const line = this.#rowLine;
    this.#rowLine = this.#line;
    if (text.trim() !== '') this.#emit({ cells: cellsOf(text, this.#separator), line, text });
  }
}

/** The cells of one row. */
export function cellsOf(row: string, separator: string): string[] {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = /^ *"/.exec(row.slice(at, at + 20));
    let cell: string;
    if (quoted === null) {
      const end = row.indexOf(separator, at);
      cell = row.slice(at, end < 0 ? row.length : end);
      at = end < 0 ? row.length : end;
    } else {
      ({ cell, at } = quotedCell(row, at + quoted[0].length, separator));
    }
    cells.push(cell);
    if (at >= row.length) return cells;
    at += 1;
    if (at === row.length) return [...cells, ''];
  }
}

function quotedCell(row: string, from: number, separator: string): { cell: string; at: number } {
  let cell = '';
  let at = from;
  for (;;) {
    const end = row.indexOf('"', at);
    if (end < 0) return { cell: cell + row.slice(at), at: row.length };
    cell += row.slice(at, end);
    if (row[end + 1] === '"') {
      cell += '"';
      at = end + 2;
      continue;
    }
    // What stands between the closing quote and the separator belongs to the cell, though it should not be there.
    const next = row.indexOf(separator, end + 1);
    const stop = next < 0 ? row.length : next;
    return { cell: cell + row.slice(end + 1, stop).trimEnd(), at: stop };
  }
}
