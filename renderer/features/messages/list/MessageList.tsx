import { Button } from '@mantine/core';
import { useEffect, useImperativeHandle, type CSSProperties, type JSX, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui/useFormats.ts';
import type { ShownRows, VirtualScroller } from '../../../ui/virtualScroller.ts';
import type { RowSelection } from '../selection/useRowSelection.ts';
import type { CoarseState } from './coarseState.ts';
import { rowId } from './listPainter.ts';
import classes from './MessageList.module.css';
import type { TimeMode } from './timeMode.ts';
import type { TraceView } from './traceView.ts';
import { useListInput } from './useListInput.ts';
import { usePaintedRows } from './usePaintedRows.ts';
import { useCounts } from './useTraceView.ts';
import { useScroller, useSelectionInView, useTopRow } from './useScroller.ts';

export interface MessageListHandle {
  reveal(index: number): void;
  goToEnd(): void;
  /** Puts a row at the top, and stands still there. */
  showFrom(index: number): void;
  focus(): void;
  /** Does what the key does in the list; answers whether it does anything. */
  press(key: string, isExtending?: boolean): boolean;
}

export interface MessageListProps {
  ref: Ref<MessageListHandle>;
  view: TraceView;
  counts: CoarseState | undefined;
  /** Only so many rows are shown, as in a replay. */
  limit: number | undefined;
  isPhone: boolean;
  hasStation: boolean;
  timeMode: TimeMode;
  /** Where the time of the mode `reference` begins. */
  referenceAt: number | undefined;
  selectedIndex: number | undefined;
  pairSeq: number | undefined;
  onSelect: (index: number) => void;
  /** Several records at once. */
  chosen: RowSelection;
  onOpen: () => void;
  onAtEnd: (isAtEnd: boolean) => void;
  /** Told of the row at the top; of nothing while the list goes along with its end. */
  onTop: (index: number | undefined) => void;
}

const ROW_PX = 26;
/** Two lines, and large enough for a gloved finger. */
const PHONE_ROW_PX = 46;

function columns(isPhone: boolean, hasStation: boolean): string {
  // The station stands below the time, the summary below the action.
  if (isPhone) return '92px 14px minmax(0, 1fr) auto auto';
  return `94px 56px ${hasStation ? '120px ' : ''}18px 178px minmax(0, 1fr) 72px 92px`;
}

function revealIn(scroller: VirtualScroller, index: number): void {
  // The row may be so new that the list does not have it yet.
  if (index >= scroller.get().count) return scroller.goToEnd();
  scroller.hold();
  scroller.reveal(index);
}

/** More than fit on the screen: those that are drawn beyond its edges, and the one above them. */
const FOLLOWED_MORE = 10;

/** While the list goes along with its end, what comes brings its rows along. */
function useFollowedEnd(view: TraceView, scroller: VirtualScroller, isAtEnd: boolean): void {
  const viewRows = useScroller(scroller, (shown) => shown.viewRows);
  useEffect(() => {
    if (viewRows > 0) view.followEnd(isAtEnd ? viewRows + FOLLOWED_MORE : undefined);
  }, [view, isAtEnd, viewRows]);
}

const isEndSeen = ({ isAtEnd, isEndInView }: ShownRows): boolean => isAtEnd || isEndInView;

/** The way back to the live end, with the number of rows that came since it was in view. */
function ToEnd({ scroller, length }: { scroller: VirtualScroller; length: number }): JSX.Element | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  const isShown = useScroller(scroller, (shown) => !isEndSeen(shown));
  // Nothing while the end is in view: it would be drawn anew with each row.
  const seen = useScroller(scroller, (shown) => (isEndSeen(shown) ? Infinity : shown.seenCount));
  if (!isShown) return undefined;
  const newRows = Math.max(0, length - seen);
  return (
    <Button
      className={classes.pill ?? ''}
      onClick={() => scroller.goToEnd()}
      radius="xl"
      variant={newRows > 0 ? 'filled' : 'default'}
    >
      {newRows > 0
        ? t('messages.newRows', { count: newRows, shown: formats.count(newRows) })
        : t('messages.toEnd')}
    </Button>
  );
}

export function MessageList(props: MessageListProps): JSX.Element {
  const { ref, view, isPhone, hasStation, selectedIndex, chosen, onAtEnd, onTop } = props;
  const { t } = useTranslation();
  const rowPx = isPhone ? PHONE_ROW_PX : ROW_PX;
  const { counts, limit, timeMode, referenceAt, pairSeq } = props;
  const isChosen = (index: number): boolean => chosen.has(index);
  const look = { rowPx, limit, timeMode, referenceAt, selectedIndex, pairSeq, isChosen };
  const { scroller, box, content, rows } = usePaintedRows(view, hasStation, look);
  const { press, handlers } = useListInput({ ...props, scroller });
  const length = Math.min(useCounts(counts).length, limit ?? Infinity);
  const isAtEnd = useScroller(scroller, (shown) => shown.isAtEnd);
  const isSelectionDrawn = useSelectionInView(scroller, selectedIndex);
  useFollowedEnd(view, scroller, isAtEnd);
  useEffect(() => onAtEnd(isAtEnd), [isAtEnd, onAtEnd]);
  useTopRow(scroller, onTop);
  useImperativeHandle(
    ref,
    () => ({
      reveal: (index) => revealIn(scroller, index),
      goToEnd: () => scroller.goToEnd(),
      showFrom: (index) => scroller.showFrom(index),
      focus: () => box.current?.focus(),
      press: (key, isExtending = false) => {
        const isOurs = press(key, isExtending);
        if (isOurs) box.current?.focus();
        return isOurs;
      },
    }),
    [scroller, box, press],
  );

  const style = { '--columns': columns(isPhone, hasStation), '--row': `${rowPx}px` } as CSSProperties;
  return (
    <div className={classes.frame} style={style}>
      <div
        ref={box}
        className={classes.scroller}
        role="grid"
        tabIndex={0}
        aria-label={t('messages.list')}
        aria-rowcount={length}
        aria-activedescendant={
          selectedIndex !== undefined && isSelectionDrawn ? rowId(selectedIndex) : undefined
        }
        aria-multiselectable="true"
        data-choosing={chosen.isChoosing || undefined}
        onMouseDown={(event) => {
          // The browser would mark the text between two clicks.
          if (!event.shiftKey) return;
          event.preventDefault();
          box.current?.focus();
        }}
        {...handlers}
      >
        <div ref={content} role="rowgroup" className={classes.content}>
          <div ref={rows} className={classes.rows} />
        </div>
      </div>
      <ToEnd scroller={scroller} length={length} />
    </div>
  );
}
