import { useEffect, useRef, type JSX, type KeyboardEvent, type ReactNode } from 'react';
import { useVirtualRows } from '../../ui/useVirtualRows.ts';
import type { VirtualScroller } from '../../ui/virtualScroller.ts';
import classes from './FileScreen.module.css';
import { usePagedRows, type LoadRows } from './usePagedRows.ts';

export type ListKey = Pick<KeyboardEvent, 'key' | 'shiftKey'>;

interface VirtualListProps<T, B> {
  label: string;
  count: number;
  rowPx: number;
  load: LoadRows<T> | undefined;
  /** Comes later than the rows, and may be read again without them. */
  beside?: LoadRows<B> | undefined;
  children: (row: T | undefined, index: number, beside: B | undefined) => ReactNode;
  /** The row that keys move. */
  chosen?: number | undefined;
  isChosen?: (index: number) => boolean;
  /** Answers whether the key was of use. */
  onKey?: (key: ListKey) => boolean;
  /** The keys for choosing everything, and for copying what is chosen. */
  onAll?: () => void;
  onCopy?: () => void;
  onScroller?: (scroller: VirtualScroller) => void;
  onChoose?: (index: number, isShift: boolean) => void;
}

/** Rows of one height, however many: only those near the screen are read and drawn. */
export function VirtualList<T, B = never>(props: VirtualListProps<T, B>): JSX.Element {
  const { label, count, rowPx, load, beside, children, chosen, isChosen, onScroller, onChoose } = props;
  const box = useRef<HTMLDivElement>(null);
  const { shown, heightPx, scroller } = useVirtualRows(box, { count, rowPx, sticksToEnd: false });
  const { first, end, offsetPx } = shown;
  const rowAt = usePagedRows(load, { first, end, count });
  const besideAt = usePagedRows(beside, { first, end, count });
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
  return (
    <div
      ref={box}
      className={classes.list}
      role="region"
      aria-label={label}
      tabIndex={0}
      onKeyDown={(event) => press(event, props)}
      onCopy={(event) => {
        // What was marked with the mouse is copied by the browser.
        if (props.onCopy === undefined || chosen === undefined || !isNothingMarked()) return;
        event.preventDefault();
        props.onCopy();
      }}
      onMouseDown={(event) => {
        if (!event.shiftKey || onChoose === undefined) return;
        // Else the browser marks the text between.
        event.preventDefault();
        box.current?.focus();
      }}
    >
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
                data-chosen={index === chosen || isChosen?.(index) === true || undefined}
                onClick={(event) => {
                  if (event.shiftKey || isNothingMarked()) onChoose?.(index, event.shiftKey);
                }}
              >
                {children(rowAt(index), index, besideAt(index))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function isNothingMarked(): boolean {
  return document.getSelection()?.isCollapsed !== false;
}

function press(
  event: KeyboardEvent,
  { onKey, onAll }: Pick<VirtualListProps<never, never>, 'onKey' | 'onAll'>,
): void {
  if (event.altKey || event.target !== event.currentTarget) return;
  if (event.ctrlKey || event.metaKey) {
    if (event.key !== 'a' || onAll === undefined) return;
    onAll();
    event.preventDefault();
  } else if (onKey?.(event) === true) event.preventDefault();
}
