import { Button } from '@mantine/core';
import {
  useEffect,
  useImperativeHandle,
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
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import { beginsDay, type TimeMode } from './timeMode.ts';
import classes from './MessageList.module.css';
import { MessageRow } from './MessageRow.tsx';
import type { RowSelection } from '../selection/useRowSelection.ts';
import type { TraceView, TraceViewState } from './traceView.ts';
import { useLongPress } from './useLongPress.ts';
import { useVirtualRows } from '../../../ui/useVirtualRows.ts';
import { walkTarget } from './walkTarget.ts';

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
  state: TraceViewState;
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
  const { ref, view, state, isPhone, hasStation, selectedIndex, onSelect, onOpen, onAtEnd, onTop, chosen } =
    props;
  const { t } = useTranslation();
  const formats = useFormats();
  const box = useRef<HTMLDivElement>(null);
  const latestPress = useRef<(key: string, isExtending: boolean) => boolean>(() => false);
  const rowPx = isPhone ? PHONE_ROW_PX : ROW_PX;
  const { shown, scroller, heightPx } = useVirtualRows(box, {
    count: state.length,
    rowPx,
    sticksToEnd: true,
  });
  const { first, end, viewRows, isAtEnd } = shown;
  const newRows = useNewRows(state.length, isAtEnd);
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
        scroller.hold();
        scroller.reveal(index);
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
    const place = { selected: selectedIndex, length: state.length, pageRows: viewRows - 1 };
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
        aria-rowcount={state.length}
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
          <div className={classes.rows} style={{ transform: `translateY(${shown.offsetPx}px)` }}>
            <Rows {...props} first={first} end={end} />
          </div>
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

function Rows(props: MessageListProps & { first: number; end: number }): JSX.Element[] {
  const { view, first, end, selectedIndex, pairSeq, timeMode, hasStation, chosen } = props;
  const { t } = useTranslation();
  const formats = useTimeFormats();
  const now = useNow();
  const zeroAt =
    timeMode === 'relative' ? view.firstAt() : timeMode === 'reference' ? props.referenceAt : undefined;
  return Array.from({ length: Math.max(0, end - first) }, (_, i) => {
    const index = first + i;
    const row = view.row(index);
    if (row === undefined) {
      return (
        <div key={index} className={classes.pending} role="row" aria-rowindex={index + 1} aria-busy="true" />
      );
    }
    const previousAt = view.row(index - 1)?.at;
    const isOpen = row.kind === 'call' && row.pairSeq === undefined;
    return (
      <MessageRow
        key={index}
        domId={rowId(index)}
        row={row}
        index={index}
        isSelected={index === selectedIndex}
        isChosen={chosen.has(index)}
        isPair={row.seq === pairSeq}
        timeMode={timeMode}
        zeroAt={zeroAt}
        previousAt={previousAt}
        isFirstOfDay={beginsDay({ mode: timeMode, at: row.at, previousAt }, index, now)}
        now={isOpen ? now : undefined}
        hasStation={hasStation}
        t={t}
        formats={formats}
      />
    );
  });
}
