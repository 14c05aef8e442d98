import { Button } from '@mantine/core';
import {
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type JSX,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../../state/useNow.ts';
import { useFormats } from '../../../ui/useFormats.ts';
import { cachedTranslate } from '../../../ui/translate.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import type { TimeMode } from './timeMode.ts';
import classes from './MessageList.module.css';
import { RowPool } from './rowPool.ts';
import type { RowSelection } from '../selection/useRowSelection.ts';
import type { TraceView } from './traceView.ts';
import { useLiveState } from './useTraceView.ts';
import { useLongPress } from './useLongPress.ts';
import { useVirtualRows } from '../../../ui/useVirtualRows.ts';
import { walkTarget } from '../../../ui/walkTarget.ts';

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

const rowId = (index: number): string => `message-${index}`;

/** How many rows came since the list was at its live end. */
function useNewRows(length: number, isAtEnd: boolean): number {
  const [seen, setSeen] = useState(length);
  if (isAtEnd && seen !== length) setSeen(length);
  return Math.max(0, length - seen);
}

/** When the list gets smaller, as when a record opens below it, a selected row that was in view stays in view. */
function useSelectionInView(
  { first, end, viewRows }: { first: number; end: number; viewRows: number },
  selectedIndex: number | undefined,
  reveal: (index: number) => void,
): void {
  const before = useRef({ first, end, viewRows });
  useEffect(() => {
    const { current } = before;
    before.current = { first, end, viewRows };
    if (selectedIndex === undefined || viewRows >= current.viewRows) return;
    if (selectedIndex >= current.first && selectedIndex < current.end) reveal(selectedIndex);
  }, [first, end, viewRows, selectedIndex, reveal]);
}

export function MessageList(props: MessageListProps): JSX.Element {
  const { ref, view, limit, isPhone, hasStation, selectedIndex, onSelect, onOpen, onAtEnd, onTop, chosen } =
    props;
  const length = Math.min(useLiveState(view).length, limit ?? Infinity);
  const { t } = useTranslation();
  const formats = useFormats();
  const box = useRef<HTMLDivElement>(null);
  const latestLength = useRef(length);
  const latestPress = useRef<(key: string, isExtending: boolean) => boolean>(() => false);
  const rowPx = isPhone ? PHONE_ROW_PX : ROW_PX;
  const { shown, scroller, heightPx } = useVirtualRows(box, {
    count: length,
    rowPx,
    sticksToEnd: true,
  });
  const { first, end, viewRows, isAtEnd } = shown;
  const newRows = useNewRows(length, isAtEnd);
  useSelectionInView(shown, selectedIndex, scroller.reveal);

  // One more above: the delta of the first row on the screen needs it.
  useEffect(() => view.want(first - 1, end), [view, first, end]);
  useEffect(() => {
    if (viewRows > 0) view.followEnd(isAtEnd ? viewRows + 10 : undefined);
  }, [view, isAtEnd, viewRows]);
  useEffect(() => onAtEnd(isAtEnd), [isAtEnd, onAtEnd]);
  // After each scroll by a row, whatever it came from.
  useEffect(() => onTop(isAtEnd ? undefined : scroller.topIndex()));
  useImperativeHandle(
    ref,
    () => ({
      reveal(index) {
        // The row may be so new that the list does not have it yet.
        if (index >= latestLength.current) scroller.goToEnd();
        else {
          scroller.hold();
          scroller.reveal(index);
        }
      },
      goToEnd: () => scroller.goToEnd(),
      showFrom: (index) => scroller.showFrom(index),
      focus: () => box.current?.focus(),
      press: (key, isExtending = false) => {
        const isOurs = latestPress.current(key, isExtending);
        if (isOurs) box.current?.focus();
        return isOurs;
      },
    }),
    [scroller],
  );

  const press = (key: string, isExtending: boolean): boolean => {
    if (key === ' ' && selectedIndex !== undefined) {
      chosen.toggle(undefined, selectedIndex);
      return true;
    }
    if (key === 'Enter' && selectedIndex !== undefined) {
      onOpen();
      return true;
    }
    const place = { selected: selectedIndex, length, pageRows: viewRows - 1 };
    const to = walkTarget(key, place);
    if (to === undefined) return false;
    if (isExtending) chosen.extend(selectedIndex, to);
    else chosen.setAnchor(to);
    onSelect(to);
    if (key === 'End') scroller.goToEnd();
    return true;
  };
  useEffect(() => {
    latestPress.current = press;
    latestLength.current = length;
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (press(event.key, event.shiftKey)) event.preventDefault();
  };

  const indexOf = (target: EventTarget): number | undefined => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
    return element === null ? undefined : Number(element.dataset['index']);
  };

  const longPress = useLongPress((target) => {
    const index = indexOf(target);
    if (index !== undefined) chosen.beginChoosing(index);
  });
  const onClick = (event: MouseEvent): void => {
    const index = indexOf(event.target);
    if (index === undefined) return;
    if (event.shiftKey) chosen.extend(selectedIndex, index);
    else if (event.ctrlKey || event.metaKey || chosen.isChoosing) chosen.toggle(selectedIndex, index);
    else {
      chosen.clear();
      chosen.setAnchor(index);
      onSelect(index);
      onOpen();
      return;
    }
    if (!chosen.isChoosing) onSelect(index);
  };

  const isShown = selectedIndex !== undefined && selectedIndex >= first && selectedIndex < end;
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
        aria-activedescendant={isShown ? rowId(selectedIndex) : undefined}
        onKeyDown={onKeyDown}
        aria-multiselectable="true"
        data-choosing={chosen.isChoosing || undefined}
        onClick={longPress.unlessPressed(onClick)}
        onMouseDown={(event) => {
          // The browser would mark the text between two clicks.
          if (!event.shiftKey) return;
          event.preventDefault();
          box.current?.focus();
        }}
        {...longPress.handlers}
      >
        <div role="rowgroup" className={classes.content} style={{ height: heightPx }}>
          <Rows {...props} first={first} end={end} offsetPx={shown.offsetPx} />
        </div>
      </div>
      {!isAtEnd && (newRows > 0 || !shown.isEndInView) && (
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
      )}
    </div>
  );
}

/** The rows themselves are drawn without React: at the live end they are other ones with each frame of the screen. */
function Rows(props: MessageListProps & { first: number; end: number; offsetPx: number }): JSX.Element {
  const { view, first, end, offsetPx, selectedIndex, pairSeq, timeMode, hasStation, chosen } = props;
  const { t: translate } = useTranslation();
  const t = useMemo(() => cachedTranslate(translate), [translate]);
  const formats = useTimeFormats();
  const now = useNow();
  const box = useRef<HTMLDivElement>(null);
  const pool = useRef<RowPool>(undefined);
  useLayoutEffect(() => {
    if (box.current === null) return undefined;
    const made = new RowPool(box.current, hasStation);
    pool.current = made;
    return () => made.clear();
  }, [hasStation]);
  useLayoutEffect(() => {
    const zeroAt =
      timeMode === 'relative' ? view.firstAt() : timeMode === 'reference' ? props.referenceAt : undefined;
    const rows = Array.from({ length: Math.max(0, end - first) }, (_, i) => {
      const index = first + i;
      const row = view.row(index);
      return {
        domId: rowId(index),
        row,
        index,
        previousAt: view.row(index - 1)?.at,
        isSelected: index === selectedIndex,
        isChosen: chosen.has(index),
        isPair: row !== undefined && row.seq === pairSeq,
      };
    });
    pool.current?.paint(rows, { timeMode, zeroAt, now, t, formats });
  });
  return <div ref={box} className={classes.rows} style={{ transform: `translateY(${offsetPx}px)` }} />;
}
