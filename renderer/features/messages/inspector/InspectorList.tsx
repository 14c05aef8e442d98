import type { JSX } from 'react';
import { useShownTrace } from '../../../state/traceScope.tsx';
import { EmptyMessages } from '../EmptyMessages.tsx';
import type { FilterActions } from '../filter/filterActions.ts';
import { useCellFilter } from '../filter/useCellFilter.tsx';
import { MessageList } from '../list/MessageList.tsx';
import classes from '../MessagesScreen.module.css';
import { usePlace } from '../usePlace.ts';
import { useAddressedRecord, useAddressedSeq } from './useAddressedRecord.ts';
import type { Inspector } from './useInspector.ts';

interface InspectorListProps {
  inspector: Inspector;
  filterEdits: FilterActions;
  onAtEnd: (isAtEnd: boolean) => void;
}

/** The records, at the place where the technician was. */
export function InspectorList({ inspector, filterEdits, onAtEnd }: InspectorListProps): JSX.Element {
  const { station, memoryId, isPhone, list, filter, shown, selection, chosen, times, detail } = inspector;
  const cellFilter = useCellFilter(filterEdits);
  const trace = useShownTrace();
  const keepTop = usePlace({
    id: trace === undefined ? undefined : memoryId,
    standing: shown.standing,
    list,
    selection,
    isOpen: detail.isOpen,
    open: detail.open,
    beginsAtStart: trace?.isLive === false,
    isAddressed: useAddressedSeq() !== undefined,
  });
  useAddressedRecord(shown.view !== undefined, selection, detail.open);
  return (
    <div className={classes.list} {...cellFilter.handlers}>
      {shown.view !== undefined && (
        <MessageList
          ref={list}
          view={shown.view}
          counts={shown.counts}
          limit={shown.limit}
          isPhone={isPhone}
          hasStation={station === undefined}
          timeMode={times.mode}
          referenceAt={times.referenceAt}
          selectedIndex={selection.index}
          pairSeq={selection.row?.pairSeq ?? selection.row?.aboutSeq}
          chosen={chosen}
          onSelect={selection.select}
          onOpen={detail.open}
          onAtEnd={onAtEnd}
          onTop={keepTop}
        />
      )}
      {shown.standing.isEmpty && (
        <EmptyMessages
          standing={shown.standing}
          station={station}
          isFiltered={filter.isFiltering}
          onClear={filter.clear}
        />
      )}
      {cellFilter.menu}
    </div>
  );
}
