import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  LineSplitter,
  type ConsoleLine,
} from '../../../../renderer/features/servicePort/console/consoleLine.ts';
import type { ConsoleChoice } from '../../../../renderer/features/servicePort/console/lineText.ts';
import { RowBook } from '../../../../renderer/features/servicePort/console/rowBook.ts';

const ALL: ConsoleChoice = { form: 'text', isMasked: true, perRow: 8, filter: '', query: '' };
/** A moment that is over: `work` does the least that it can. */
const AT_ONCE = -Infinity;

/** Lines and their book, as the store of a console feeds them. */
function createBook() {
  const lines: ConsoleLine[] = [];
  const book = new RowBook(lines);
  const splitter = new LineSplitter();
  const offsets = { in: 0, out: 0 };
  return {
    book,
    lines,
    take: (direction: 'in' | 'out', text: string): void => {
      const bytes = Buffer.from(text);
      const chunk = { direction, at: 0, monoMs: 0, offset: offsets[direction], bytes };
      offsets[direction] += bytes.length;
      const touched = splitter.take(chunk, 0, (line) => lines.push(line));
      for (const line of touched) book.grow(line);
    },
    drop: (count: number): void => {
      book.dropLines(count);
      lines.splice(0, count);
    },
    texts: () => book.slice(0, book.count).map((row) => book.textOf(row)),
    found: () => book.found.map((row) => book.textOf(row)),
  };
}

const numbers = (count: number): string => Array.from({ length: count }, (_, at) => `n${at}\n`).join('');

it('makes and searches rows in slices, and goes on with what comes meanwhile', () => {
  const { book, take, texts, found } = createBook();
  take('in', numbers(100));
  book.work(AT_ONCE);
  expect(book.isPending).toBe(true);
  expect(book.count).toBeLessThan(20);
  book.work(Infinity);
  expect(book.isPending).toBe(false);
  expect(texts()).toHaveLength(100);

  book.choose({ ...ALL, query: 'N1' });
  book.work(AT_ONCE);
  expect(book.isPending).toBe(true);
  expect(book.found.length).toBeGreaterThan(0);
  take('in', 'n1000\n');
  book.work(Infinity);
  expect(found()).toEqual(['n1', ...Array.from({ length: 10 }, (_, at) => `n1${at}`), 'n1000']);
});

it('finds what is in a line that goes on, in its place, and lets go of what is hidden then', () => {
  const { book, take, found } = createBook();
  book.choose({ ...ALL, perRow: 400, query: 'x' });
  take('out', 'value="x1"');
  take('in', 'x2\n');
  book.work(Infinity);
  expect(found()).toEqual(['value="x1"', 'x2']);
  take('out', ' x3');
  take('in', 'x4\n');
  book.work(Infinity);
  expect(found()).toEqual(['value="x1" x3', 'x2', 'x4']);

  const hidden = createBook();
  hidden.book.choose({ ...ALL, perRow: 400, query: 'x1' });
  hidden.take('in', 'value="x1"');
  hidden.book.work(Infinity);
  expect(hidden.found()).toEqual(['value="x1"']);
  hidden.take('in', ', key=AuthorizationKey');
  expect(hidden.found()).toEqual([]);
});

it('knows where a row stands among all and among what was found, and how many made room', () => {
  const { book, take, drop } = createBook();
  book.choose({ ...ALL, query: '7' });
  take('in', numbers(30));
  book.work(Infinity);
  const [, second] = book.found;
  expect(book.foundIndexOfId(second?.id ?? 0)).toBe(1);
  expect(book.textOf(book.at(book.indexOfId(second?.id ?? 0)) ?? expect.fail())).toBe('n17');
  drop(10);
  expect(book.droppedRows).toBe(10);
  expect(book.foundIndexOfId(second?.id ?? 0)).toBe(0);
  expect(book.indexOfId(1)).toBe(-1);
});

it('is in the end what it would be had everything been there at once, whatever came when', () => {
  const text = fc.stringMatching(/^[ab\n]{0,12}$/);
  const step = fc.oneof(
    fc.record({ take: fc.constantFrom('in' as const, 'out' as const), text }),
    fc.record({ filter: fc.constantFrom('', 'a', 'ab'), query: fc.constantFrom('', 'b', 'aa') }),
    fc.record({ drop: fc.nat(3) }),
    fc.constant('work' as const),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const grown = createBook();
      let choice = ALL;
      grown.book.choose(choice);
      for (const one of steps) {
        if (one === 'work') grown.book.work(AT_ONCE);
        else if ('take' in one) grown.take(one.take, one.text);
        else if ('drop' in one) grown.drop(Math.min(one.drop, grown.lines.length));
        else grown.book.choose((choice = { ...ALL, ...one }));
      }
      grown.book.work(Infinity);
      const anew = new RowBook(grown.lines);
      anew.choose(choice);
      anew.work(Infinity);
      const texts = (book: RowBook, rows = book.slice(0, book.count)): string[] =>
        rows.map((row) => `${row.line.id} ${row.start} ${book.textOf(row)}`).sort();
      const isThere = (row: string): boolean => grown.lines.some(({ id }) => row.startsWith(`${id} `));
      expect(texts(grown.book).filter(isThere)).toEqual(texts(anew));
      expect(texts(grown.book, [...grown.book.found]).filter(isThere)).toEqual(texts(anew, [...anew.found]));
      const ids = grown.book.found.map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted((one, other) => one - other));
    }),
  );
});
