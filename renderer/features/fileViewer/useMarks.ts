import { useEffect, useMemo, useState } from 'react';
import type { MatchPlace } from '../../../shared/files/contents/contentLine.ts';
import { useClient } from '../../state/useAppState.ts';
import type { LoadRows } from './usePagedRows.ts';

type Places = readonly MatchPlace[];

const NONE: Places = [];

/** Where the search matches in the lines near the screen: one row for each line. */
export function useMarks(search: number | undefined): LoadRows<Places> | undefined {
  const client = useClient();
  return useMemo(() => {
    if (client === undefined || search === undefined) return undefined;
    return async (from, count) => {
      const { lines } = await client.call('content.marks', { search, from: from + 1, count });
      const found = new Map(lines.map(({ line, places }) => [line, places]));
      return Array.from({ length: count }, (_, at) => found.get(from + at + 1) ?? NONE);
    };
  }, [client, search]);
}

/** The same of one line. */
export function useMarksOf(search: number | undefined, line: number): Places | undefined {
  const load = useMarks(search);
  const [found, setFound] = useState<{ load: typeof load; line: number; places: Places }>();
  useEffect(() => {
    if (load === undefined) return undefined;
    let isOver = false;
    load(line - 1, 1).then(
      ([places = NONE]) => {
        if (!isOver) setFound({ load, line, places });
      },
      // The search is over: nothing is marked.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [load, line]);
  return load !== undefined && found?.load === load && found.line === line ? found.places : undefined;
}
