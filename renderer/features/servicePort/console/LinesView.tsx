import { useEffect, useLayoutEffect, useRef, type JSX, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { useFormats } from '../../../ui/useFormats.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import { useVirtualRows } from '../../../ui/useVirtualRows.ts';
import classes from './Console.module.css';
import { LineRow } from './LineRow.tsx';
import type { Console } from './useConsole.ts';
import type { RowChoice } from './useRowChoice.ts';
import { MEASURED_LETTERS } from './useTextColumns.ts';

const ROW_PX = 22;
/** With what the driver understood below it. */
const TWO_LINES_PX = 40;

interface LinesViewProps {
  port: Console;
  choice: RowChoice;
  box: RefObject<HTMLDivElement | null>;
  /** The row to bring into view, by its number in the list; another object for each wish. */
  shownRow: { index: number } | undefined;
  query: string;
  /** There is no room for the driver's words beside the row. */
  isTwoLines: boolean;
  /** Long text goes on in the next row. */
  isWrapped: boolean;
  /** Where the room for text is measured. */
  cell: RefObject<HTMLSpanElement | null>;
  marked: ReadonlySet<number>;
  /** Keys that the list itself does not use. */
  onKey: (key: string) => boolean;
}

/** What crosses the port, a row each; only those in view are drawn. It goes along with its end until somebody scrolls up. */
export function LinesView(props: LinesViewProps): JSX.Element {
  const { port, choice, box, shownRow, query, isTwoLines, isWrapped, cell, marked, onKey } = props;
  const { store, shown: console } = port;
  const { t } = useTranslation();
  const formats = useFormats();
  const times = useTimeFormats();
  const { shown, heightPx, scroller } = useVirtualRows(box, {
    count: console.count,
    rowPx: isTwoLines ? TWO_LINES_PX : ROW_PX,
    sticksToEnd: true,
  });
  const dropped = useRef(store.rows.droppedRows);
  useLayoutEffect(() => {
    const count = store.rows.droppedRows - dropped.current;
    dropped.current = store.rows.droppedRows;
    // What is read stays under the eye while rows above it make room.
    if (count > 0 && !scroller.get().isAtEnd) scroller.showFrom(Math.max(0, scroller.topIndex() - count));
  });
  useEffect(() => {
    if (shownRow !== undefined) {
      scroller.hold();
      scroller.reveal(shownRow.index);
    }
  }, [shownRow, scroller]);
  const rows = store.rows.slice(shown.first, shown.end);
  const behind = console.count - shown.seenCount;
  return (
    <div className={classes.frame}>
      <div
        ref={box}
        className={`mono ${classes.lines}`}
        data-two-lines={isTwoLines || undefined}
        data-wrapped={isWrapped || undefined}
        role="log"
        aria-live="off"
        aria-label={t('port.console.lines')}
        tabIndex={0}
        onKeyDown={(event) => press(event, choice, onKey)}
        onCopy={(event) => {
          // What was marked with the mouse is copied by the browser.
          if (document.getSelection()?.isCollapsed === false || choice.isEmpty) return;
          event.preventDefault();
          event.clipboardData.setData('text/plain', choice.text());
        }}
      >
        <div className={`${classes.row} ${classes.measure}`} aria-hidden="true">
          <time />
          <span className={classes.arrow} />
          <span ref={cell} className={classes.text}>
            <span>{'0'.repeat(MEASURED_LETTERS)}</span>
          </span>
        </div>
        <div className={classes.tall} style={{ height: heightPx }}>
          <div className={classes.placed} style={{ transform: `translateY(${shown.offsetPx}px)` }}>
            {rows.map((row) => (
              <LineRow
                key={row.id}
                row={row}
                version={row.line.version}
                text={store.rows.textOf(row)}
                query={query}
                times={times}
                isFound={row.isFound}
                isChosen={choice.has(row.id)}
                isMarked={marked.has(row.line.id)}
                onChoose={choice.choose}
              />
            ))}
          </div>
        </div>
      </div>
      {!shown.isAtEnd && console.count > 0 && (
        <Button className={classes.toEnd ?? ''} onClick={() => scroller.goToEnd()}>
          {behind > 0
            ? t('port.console.behind', { count: behind, shown: formats.count(behind) })
            : t('port.console.toEnd')}
        </Button>
      )}
    </div>
  );
}

function press(event: KeyboardEvent, choice: RowChoice, onKey: (key: string) => boolean): void {
  if (event.altKey || event.target !== event.currentTarget) return;
  if (event.ctrlKey || event.metaKey) {
    if (event.key !== 'a') return;
    choice.all();
    event.preventDefault();
    return;
  }
  if (choice.walk(event.key, event.shiftKey) || onKey(event.key)) event.preventDefault();
}
