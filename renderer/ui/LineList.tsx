import { useEffect, useRef, type JSX, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import classes from './LineList.module.css';
import { useVirtualRows } from './useVirtualRows.ts';

/** Up to here all lines are on the page, wrapped: they can be selected and searched with the browser's own means. */
const WRAPPED_LINES = 400;
const LINE_PX = 20;

/** Lines that can be chosen: by a click, or with the keys while the list has the focus. */
export interface LineCursor {
  chosen: number | undefined;
  onChoose: (index: number) => void;
  /** What the pointer is over; nothing where it left the lines. */
  onPoint: (index: number | undefined) => void;
  /** Answers whether the key was used. */
  onKey: (key: string) => boolean;
}

interface LineListProps {
  count: number;
  label: string;
  children: (index: number) => ReactNode;
  cursor?: LineCursor;
}

/** Lines of fixed-width text; of very many only those in view exist, each on one line. */
export function LineList(props: LineListProps): JSX.Element {
  if (props.count > WRAPPED_LINES) return <LongLineList {...props} />;
  return <WrappedLineList {...props} />;
}

function WrappedLineList({ count, label, children, cursor }: LineListProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const chosen = cursor?.chosen;
  useEffect(() => {
    if (chosen !== undefined) lineElement(box, chosen)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div ref={box} {...boxProps(label, cursor)}>
      {Array.from({ length: count }, (_, index) => (
        <div
          key={index}
          className={classes.line}
          data-line={index}
          data-chosen={index === chosen || undefined}
        >
          {children(index)}
        </div>
      ))}
    </div>
  );
}

function LongLineList({ count, label, children, cursor }: LineListProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const { shown, heightPx, scroller } = useVirtualRows(box, { count, rowPx: LINE_PX, sticksToEnd: false });
  const { first, end, offsetPx } = shown;
  const chosen = cursor?.chosen;
  // Before the box is measured nothing can be brought into view.
  const isMeasured = shown.viewRows > 0;
  useEffect(() => {
    if (chosen !== undefined && isMeasured) scroller.reveal(chosen);
  }, [chosen, isMeasured, scroller]);
  return (
    <div ref={box} {...boxProps(label, cursor)}>
      <div className={classes.tall} style={{ height: heightPx }}>
        <div className={classes.placed} style={{ transform: `translateY(${offsetPx}px)` }}>
          {Array.from({ length: end - first }, (_, i) => {
            const index = first + i;
            return (
              <div
                key={index}
                className={classes.line}
                style={{ height: LINE_PX }}
                data-line={index}
                data-chosen={index === chosen || undefined}
              >
                {children(index)}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function boxProps(label: string, cursor: LineCursor | undefined): JSX.IntrinsicElements['div'] {
  const common = { className: `mono ${classes.list}`, role: 'region', 'aria-label': label, tabIndex: 0 };
  if (cursor === undefined) return common;
  return {
    ...common,
    onClick: ({ target }) => {
      // Who drags over text wants to copy it, not to choose a line.
      if (window.getSelection()?.isCollapsed === false) return;
      const index = lineOf(target);
      if (index !== undefined) cursor.onChoose(index);
    },
    onPointerOver: ({ target, pointerType }) => {
      if (pointerType === 'mouse') cursor.onPoint(lineOf(target));
    },
    onPointerLeave: () => cursor.onPoint(undefined),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
      if (cursor.onKey(event.key)) event.preventDefault();
    },
  };
}

function lineOf(target: EventTarget): number | undefined {
  const line = target instanceof Element ? target.closest<HTMLElement>('[data-line]') : null;
  return line === null ? undefined : Number(line.dataset['line']);
}

function lineElement(box: RefObject<HTMLElement | null>, index: number): Element | null | undefined {
  return box.current?.querySelector(`[data-line="${index}"]`);
}
