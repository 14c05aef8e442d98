import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import { useClient } from '../../state/useAppState.ts';
import { useRoute } from '../../state/useRoute.ts';
import { CountLine } from './CountLine.tsx';
import { DetailPane } from './detail/DetailPane.tsx';
import { EmptyMessages } from './EmptyMessages.tsx';
import { ExportButton } from './ExportButton.tsx';
import { CellFilter } from './filter/CellFilter.tsx';
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
import { useFilterEdits } from './filter/useFilterActions.ts';
import { MessageList, type MessageListHandle } from './list/MessageList.tsx';
import classes from './MessagesScreen.module.css';
import { StatusLine } from './StatusLine.tsx';
import { failureOf } from '../../state/failureOf.ts';
import { useMessageKeys } from './useMessageKeys.ts';
import { useSelection, type Selection } from './useSelection.ts';
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

/** The inspector: every record of a station or of all, live. */
export function MessagesScreen({ station }: { station: Station | undefined }): JSX.Element {
  const { t } = useTranslation();
  const client = useClient();
  const isPhone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const [{ filter, timeMode }, remember] = useMemory(station?.id);
  const traceFilter = useMemo(() => toTraceFilter(filter, station?.id), [filter, station?.id]);
  const setFilter = useCallback((next: string) => remember({ filter: next }), [remember]);
  const filterEdits = useFilterEdits(filter, setFilter);
  const [round, setRound] = useState(0);
  const { view, state } = useTraceView(client, traceFilter, round);
  const list = useRef<MessageListHandle>(null);
  const input = useRef<HTMLInputElement>(null);
  const selection = useSelection(view, state, list);
  const [isOpen, setOpen] = useState(false);
  const [isAtEnd, setAtEnd] = useState(true);
  const [message, setMessage] = useState('');
  useAddressedRecord(view !== undefined, selection, () => setOpen(true));

  const close = (): void => {
    setOpen(false);
    list.current?.focus();
  };
  const goToPair = (): void => {
    const pairSeq = selection.row?.pairSeq;
    if (pairSeq === undefined) setMessage(t('messages.noPair'));
    else selection.selectSeq(pairSeq);
  };
  const goToIssue = async (step: 1 | -1): Promise<void> => {
    if (view === undefined) return;
    try {
      const index = await view.nextIssue(selection.index ?? (step === 1 ? -1 : state.length), step);
      if (index === undefined)
        setMessage(t(step === 1 ? 'messages.noNextIssue' : 'messages.noPreviousIssue'));
      else selection.select(index);
    } catch (error) {
      setMessage(failureOf(error).message);
    }
  };
  useMessageKeys({
    filter: () => input.current?.focus(),
    issue: (step) => void goToIssue(step),
    pair: goToPair,
    close: isOpen ? close : undefined,
    walk: (key) => list.current?.press(key) ?? false,
  });

  const isFiltered = isFiltering(filter);
  const hasDetail = isOpen && selection.seq !== undefined;
  return (
    <FilterActionsContext value={filterEdits}>
      <section className={classes.screen} aria-label={t('messages.title')}>
        <FilterBar
          inputRef={input}
          stationId={station?.id}
          filter={filter}
          onFilter={setFilter}
          onSearchAgain={() => setRound(round + 1)}
          timeMode={timeMode}
          onTimeMode={(next) => remember({ timeMode: next })}
          isAtEnd={isAtEnd}
          onLive={() => list.current?.goToEnd()}
          onLeave={() => list.current?.focus()}
        >
          <>
            <CountLine state={state} isFiltered={isFiltered} />
            <ExportButton filter={traceFilter} isDisabled={state.length === 0} onMessage={setMessage} />
          </>
        </FilterBar>
        <StatusLine
          message={message}
          hiddenSeq={selection.isHidden ? selection.seq : undefined}
          onMessageShown={() => setMessage('')}
          onClear={isFiltered ? () => setFilter(NO_FILTER) : undefined}
        />
        <div className={classes.list}>
          {view !== undefined && (
            <CellFilter actions={filterEdits}>
              <MessageList
                ref={list}
                view={view}
                state={state}
                isPhone={isPhone}
                hasStation={station === undefined}
                timeMode={timeMode}
                selectedIndex={selection.index}
                pairSeq={selection.row?.pairSeq}
                onSelect={selection.select}
                onOpen={() => setOpen(true)}
                onAtEnd={setAtEnd}
              />
            </CellFilter>
          )}
          {state.length === 0 && (
            <EmptyMessages
              state={state}
              station={station}
              isFiltered={isFiltered}
              onClear={() => setFilter(NO_FILTER)}
            />
          )}
        </div>
        {hasDetail && (
          <DetailPane
            seq={selection.seq ?? 0}
            pairSeq={selection.row?.pairSeq}
            isPhone={isPhone}
            onClose={close}
            onPair={goToPair}
          />
        )}
      </section>
    </FilterActionsContext>
  );
}
