import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBoard } from '../../electron/cli/board.ts';

/** A terminal that knows no more than a board needs: lines, the cursor at the beginning of a line n lines above, and the rest away. */
class Screen {
  readonly columns: number;
  readonly rows: number;
  #lines: string[] = [];

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
  }

  write(text: string): void {
    const [head = '', rest = ''] = text.split('\x1b[J');
    const up = head === '\r' ? '0' : head.slice('\x1b['.length, -'F'.length);
    this.#lines = [
      ...this.#lines.slice(0, this.#lines.length - Number(up)),
      ...rest.split('\n').slice(0, -1),
    ];
  }

  get lines(): readonly string[] {
    return this.#lines;
  }
}

it('stands where it was, whatever it showed before', () => {
  const states = fc.array(fc.array(fc.stringMatching(/^[a-zä]{0,12}$/), { minLength: 1, maxLength: 9 }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(states, (shown) => {
      const screen = new Screen(40, 24);
      const board = createBoard(screen);
      for (const lines of shown) board.show(lines);
      expect(screen.lines).toEqual(shown.at(-1));
    }),
  );
});

it('never wraps or scrolls: then its lines could not be found again', () => {
  const screen = new Screen(16, 5);
  createBoard(screen).show(['a'.repeat(30), 'b', 'c', 'd', 'e', 'f']);
  expect(screen.lines).toEqual([`${'a'.repeat(14)}…`, 'b', 'c', '… and 3 more']);
});
