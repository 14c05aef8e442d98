import { useContext, useMemo } from 'react';
import { addPathTerm, addTerm } from '../../../../shared/trace/filter/editFilter.ts';
import { FilterActionsContext, type FilterActions } from './filterActions.ts';

/** What a click on a value does to the filter around it; nothing where no list is filtered. */
export function useFilterActions(): FilterActions | undefined {
  return useContext(FilterActionsContext);
}

/** Changes of a filter. The same object as long as the filter is the same, so that rows are not drawn again. */
export function useFilterEdits(filter: string, onFilter: (filter: string) => void): FilterActions {
  return useMemo(
    () => ({
      add: (key, value) => onFilter(addTerm(filter, key, value)),
      exclude: (key, value) => onFilter(addTerm(filter, key, value, { not: true })),
      addPath: (path, value) => onFilter(addPathTerm(filter, path, value)),
    }),
    [filter, onFilter],
  );
}
