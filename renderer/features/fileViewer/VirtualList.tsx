import { useEffect, useRef, type JSX, type KeyboardEvent, type ReactNode } from 'react';
import { useVirtualRows } from '../../ui/useVirtualRows.ts';
import type { VirtualScroller } from '../../ui/virtualScroller.ts';
import classes from './FileScreen.module.css';
import { usePagedRows, type LoadRows } from './usePagedRows.ts';

interface VirtualListProps<T> {
  label: string;
  count: number;
  rowPx: number;
  load: LoadRows<T> | undefined;
  children: (row: T | undefined, index: number) => ReactNode;
  chosen?: number | undefined;
  onKey?: (key: string, scroller: VirtualScroller) => boolean;
  onScroller?: (scroller: VirtualScroller) => void;
  onChoose?: (index: number) => void;
}

/** Rows of one height, however many: only those near the screen are read and drawn. */
export function VirtualList<T>(props: VirtualListProps<T>): JSX.Element {
  const { label, count, rowPx, load, children, chosen, onKey, onScroller, onChoose } = props;
  const box = useRef<HTMLDivElement>(null);
  const { shown, heightPx, scroller } = useVirtualRows(box, { count, rowPx, sticksToEnd: false });
  const { first, end, offsetPx } = shown;
  const rowAt = usePagedRows(load, { first, end, count });
  onScroller?.(scroller);
  // What was chosen stays in view when the list gets smaller, as when the chosen line is shown below it.
  const { viewRows } = shown;
  const lastChosen = useRef(chosen);
  useEffect(() => {
    lastChosen.current = chosen;
  }, [chosen]);
  useEffect(() => {
    if (lastChosen.current !== undefined && viewRows > 0) scroller.reveal(lastChosen.current);
  }, [viewRows, scroller]);
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    if (onKey?.(event.key, scroller) === true) event.preventDefault();
  };
  return (
    <div ref={box} className={classes.list} role="region" aria-label={label} tabIndex={0} onKeyDown={press}>
      <div className={classes.tall} style={{ height: heightPx }}>
        <div className={classes.placed} style={{ transform: `translateY(${offsetPx}px)` }}>
          {Array.from({ length: Math.max(0, end - first) }, (_, i) => {
            const index = first + i;
            return (
              <div
                key={index}
                className={classes.row}
                style={{ height: rowPx }}
                data-row={index}
                data-chosen={index === chosen || undefined}
                onClick={() => onChoose?.(index)}
              >
                {children(rowAt(index), index)}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
