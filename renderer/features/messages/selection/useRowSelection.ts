import { useCallback, useMemo, useState } from 'react';
import { rangeCount } from '../../../../shared/trace/seqRanges.ts';
import type { TraceView } from '../list/traceView.ts';
import { hasRow, NO_ROWS, rowsBetween, toggleRow, withRow, type RowRanges } from './rowRanges.ts';

interface Chosen {
  /** Rows count in this view and no other. */
  view: TraceView | undefined;
  rows: RowRanges;
  /** Where a range begins that is drawn with Shift. */
  anchor: number | undefined;
  /** Chosen by finger: a tap on a row adds it or takes it out. */
  isChoosing: boolean;
}

/** Several records at once, beside the one that the keys walk on. */
export interface RowSelection {
  rows: RowRanges;
  count: number;
  isChoosing: boolean;
  has(row: number): boolean;
  /** Everything from the anchor to here. `cursor` is the anchor where there is none yet. */
  extend(cursor: number | undefined, to: number): void;
  /** Adds a row or takes it out. The row of the keys comes along when it begins. */
  toggle(cursor: number | undefined, row: number): void;
  /** A finger has rested on a row. */
  beginChoosing(row: number): void;
  all(length: number): void;
  clear(): void;
  /** The next range begins here. */
  setAnchor(row: number): void;
}

const NOTHING: Omit<Chosen, 'view'> = { rows: NO_ROWS, anchor: undefined, isChoosing: false };

/** Another filter has other rows: the selection ends with its view. */
export function useRowSelection(view: TraceView | undefined): RowSelection {
  const [kept, setKept] = useState<Chosen>({ view, ...NOTHING });
  const chosen = useMemo(() => (kept.view === view ? kept : { view, ...NOTHING }), [kept, view]);
  const change = useCallback(
    (next: (before: Chosen) => Partial<Chosen>) =>
      setKept((before) => {
        const own = before.view === view ? before : { view, ...NOTHING };
        return { ...own, ...next(own) };
      }),
    [view],
  );
  return useMemo(
    () => ({
      rows: chosen.rows,
      count: rangeCount(chosen.rows),
      isChoosing: chosen.isChoosing,
      has: (row) => hasRow(chosen.rows, row),
      extend: (cursor, to) =>
        change(({ anchor = cursor ?? to }) => ({ rows: rowsBetween(anchor, to), anchor })),
      toggle: (cursor, row) =>
        change(({ rows, isChoosing }) => {
          const begins = rows.length === 0 && cursor !== undefined && cursor !== row && !isChoosing;
          const next = toggleRow(begins ? withRow(rows, cursor) : rows, row);
          return { rows: next, anchor: row, isChoosing: isChoosing && next.length > 0 };
        }),
      beginChoosing: (row) =>
        change(({ rows }) => ({ rows: withRow(rows, row), anchor: row, isChoosing: true })),
      all: (length) => change(() => (length === 0 ? {} : { rows: rowsBetween(0, length - 1) })),
      clear: () => change(() => NOTHING),
      setAnchor: (row) => change(() => ({ anchor: row })),
    }),
    [chosen, change],
  );
}
