import type { FoundItem, TextFormat } from '../found.ts';
import { CsvRows, type CsvRow } from './csvRows.ts';
import { damagedText } from './damagedText.ts';
import { frameOfFields, hasKnownName } from './frameFields.ts';
import { ownCsvItem, isOwnCsv } from './ownCsv.ts';

const SEPARATORS = [',', ';', '\t', '|'];
const HEAD_CHARS = 4096;
/** A column is a name, not a sentence and not a value. */
const COLUMN = /^[\p{L}_@][\p{L}\p{N} _.\-/()@]{0,39}$/u;

/** Tables with a head row that names the columns, in any order: of analytics programs, of databases, our own. */
export const csvFormat: TextFormat = {
  id: 'csv',
  name: 'CSV',
  writer: 'unknown',
  score(sample) {
    // No table begins like JSON, and to cut its quoted text into cells would cost more than all other formats together.
    if (/^\s*[{[]/.test(sample)) return 0;
    let frames = 0;
    let rows = 0;
    const reader = new CsvReader((item) => {
      rows += 1;
      if (item.type === 'frame') frames += 1;
    });
    reader.text(sample.slice(0, 64 * 1024));
    return reader.isTable && frames > 0 ? 0.3 + (0.67 * frames) / rows : 0;
  },
  open: (emit) => new CsvReader(emit),
};

class CsvReader {
  readonly #emit: (item: FoundItem) => void;
  #rows: CsvRows | undefined;
  #head: string[] | undefined;
  #waiting = '';

  constructor(emit: (item: FoundItem) => void) {
    this.#emit = emit;
  }

  /** The head row names columns that a trace has. */
  get isTable(): boolean {
    const head = this.#head ?? [];
    return head.length > 1 && head.every((name) => COLUMN.test(name)) && hasKnownName(head);
  }

  text(piece: string): void {
    if (this.#rows !== undefined) return this.#rows.text(piece);
    this.#waiting += piece;
    if (/[\r\n]/.test(this.#waiting) || this.#waiting.length > HEAD_CHARS) this.#begin();
  }

  end(): void {
    if (this.#rows === undefined) this.#begin();
    this.#rows?.end();
  }

  #begin(): void {
    const [firstLine = ''] = this.#waiting.split(/[\r\n]/, 1);
    const counts = SEPARATORS.map((mark) => firstLine.split(mark).length);
    const separator = SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
    this.#rows = new CsvRows(separator, (row) => this.#row(row));
    const waiting = this.#waiting;
    this.#waiting = '';
    this.#rows.text(waiting);
  }

  #row({ cells, line, text }: CsvRow): void {
    if (this.#head === undefined) {
      this.#head = cells.map((cell) => cell.trim());
      return;
    }
    const head = this.#head;
    if (isOwnCsv(head)) return this.#emit(ownCsvItem(head, cells, line, text));
    const fields = head.map((name, index) => ({ name, text: cells[index] ?? '', isJson: false }));
    const frame = cells.length <= head.length ? frameOfFields(fields, line) : undefined;
    if (frame !== undefined) this.#emit(frame);
    else damagedText(text, line).forEach((item) => this.#emit(item));
  }
}
