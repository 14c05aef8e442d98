import { useEffect, useState } from 'react';
import type { Params } from '../../../shared/contract/methods.ts';
import type { Failure } from '../../../shared/contract/failure.ts';
import type { ContentState } from '../../../shared/files/contents/contentState.ts';
import { failureOf } from '../../state/failureOf.ts';
import { useClient } from '../../state/useAppState.ts';

export interface OpenedContent {
  state: ContentState | undefined;
  /** Why it could not even be looked for. */
  failure: Failure | undefined;
}

/** Opens a file for as long as it is looked at. `key` is the request as JSON text: effects go by its identity. */
export function useContent(key: string): OpenedContent {
  const client = useClient();
  const [shown, setShown] = useState<{ key: string } & OpenedContent>();
  useEffect(() => {
    if (client === undefined) return undefined;
    let isOver = false;
    let leave = (): void => undefined;
    const close = (content: number): void => {
      // A link that is gone has closed it.
      client.call('content.close', { content }).catch(() => undefined);
    };
    const open = async (): Promise<void> => {
      const { content } = await client.call('content.open', JSON.parse(key) as Params<'content.open'>);
      if (isOver) return close(content);
      const show = (state: ContentState): void => setShown({ key, state, failure: undefined });
      const unsubscribe = client.subscribe(
        'content',
        { content },
        { snapshot: show, change: show, ended: () => undefined },
      );
      leave = () => {
        unsubscribe();
        close(content);
      };
    };
    open().catch((error: unknown) => {
      if (!isOver) setShown({ key, state: undefined, failure: failureOf(error) });
    });
    return () => {
      isOver = true;
      leave();
    };
  }, [client, key]);
  return shown?.key === key ? shown : { state: undefined, failure: undefined };
}
