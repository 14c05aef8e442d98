import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../../shared/station/station.ts';
import type { SeqRange } from '../../../../shared/trace/seqRanges.ts';
import { useShownTrace } from '../../../state/traceScope.tsx';
import { useFormats } from '../../../ui/useFormats.ts';
import type { MessageListHandle } from '../list/MessageList.tsx';
import { useListTimes, type ListTimes } from '../list/useListTimes.ts';
import { useNoteField, type NoteField } from '../notes/useNoteField.ts';
import { useRowSelection, type RowSelection } from '../selection/useRowSelection.ts';
import { useRecordTools, type RecordTools } from '../useRecordTools.ts';
import { useSelection, type Selection } from '../useSelection.ts';
import { useMessageFilter, type ShownFilter } from './useMessageFilter.ts';
import { useRecordWalk, type RecordWalk } from './useRecordWalk.ts';
import { useSelectionWork, type SelectionWork } from './useSelectionWork.ts';
import { useShownMessages, type ShownMessages } from './useShownMessages.ts';

/** The detail of the chosen record. Whatever is closed gives the keys back to the list. */
export interface DetailPane {
  isOpen: boolean;
  open: () => void;
  close: () => void;
}

/** The panel of exports: of the selection where there are ranges, else of what is shown. */
export interface ExportPane {
  shown: { selected?: readonly SeqRange[] } | undefined;
  open: (selected?: readonly SeqRange[]) => void;
  /** Opens it for what is shown, or closes it; the keys stay where they are. */
  toggle: () => void;
  close: () => void;
}

/** Everything that the parts of the messages screen have in common. */
export interface Inspector {
  station: Station | undefined;
  /** Whose filter and place are kept. */
  memoryId: string | undefined;
  isPhone: boolean;
  list: RefObject<MessageListHandle | null>;
  filter: ShownFilter;
  shown: ShownMessages;
  selection: Selection;
  /** Several records at once. */
  chosen: RowSelection;
  times: ListTimes;
  detail: DetailPane;
  exports: ExportPane;
  work: SelectionWork;
  tools: RecordTools;
  noteField: NoteField;
  walk: RecordWalk;
  /** Marks what is chosen. */
  mark: () => void;
  clearChosen: () => void;
  /** A sentence for a while: what just happened. */
  message: string;
  say: (message: string) => void;
}

export function useInspector(station: Station | undefined): Inspector {
  const isPhone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const trace = useShownTrace();
  // No station has such an id.
  const memoryId = trace === undefined ? station?.id : `\0${trace.id}`;
  const list = useRef<MessageListHandle>(null);
  const focusList = useCallback(() => list.current?.focus(), []);
  const [message, say] = useState('');
  const filter = useMessageFilter(memoryId, station?.id);
  const shown = useShownMessages(filter, say);
  const selection = useSelection(shown.view, shown.standing, list);
  const chosen = useRowSelection(shown.view);
  const tools = useRecordTools(shown.view, say);
  return {
    station,
    memoryId,
    isPhone,
    list,
    filter,
    shown,
    selection,
    chosen,
    clearChosen: () => {
      chosen.clear();
      focusList();
    },
    times: useListTimes(selection.row),
    detail: useDetailPane(focusList),
    exports: useExportPane(focusList),
    work: useSelectionWork(shown.view, say, focusList),
    tools,
    noteField: useNotes(station?.id, say, focusList),
    walk: useRecordWalk(shown, selection, say),
    mark: useMark({ selection, chosen, tools, say }),
    message,
    say,
  };
}

function useDetailPane(onClosed: () => void): DetailPane {
  const [isOpen, setOpen] = useState(false);
  return {
    isOpen,
    open: () => setOpen(true),
    close: () => {
      setOpen(false);
      onClosed();
    },
  };
}

function useExportPane(onClosed: () => void): ExportPane {
  const [shown, setShown] = useState<ExportPane['shown']>();
  return {
    shown,
    open: (selected) => setShown(selected === undefined ? {} : { selected }),
    toggle: () => setShown(shown === undefined ? {} : undefined),
    close: () => {
      setShown(undefined);
      onClosed();
    },
  };
}

function useNotes(
  stationId: string | undefined,
  say: (message: string) => void,
  onEnded: () => void,
): NoteField {
  const { t } = useTranslation();
  const formats = useFormats();
  return useNoteField(stationId, (seq) => {
    if (seq !== undefined) say(t('notes.done.added', { record: formats.count(seq) }));
    onEnded();
  });
}

function useMark(of: Pick<Inspector, 'selection' | 'chosen' | 'tools' | 'say'>): () => void {
  const { selection, chosen, tools, say } = of;
  const { t } = useTranslation();
  const isReadOnly = useShownTrace() !== undefined;
  return () => {
    if (isReadOnly) say(t('traces.cannotNote'));
    else if (chosen.count > 0) tools.mark(chosen.rows);
    else if (selection.index !== undefined) tools.mark([[selection.index, selection.index]]);
  };
}
