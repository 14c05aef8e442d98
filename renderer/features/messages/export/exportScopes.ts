import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import type { SeqRange } from '../../../../shared/trace/seqRanges.ts';

export type ExportScope = 'all' | 'filter' | 'selection';

export interface ScopeChoice {
  scope: ExportScope;
  filter: TraceFilter;
}

/** What can be exported: the selection, what the list shows, everything of the station or of all. The first is meant. */
export function exportScopes(
  shown: { filter: TraceFilter; isFiltered: boolean; stationId: string | undefined },
  selected: readonly SeqRange[] | undefined,
): ScopeChoice[] {
  const { filter, isFiltered, stationId } = shown;
  const all = stationId === undefined ? {} : { stationIds: [stationId] };
  return [
    ...(selected === undefined
      ? []
      : [
          {
            scope: 'selection' as const,
            filter: { ranges: selected.map(([first, last]): [number, number] => [first, last]) },
          },
        ]),
    ...(isFiltered ? [{ scope: 'filter' as const, filter }] : []),
    { scope: 'all', filter: all },
  ];
}
