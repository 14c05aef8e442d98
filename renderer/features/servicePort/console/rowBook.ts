import type { ConsoleLine } from './consoleLine.ts';
import { MOST_COLUMNS, rowText, type ConsoleChoice } from './lineText.ts';
import { OrderedRows } from './orderedRows.ts';
import { rowEnd } from './rowCut.ts';

/** A part of a line, as long as a row of the screen takes. */
export interface ConsoleRow {
  readonly id: number;
  readonly line: ConsoleLine;
  /** The first of its bytes within the line. */
  readonly start: number;
  /** Behind its last byte: the last row of a line grows with it. */
  end: number;
  text: string;
  textVersion: number;
  isFound: boolean;
}

const USUAL: Required<ConsoleChoice> = {
  form: 'text',
  isMasked: true,
  perRow: MOST_COLUMNS,
  restTimes: 1,
  filter: '',
  query: '',
};
const CHOICES = Object.keys(USUAL) as (keyof ConsoleChoice)[];
/** Between two looks at the clock: a line that is as long as lines get takes a good part of a millisecond. */
const STEPS = 8;

/**
 * Lines as rows in the chosen form, those that pass the filter, and which of them hold what is looked for. All of it is done in slices
 * (`work`), from the oldest line on: tens of thousands at once, after another choice or a pause, would hold up the screen.
 */
export class RowBook {
  readonly #lines: readonly ConsoleLine[];
  #choice = USUAL;
  /** In small letters. */
  #filter = '';
  #query = '';
  readonly #rows = new OrderedRows<ConsoleRow>();
  readonly #found = new OrderedRows<ConsoleRow>();
  #byLine = new WeakMap<ConsoleLine, readonly ConsoleRow[]>();
  #lastId = 0;
  /** How many rows went to make room: what stands still on the screen has to move up by as many. */
  #droppedRows = 0;
  /** Of the lines that are there, the first so many have their rows. */
  #madeLines = 0;
  /** Of the rows, the first so many were searched. */
  #searchedRows = 0;

  /** `lines` are those of the console, in the order in which they began. */
  constructor(lines: readonly ConsoleLine[]) {
    this.#lines = lines;
  }

  get count(): number {
    return this.#rows.all.length;
  }

  get found(): readonly ConsoleRow[] {
    return this.#found.all;
  }

  get droppedRows(): number {
    return this.#droppedRows;
  }

  /** Whether lines are left for `work`. */
  get isPending(): boolean {
    return this.#madeLines < this.#lines.length || this.#isSearchPending();
  }

  at(index: number): ConsoleRow | undefined {
    return this.#rows.all[index];
  }

  slice(from: number, to: number): readonly ConsoleRow[] {
    return this.#rows.all.slice(from, to);
  }

  /** Where a row stands; -1 where it is not there any more. */
  indexOfId(rowId: number): number {
    return this.#rows.indexOfId(rowId);
  }

  /** The how manieth of what was found it is, from 0; -1 where it is none of it. */
  foundIndexOfId(rowId: number): number {
    return this.#found.indexOfId(rowId);
  }

  textOf(row: ConsoleRow): string {
    if (row.textVersion !== row.line.version) {
      row.text = rowText(row.line, row.start, row.end, this.#choice);
      row.textVersion = row.line.version;
    }
    return row.text;
  }

  /** The line of a row as a whole where it is text of no more bytes than that, else from the row on; in hex the row. */
  textFrom(row: ConsoleRow, mostBytes = Infinity): string {
    const { line, start } = row;
    if (this.#choice.form !== 'text') return this.textOf(row);
    return rowText(line, line.length <= mostBytes ? 0 : start, line.length, this.#choice);
  }

  /** Rows as text, each with its line; text that was wrapped is one line again. */
  texts(from: number, to: number): { line: ConsoleLine; start: number; text: string }[] {
    const isText = this.#choice.form === 'text';
    const parts = Map.groupBy(this.slice(from, to), (row) => (isText ? row.line : row));
    return [...parts.values()].flatMap((part) => {
      const [first] = part;
      if (first === undefined) return [];
      const { line, start } = first;
      const end = part.at(-1)?.end ?? first.end;
      return [{ line, start, text: rowText(line, start, end, this.#choice) }];
    });
  }

  /** Answers whether anything is shown in another way than before; what is to be done for that is left to `work`. */
  choose(choice: ConsoleChoice): boolean {
    const before = this.#choice;
    const after = { ...USUAL, ...choice };
    const changed = CHOICES.filter((key) => before[key] !== after[key]);
    if (changed.length === 0) return false;
    this.#choice = after;
    this.#filter = choice.filter.toLowerCase();
    this.#query = choice.query.toLowerCase();
    if (changed.some((key) => key !== 'query')) this.rebuild();
    else this.#searchAnew();
    return true;
  }

  /** All rows are made anew, by `work`. */
  rebuild(): void {
    this.#rows.clear();
    this.#found.clear();
    this.#byLine = new WeakMap();
    this.#madeLines = 0;
    this.#searchedRows = 0;
  }

  /** Makes and searches rows until there is nothing left to do, or until a moment of `performance.now()`. */
  work(untilMs: number): void {
    for (let step = 1; this.isPending; step += 1) {
      if (step % STEPS === 0 && performance.now() >= untilMs) return;
      const line = this.#lines[this.#madeLines];
      if (line !== undefined) {
        this.#madeLines += 1;
        this.#makeRows(line);
      } else {
        const row = this.#rows.all[this.#searchedRows];
        this.#searchedRows += 1;
        if (row !== undefined) this.#look(row);
      }
    }
  }

  /** A line has other bytes or words than before. One that has no rows yet gets them by `work`. */
  grow(line: ConsoleLine): void {
    const next = this.#lines[this.#madeLines];
    if (next === undefined || line.id < next.id) this.#makeRows(line);
  }

  /** The first so many of the lines are about to go. */
  dropLines(count: number): void {
    const last = this.#lines[count - 1];
    if (last === undefined) return;
    const isGone = ({ line }: ConsoleRow): boolean => line.id <= last.id;
    const gone = this.#rows.dropWhile(isGone);
    this.#found.dropWhile(isGone);
    this.#droppedRows += gone;
    this.#searchedRows = Math.max(0, this.#searchedRows - gone);
    this.#madeLines = Math.max(0, this.#madeLines - count);
  }

  #isSearchPending(): boolean {
    return this.#query !== '' && this.#searchedRows < this.#rows.all.length;
  }

  #makeRows(line: ConsoleLine): void {
    const mine = this.#byLine.get(line) ?? [];
    const last = mine.at(-1);
    if (last !== undefined) last.end = rowEnd(line, last.start, this.#choice);
    for (const row of mine) this.#lookAgain(row);
    // Of a line that the filter keeps out there may be no row yet: it is looked at as a whole.
    if (last === undefined && !this.#passes(line)) return;
    const added: ConsoleRow[] = [];
    for (let start = last?.end ?? 0; start < line.length; start = added.at(-1)?.end ?? line.length) {
      this.#lastId += 1;
      const end = rowEnd(line, start, this.#choice);
      added.push({ id: this.#lastId, line, start, end, text: '', textVersion: -1, isFound: false });
    }
    for (const row of added) this.#add(row);
    this.#byLine.set(line, [...mine, ...added]);
  }

  #add(row: ConsoleRow): void {
    const isSearched = !this.#isSearchPending();
    this.#rows.add(row);
    if (!isSearched) return;
    this.#searchedRows = this.#rows.all.length;
    this.#look(row);
  }

  #passes(line: ConsoleLine): boolean {
    if (this.#filter === '') return true;
    const whole = rowText(line, 0, line.length, { ...this.#choice, perRow: line.length });
    return holds(whole, this.#filter) || line.meanings.some(({ meaning }) => holds(meaning, this.#filter));
  }

  /** A row of which more is known than when it was searched; what is not searched yet will be. */
  #lookAgain(row: ConsoleRow): void {
    const next = this.#rows.all[this.#searchedRows];
    if (next === undefined || row.id < next.id) this.#look(row);
  }

  #look(row: ConsoleRow): void {
    if (this.#query === '') return;
    const { line, start } = row;
    const isInWords = start === 0 && line.meanings.some(({ meaning }) => holds(meaning, this.#query));
    const isFound = isInWords || this.#begins(row);
    if (isFound === row.isFound) return;
    row.isFound = isFound;
    if (isFound) this.#found.add(row);
    else this.#found.remove(row);
  }

  /** Whether what is looked for begins in a row: of wrapped text it may go on in the next one. */
  #begins(row: ConsoleRow): boolean {
    const text = this.textOf(row);
    if (holds(text, this.#query)) return true;
    const { line, start, end } = row;
    if (this.#choice.form !== 'text' || end >= line.length) return false;
    // A character of UTF-8 has four bytes at most.
    const beyond = Math.min(line.length, end + this.#query.length * 4);
    const at = rowText(line, start, beyond, this.#choice).toLowerCase().indexOf(this.#query);
    return at !== -1 && at < text.length;
  }

  #searchAnew(): void {
    for (const row of this.#found.all) row.isFound = false;
    this.#found.clear();
    this.#searchedRows = 0;
  }
}

/** `part` is in small letters. */
function holds(text: string, part: string): boolean {
  return text.toLowerCase().includes(part);
}
