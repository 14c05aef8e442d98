/** What of a terminal a board needs. */
export interface BoardStream {
  write(text: string): unknown;
  /** Absent where the system does not tell them. */
  columns?: number | undefined;
  rows?: number | undefined;
}

/** Lines on a terminal that are written anew in their place. */
export interface Board {
  /** Where there are more than the terminal has room for, the last ones are a count. */
  show(lines: readonly string[]): void;
}

const USUAL_COLUMNS = 80;
const USUAL_ROWS = 24;
/** Cursor to the beginning of the line n lines above, and everything from there on away (ECMA-48 CPL and ED). */
const backTo = (lines: number): string => (lines === 0 ? '\r\x1b[J' : `\x1b[${lines}F\x1b[J`);

/** A board on a terminal; what else is written there meanwhile would be written over. */
export function createBoard(stream: BoardStream): Board {
  let shown = 0;
  return {
    show(lines) {
      // A line that wraps, or a board that scrolls, could not be found again.
      const columns = sizeOr(stream.columns, USUAL_COLUMNS) - 1;
      const rows = sizeOr(stream.rows, USUAL_ROWS) - 1;
      const fitting =
        lines.length <= rows ? lines : [...lines.slice(0, rows - 1), `… and ${lines.length - rows + 1} more`];
      const text = fitting.map((line) => `${cut(line, columns)}\n`).join('');
      stream.write(`${backTo(shown)}${text}`);
      shown = fitting.length;
    },
  };
}

/** Some systems tell 0 where they do not know it. */
function sizeOr(told: number | undefined, usual: number): number {
  return told === undefined || told < 2 ? usual : told;
}

function cut(line: string, columns: number): string {
  const signs = Array.from(line);
  return signs.length <= columns ? line : `${signs.slice(0, Math.max(0, columns - 1)).join('')}…`;
}
