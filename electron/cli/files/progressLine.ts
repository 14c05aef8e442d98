import type { Terminal } from '../terminal.ts';

/** A line on stderr that is drawn anew in its place; where nobody looks, as in a log, lines only. */
export class ProgressLine {
  readonly #terminal: Terminal;
  readonly #isDrawn = process.stderr.isTTY;
  #shown = '';

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  get isDrawn(): boolean {
    return this.#isDrawn;
  }

  /** Replaces what was drawn; empty takes it away. */
  draw(text: string): void {
    if (!this.#isDrawn || text === this.#shown) return;
    this.#shown = text;
    process.stderr.write(`\r\u001b[2K${text.slice(0, Math.max(20, process.stderr.columns - 1))}`);
  }

  /** A line that stays. */
  note(line: string): void {
    this.draw('');
    this.#terminal.note(line);
  }
}
