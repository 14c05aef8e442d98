import type { ConsoleLine } from './consoleLine.ts';
import { rowText, type ConsoleChoice } from './lineText.ts';

/** A part of a line, as long as a row of the screen takes. */
export interface ConsoleRow {
  readonly id: number;
  readonly line: ConsoleLine;
  /** The first of its bytes within the line. */
  readonly start: number;
  text: string;
  textVersion: number;
  isFound: boolean;
}

const USUAL: ConsoleChoice = { form: 'text', isMasked: true, bytesPerRow: 400, filter: '', query: '' };

/** Lines as rows in the chosen form, those that pass the filter, and which of them hold what is looked for. */
export class RowBook {
  #choice = USUAL;
  #rows: ConsoleRow[] = [];
  #found: ConsoleRow[] = [];
  #byLine = new WeakMap<ConsoleLine, readonly ConsoleRow[]>();
  #lastId = 0;
  /** How many rows went to make room: what stands still on the screen has to move up by as many. */
  #droppedRows = 0;

  get count(): number {
    return this.#rows.length;
  }

  get found(): readonly ConsoleRow[] {
    return this.#found;
  }

  get droppedRows(): number {
    return this.#droppedRows;
  }

  at(index: number): ConsoleRow | undefined {
    return this.#rows[index];
  }

  slice(from: number, to: number): readonly ConsoleRow[] {
    return this.#rows.slice(from, to);
  }

  /** Where a row stands; -1 where it is not there any more. */
  indexOfId(rowId: number): number {
    let low = 0;
    let high = this.#rows.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const id = this.#rows[middle]?.id ?? 0;
      if (id === rowId) return middle;
      if (id < rowId) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  textOf(row: ConsoleRow): string {
    if (row.textVersion !== row.line.version) {
      row.text = rowText(row.line, row.start, this.#choice);
      row.textVersion = row.line.version;
    }
    return row.text;
  }

  /** Answers whether anything is shown in another way than before. */
  choose(choice: ConsoleChoice, lines: readonly ConsoleLine[]): boolean {
    const before = this.#choice;
    const keys = Object.keys(choice) as (keyof ConsoleChoice)[];
    if (keys.every((key) => before[key] === choice[key])) return false;
    this.#choice = choice;
    const isOtherText = keys.some((key) => key !== 'query' && before[key] !== choice[key]);
    if (isOtherText) this.rebuild(lines);
    else this.#search();
    return true;
  }

  rebuild(lines: readonly ConsoleLine[]): void {
    this.#rows = [];
    this.#found = [];
    this.#byLine = new WeakMap();
    for (const line of lines) this.grow(line);
  }

  /** A line that is new, or has more bytes or words than before. */
  grow(line: ConsoleLine): void {
    const { bytesPerRow } = this.#choice;
    const mine = this.#byLine.get(line) ?? [];
    for (const row of mine) this.#look(row);
    const next = mine.at(-1);
    // Of a line that the filter keeps out there may be no row yet: it is looked at as a whole.
    let start = next === undefined ? 0 : next.start + bytesPerRow;
    const isKept = mine.length > 0 || this.#passes(line);
    if (!isKept) return;
    const added: ConsoleRow[] = [];
    do {
      this.#lastId += 1;
      const row = { id: this.#lastId, line, start, text: '', textVersion: -1, isFound: false };
      if (start < line.length || start === 0) added.push(row);
      start += bytesPerRow;
    } while (start < line.length);
    for (const row of added) {
      this.#rows.push(row);
      this.#look(row);
    }
    this.#byLine.set(line, [...mine, ...added]);
  }

  dropBefore(lineId: number): void {
    const isGone = ({ line }: ConsoleRow): boolean => line.id < lineId;
    const count = this.#rows.findIndex((row) => !isGone(row));
    const gone = count === -1 ? this.#rows.length : count;
    this.#rows.splice(0, gone);
    this.#droppedRows += gone;
    this.#found = this.#found.filter((row) => !isGone(row));
  }

  #passes(line: ConsoleLine): boolean {
    const { filter } = this.#choice;
    if (filter === '') return true;
    const whole = rowText(line, 0, { ...this.#choice, bytesPerRow: line.length });
    return holds(whole, filter) || line.meanings.some(({ meaning }) => holds(meaning, filter));
  }

  #look(row: ConsoleRow): void {
    const { query } = this.#choice;
    if (query === '' || row.isFound) return;
    const { line, start } = row;
    const isInWords = start === 0 && line.meanings.some(({ meaning }) => holds(meaning, query));
    if (!isInWords && !holds(this.textOf(row), query)) return;
    row.isFound = true;
    const last = this.#found.at(-1);
    this.#found.push(row);
    // A line that grows may stand before others that were found already.
    if (last !== undefined && last.id > row.id) this.#found.sort((one, other) => one.id - other.id);
  }

  #search(): void {
    this.#found = [];
    for (const row of this.#rows) {
      row.isFound = false;
      this.#look(row);
    }
  }
}

function holds(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
