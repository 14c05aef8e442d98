import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { usePortProfile } from '../../../state/portTopics.ts';
import type { ConsoleStore } from './consoleStore.ts';
import { rowBytes, type ConsoleForm, type TextChoice } from './lineText.ts';

export interface ConsoleView {
  form: ConsoleForm;
  isMasked: boolean;
  filter: string;
  query: string;
  choice: TextChoice;
  setForm: (form: ConsoleForm) => void;
  setMasked: (isMasked: boolean) => void;
  setFilter: (filter: string) => void;
  setQuery: (query: string) => void;
}

/** How the lines of a console are shown. Bytes of a bus are no text: they begin in hex. */
export function useConsoleView(store: ConsoleStore, profileId: string | undefined): ConsoleView {
  const isNarrow = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const driver = usePortProfile(profileId)?.driver;
  const [chosen, setForm] = useState<ConsoleForm>();
  const [isMasked, setMasked] = useState(true);
  const [filter, setFilter] = useState('');
  const [query, setQuery] = useState('');
  const form = chosen ?? (driver === 'modbus' ? 'hex' : 'text');
  const bytesPerRow = rowBytes(form, isNarrow);
  useEffect(
    () => store.choose({ form, isMasked, bytesPerRow, filter: filter.trim(), query: query.trim() }),
    [store, form, isMasked, bytesPerRow, filter, query],
  );
  return {
    form,
    isMasked,
    filter,
    query,
    choice: { form, isMasked, bytesPerRow },
    setForm,
    setMasked,
    setFilter,
    setQuery,
  };
}
