import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import type { SeqRange } from '../../../shared/trace/seqRanges.ts';
import { useFormats } from '../../ui/useFormats.ts';
import { useClient } from '../../state/useAppState.ts';
import { useRoute } from '../../state/useRoute.ts';
import { ComparePane } from './compare/ComparePane.tsx';
import { useShownTrace } from '../../state/traceScope.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { CountLine } from './CountLine.tsx';
import { DetailPane } from './detail/DetailPane.tsx';
import { EmptyMessages } from './EmptyMessages.tsx';
import { ExportPanel } from './export/ExportPanel.tsx';
import { exportScopes } from './export/exportScopes.ts';
import { FilterActionsContext } from './filter/filterActions.ts';
import { FilterBar } from './filter/FilterBar.tsx';
import {
  isFiltering,
  keepMessagesMemory,
  messagesMemory,
  NO_FILTER,
  toTraceFilter,
  type MessagesMemory,
} from './filter/messageFilter.ts';
import { useCellFilter } from './filter/useCellFilter.tsx';
import { useFilterEdits } from './filter/useFilterActions.ts';
import { MessageList, type MessageListHandle } from './list/MessageList.tsx';
import { NoteStrip } from './notes/NoteStrip.tsx';
import { useNoteField } from './notes/useNoteField.ts';
import classes from './MessagesScreen.module.css';
import { SelectionBar } from './selection/SelectionBar.tsx';
import type { RowRanges } from './selection/rowRanges.ts';
import { useRowSelection } from './selection/useRowSelection.ts';
import { SequencePane } from './sequence/SequencePane.tsx';
import { PlayerBar } from './replay/PlayerBar.tsx';
import { usePlayer } from './replay/usePlayer.ts';
import { StatusLine } from './StatusLine.tsx';
import { failureOf } from '../../state/failureOf.ts';
import { useExchangeWalk } from './useExchangeWalk.ts';
import { usePlace } from './usePlace.ts';
import { useMessageKeys } from './useMessageKeys.ts';
import { useRecordTools } from './useRecordTools.ts';
import { useSelection, type Selection } from './useSelection.ts';
import type { TraceView } from './list/traceView.ts';
import { filterForTime, timeOfFilter } from './timeline/timeFilter.ts';
import { TimelineStrip } from './timeline/TimelineStrip.tsx';
import { TimeModeSelect } from './list/TimeModeSelect.tsx';
import { useTimeMode } from './list/useTimeMode.ts';
import { useTraceView } from './list/useTraceView.ts';

function useMemory(
  stationId: string | undefined,
): [MessagesMemory, (change: Partial<MessagesMemory>) => void] {
  const [memory, setMemory] = useState(() => messagesMemory(stationId));
  const remember = useCallback(
    (change: Partial<MessagesMemory>) => {
      const next = { ...messagesMemory(stationId), ...change };
      keepMessagesMemory(stationId, next);
      setMemory(next);
    },
    [stationId],
  );
  return [memory, remember];
}

/** Shows the record that the address names, once. */
function useAddressedRecord(isReady: boolean, { selectSeq }: Selection, open: () => void): void {
  const route = useRoute();
  const seq = 'seq' in route ? route.seq : undefined;
  const shown = useRef<number>(undefined);
  useEffect(() => {
    if (!isReady || seq === undefined || shown.current === seq) return;
    shown.current = seq;
    selectSeq(seq);
    open();
  });
}

/** What is made of a selection, in the place of the list. */
type Work =
  | { type: 'compare'; seqs: readonly [first: number, second: number] }
  | { type: 'sequence'; view: TraceView; rows: RowRanges };

/** The inspector: every record of a station or of all, live. */
export function MessagesScreen({ station }: { station: Station | undefined }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useClient();
  const isPhone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const [timeMode, setTimeMode] = useTimeMode();
  const [zero, setZero] = useState<{ seq: number; at: number }>();
  const trace = useShownTrace();
  // No station has such an id.
  const memoryId = trace === undefined ? station?.id : `\0${trace.id}`;
  const [{ filter }, remember] = useMemory(memoryId);
  const traceFilter = useMemo(() => toTraceFilter(filter, station?.id), [filter, station?.id]);
  const setFilter = useCallback((next: string) => remember({ filter: next }), [remember]);
  const filterEdits = useFilterEdits(filter, setFilter);
  const cellFilter = useCellFilter(filterEdits);
  const [round, setRound] = useState(0);
  const { view, state: whole } = useTraceView(client, traceFilter, round);
  const [isReplayed, setReplayed] = useState(false);
  const [message, setMessage] = useState('');
  const replay = usePlayer(view, isReplayed, setMessage);
  const shownLength = replay?.state.length;
  const state = useMemo(
    () => (shownLength === undefined ? whole : { ...whole, length: Math.min(shownLength, whole.length) }),
    [whole, shownLength],
  );
  const list = useRef<MessageListHandle>(null);
  const input = useRef<HTMLInputElement>(null);
  const selection = useSelection(view, state, list);
  const chosen = useRowSelection(view);
  const [isOpen, setOpen] = useState(false);
  const [isAtEnd, setAtEnd] = useState(true);
  const forgetMessage = useCallback(() => setMessage(''), []);
  const [work, setWork] = useState<Work>();
  const [exporting, setExporting] = useState<{ selected?: readonly SeqRange[] }>();
  const tools = useRecordTools(view, setMessage);
  const noteField = useNoteField(station?.id, (seq) => {
    if (seq !== undefined) setMessage(t('notes.done.added', { record: formats.count(seq) }));
    list.current?.focus();
  });
  const route = useRoute();
  const keepTop = usePlace({
    id: trace === undefined ? undefined : memoryId,
    state: whole,
    list,
    selection,
    isOpen,
    open: () => setOpen(true),
    beginsAtStart: trace?.isLive === false,
    isAddressed: 'seq' in route && route.seq !== undefined,
  });
  useAddressedRecord(view !== undefined, selection, () => setOpen(true));

  const close = (): void => {
    setOpen(false);
    list.current?.focus();
  };
  const closeExport = (): void => {
    setExporting(undefined);
    list.current?.focus();
  };
  const leaveWork = (): void => {
    setWork(undefined);
    list.current?.focus();
  };
  const clearChosen = (): void => {
    chosen.clear();
    list.current?.focus();
  };
  const lengthNow = (): number => Math.min(shownLength ?? Infinity, view?.get().length ?? 0);
  const walkExchange = useExchangeWalk(selection, setMessage);
  const goToPair = (): void => {
    const aboutSeq = selection.row?.aboutSeq;
    if (aboutSeq === undefined) walkExchange();
    else selection.selectSeq(aboutSeq);
  };
  const goTo = async (what: 'nextIssue' | 'nextMark', step: 1 | -1, none: string): Promise<void> => {
    if (view === undefined) return;
    try {
      const index = await view[what](selection.index ?? (step === 1 ? -1 : lengthNow()), step);
      if (index === undefined) setMessage(none);
      else selection.select(index);
    } catch (error) {
      setMessage(failureOf(error).message);
    }
  };
  const goToTime = async (at: number): Promise<void> => {
    try {
      const index = await view?.locateTime(at);
      if (index !== undefined) selection.select(index);
    } catch (error) {
      setMessage(failureOf(error).message);
    }
  };
  const mark = (): void => {
    if (trace !== undefined) setMessage(t('traces.cannotNote'));
    else if (chosen.count > 0) tools.mark(chosen.rows);
    else if (selection.index !== undefined) tools.mark([[selection.index, selection.index]]);
  };
  const compare = async (): Promise<void> => {
    if (view === undefined) return;
    try {
      const [first, second] = await view.read(chosen.rows);
      if (first !== undefined && second !== undefined) {
        setWork({ type: 'compare', seqs: [first.seq, second.seq] });
      }
    } catch (error) {
      setMessage(failureOf(error).message);
    }
  };
  const innermost =
    work !== undefined ? leaveWork : chosen.count > 0 ? clearChosen : isOpen ? close : undefined;
  useMessageKeys({
    isCovered: work !== undefined,
    filter: () => input.current?.focus(),
    issue: (step) =>
      void goTo('nextIssue', step, t(step === 1 ? 'messages.noNextIssue' : 'messages.noPreviousIssue')),
    toMark: (step) =>
      void goTo('nextMark', step, t(step === 1 ? 'notes.done.noNextMark' : 'notes.done.noPreviousMark')),
    pair: goToPair,
    mark,
    note: () => (trace === undefined ? noteField.open(selection.row) : setMessage(t('traces.cannotNote'))),
    selectAll: () => chosen.all(lengthNow()),
    close: innermost,
    walk: (key, isExtending) => list.current?.press(key, isExtending) ?? false,
  });

  const selectionBar = chosen.count > 0 && (
    <SelectionBar
      count={chosen.count}
      isBusy={tools.isBusy}
      onCompare={() => void compare()}
      onSequence={() => view !== undefined && setWork({ type: 'sequence', view, rows: chosen.rows })}
      onMark={mark}
      onCopy={() => tools.copy(chosen.rows, chosen.count)}
      onExport={() => tools.withRanges(chosen.rows, (selected) => setExporting({ selected }))}
      onClear={clearChosen}
    />
  );
  const isFiltered = isFiltering(filter);
  const hasDetail = isOpen && selection.seq !== undefined && work === undefined;
  return (
    <FilterActionsContext value={filterEdits}>
      <section className={classes.screen} aria-label={t('messages.title')}>
        <FilterBar
          inputRef={input}
          stationId={station?.id}
          filter={filter}
          onFilter={setFilter}
          onSearchAgain={() => setRound(round + 1)}
          isAtEnd={isAtEnd}
          onLive={() => list.current?.goToEnd()}
          onLeave={() => list.current?.focus()}
        >
          <>
            <CountLine state={state} isFiltered={isFiltered} />
            {trace === undefined && (
              <Button title={t('notes.buttonTitle')} onClick={() => noteField.open(undefined)}>
                {t('notes.button')}
              </Button>
            )}
            {trace !== undefined && !isReplayed && (
              <Button
                disabled={whole.length === 0}
                onClick={() => {
                  setReplayed(true);
                  list.current?.goToEnd();
                }}
                leftSection={<Icon name="play" size={12} />}
              >
                {t('traces.replay.button')}
              </Button>
            )}
            <Button
              disabled={client === undefined}
              aria-expanded={exporting !== undefined}
              onClick={() => setExporting(exporting === undefined ? {} : undefined)}
            >
              {t('export.button')}
            </Button>
            <TimeModeSelect mode={timeMode} onMode={setTimeMode} />
          </>
        </FilterBar>
        <div className={classes.strips}>
          <TimelineStrip
            trace={trace?.id}
            stationId={station?.id}
            view={view}
            filtered={timeOfFilter(filter)}
            onChoose={(range) => setFilter(filterForTime(filter, range))}
            onJump={(at) => void goToTime(at)}
          />
          {replay !== undefined && (
            <PlayerBar replay={replay} total={whole.length} onClose={() => setReplayed(false)} />
          )}
          <StatusLine
            message={message}
            hiddenSeq={selection.isHidden ? selection.seq : undefined}
            onMessageShown={forgetMessage}
            onClear={isFiltered ? () => setFilter(NO_FILTER) : undefined}
          />
          {noteField.target !== undefined && <NoteStrip target={noteField.target} onEnd={noteField.end} />}
          {!isPhone && selectionBar}
          {exporting !== undefined && (
            <ExportPanel
              key={exporting.selected === undefined ? 'shown' : exporting.selected.join()}
              scopes={exportScopes(
                { filter: traceFilter, isFiltered, stationId: station?.id },
                exporting.selected,
              )}
              onClose={closeExport}
            />
          )}
        </div>
        <div className={classes.list} {...cellFilter.handlers}>
          {view !== undefined && (
            <MessageList
              ref={list}
              view={view}
              limit={shownLength}
              isPhone={isPhone}
              hasStation={station === undefined}
              timeMode={timeMode}
              referenceAt={zero?.at ?? selection.row?.at}
              selectedIndex={selection.index}
              pairSeq={selection.row?.pairSeq ?? selection.row?.aboutSeq}
              chosen={chosen}
              onSelect={selection.select}
              onOpen={() => setOpen(true)}
              onAtEnd={setAtEnd}
              onTop={keepTop}
            />
          )}
          {whole.length === 0 && (
            <EmptyMessages
              state={state}
              station={station}
              isFiltered={isFiltered}
              onClear={() => setFilter(NO_FILTER)}
            />
          )}
          {cellFilter.menu}
        </div>
        {isPhone && work === undefined && selectionBar}
        {hasDetail && (
          <DetailPane
            seq={selection.seq ?? 0}
            pairSeq={selection.row?.pairSeq}
            isPhone={isPhone}
            onClose={close}
            onPair={goToPair}
            onGo={selection.selectSeq}
            zeroSeq={zero?.seq}
            onZero={(record) => {
              setZero(record);
              if (record !== undefined) setTimeMode('reference');
            }}
          />
        )}
        {work?.type === 'compare' && <ComparePane seqs={work.seqs} isPhone={isPhone} onClose={leaveWork} />}
        {work?.type === 'sequence' && (
          <SequencePane
            view={work.view}
            rows={work.rows}
            onRecord={(seq) => {
              setWork(undefined);
              selection.selectSeq(seq);
              setOpen(true);
            }}
            onClose={leaveWork}
          />
        )}
      </section>
    </FilterActionsContext>
  );
}
