import { useEffect, useState } from 'react';
import { usePortProfile } from '../../../state/portTopics.ts';
import type { ConsoleStore } from './consoleStore.ts';
import { MOST_COLUMNS, type ConsoleForm, type TextChoice } from './lineText.ts';

export interface ConsoleView {
  form: ConsoleForm;
  isMasked: boolean;
  filter: string;
  query: string;
  /** How it is saved: text is not wrapped. */
  choice: TextChoice;
  setForm: (form: ConsoleForm) => void;
  setMasked: (isMasked: boolean) => void;
  setFilter: (filter: string) => void;
  setQuery: (query: string) => void;
}

interface ConsoleRoom {
  isNarrow: boolean;
  /** Letters beside each other; not known before it was measured. */
  columns: number | undefined;
  /** A row has two lines on the screen: of the first row of a line the second one is for the driver's words. */
  isTwoLines: boolean;
}

/**
 * How the lines of a console are shown. Bytes of a bus are no text: they begin in hex. Where there is little room long lines of text go
 * on in the next row; on wide screens they are moved sideways, so that tables stay tables.
 */
export function useConsoleView(
  store: ConsoleStore,
  profileId: string | undefined,
  { isNarrow, columns, isTwoLines }: ConsoleRoom,
): ConsoleView {
  const driver = usePortProfile(profileId)?.driver;
  const [chosen, setForm] = useState<ConsoleForm>();
  const [isMasked, setMasked] = useState(true);
  const [filter, setFilter] = useState('');
  const [query, setQuery] = useState('');
  const form = chosen ?? (driver === 'modbus' ? 'hex' : 'text');
  const isText = form === 'text';
  const bytes = isNarrow ? 8 : 16;
  const perRow = isText ? (isNarrow && columns !== undefined ? columns : MOST_COLUMNS) : bytes;
  const restTimes = isText && isTwoLines ? 2 : 1;
  useEffect(
    () => store.choose({ form, isMasked, perRow, restTimes, filter: filter.trim(), query: query.trim() }),
    [store, form, isMasked, perRow, restTimes, filter, query],
  );
  return {
    form,
    isMasked,
    filter,
    query,
    choice: { form, isMasked, perRow: isText ? MOST_COLUMNS : bytes },
    setForm,
    setMasked,
    setFilter,
    setQuery,
  };
}
