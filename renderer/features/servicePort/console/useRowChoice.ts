import { useCallback, useState } from 'react';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import type { ConsoleStore } from './consoleStore.ts';
import { rowAsText } from './consoleFile.ts';
import type { ConsoleRow } from './rowBook.ts';

/** Rows that are chosen: from one to another, by their ids, which stay when rows come and go. */
interface Range {
  anchor: number;
  cursor: number;
}

export interface RowChoice {
  isEmpty: boolean;
  count: number;
  has: (rowId: number) => boolean;
  choose: (rowId: number, isShift: boolean) => void;
  all: () => void;
  clear: () => void;
  /** Moves the cursor; answers whether the key does that. */
  walk: (key: string, isShift: boolean) => boolean;
  /** The row of the cursor. */
  row: () => ConsoleRow | undefined;
  text: () => string;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -20,
  PageDown: 20,
  Home: -Infinity,
  End: Infinity,
};

export function useRowChoice(store: ConsoleStore, onMoved: (index: number) => void): RowChoice {
  const times = useTimeFormats();
  const [range, setRange] = useState<Range>();
  const { rows } = store;
  const low = range === undefined ? 1 : Math.min(range.anchor, range.cursor);
  const high = range === undefined ? 0 : Math.max(range.anchor, range.cursor);
  const choose = useCallback(
    (rowId: number, isShift: boolean) =>
      setRange((before) =>
        isShift && before !== undefined ? { ...before, cursor: rowId } : { anchor: rowId, cursor: rowId },
      ),
    [],
  );
  const indexOf = (rowId: number): number => rows.indexOfId(rowId);
  const [first, last] = range === undefined ? [0, -1] : [indexOf(low), indexOf(high)];
  return {
    isEmpty: range === undefined || last < 0,
    count: last < 0 ? 0 : last - Math.max(0, first) + 1,
    has: (rowId) => rowId >= low && rowId <= high,
    choose,
    all() {
      const [from, to] = [rows.at(0), rows.at(rows.count - 1)];
      if (from !== undefined && to !== undefined) setRange({ anchor: from.id, cursor: to.id });
    },
    clear: () => setRange(undefined),
    walk(key, isShift) {
      const step = STEPS[key];
      if (step === undefined || rows.count === 0) return false;
      const from = range === undefined ? (step < 0 ? rows.count : -1) : indexOf(range.cursor);
      const index = Math.max(0, Math.min(rows.count - 1, from + step));
      const row = rows.at(index);
      if (row === undefined) return false;
      choose(row.id, isShift);
      onMoved(index);
      return true;
    },
    row: () => (range === undefined ? undefined : rows.at(indexOf(range.cursor))),
    text: () =>
      rows
        .texts(Math.max(0, first), last + 1)
        .map(({ line, start, text }) => rowAsText(line, start, text, times))
        .join('\n'),
  };
}
