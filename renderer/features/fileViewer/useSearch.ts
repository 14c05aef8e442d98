import { useCallback, useEffect, useState } from 'react';
import type { ContentSearchState } from '../../../shared/files/contents/contentLine.ts';
import type { Failure } from '../../../shared/contract/failure.ts';
import { failureOf } from '../../state/failureOf.ts';
import { useClient } from '../../state/useAppState.ts';

export interface SearchWish {
  query: string;
  isRegex: boolean;
  isCaseSensitive: boolean;
}

export interface LineSearch {
  wish: SearchWish | undefined;
  state: ContentSearchState | undefined;
  failure: Failure | undefined;
  begin: (wish: SearchWish) => void;
  /** The next or previous line with a match. */
  next: (line: number, step: 1 | -1) => Promise<{ line?: number | undefined; index?: number | undefined }>;
}

/** One search at a time in a text; its state is live. */
export function useSearch(content: number): LineSearch {
  const client = useClient();
  const [wish, setWish] = useState<SearchWish>();
  const [state, setState] = useState<ContentSearchState>();
  const [failure, setFailure] = useState<Failure>();
  const search = state?.search;
  useEffect(() => {
    if (client === undefined || wish === undefined) return undefined;
    let isOver = false;
    let leave = (): void => undefined;
    const begin = async (): Promise<void> => {
      const { search: begun } = await client.call('content.search', { content, ...wish });
      if (isOver) return;
      leave = client.subscribe(
        'contentSearch',
        { search: begun },
        { snapshot: setState, change: setState, ended: () => undefined },
      );
    };
    begin().catch((error: unknown) => {
      if (!isOver) setFailure(failureOf(error));
    });
    return () => {
      isOver = true;
      leave();
      setState(undefined);
      setFailure(undefined);
    };
  }, [client, content, wish]);
  const next = useCallback(
    async (line: number, step: 1 | -1) =>
      client === undefined || search === undefined
        ? {}
        : client.call('content.nextHit', { search, line, step }),
    [client, search],
  );
  return { wish, state, failure, begin: setWish, next };
}
