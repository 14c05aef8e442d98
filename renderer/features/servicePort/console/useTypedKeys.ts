import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../../shared/contract/failure.ts';
import { failureOf } from '../../../state/failureOf.ts';
import { useClient } from '../../../state/useAppState.ts';

/** Characters that go at once: what is pasted may be longer than the contract takes. */
const MOST_AT_ONCE = 32_768;

export interface TypedKeys {
  failure: Failure | undefined;
  type: (text: string) => void;
}

/** Keys of a terminal on their way to the device, in their order: what is typed while a part is sent goes with the next one. */
export function useTypedKeys(path: string, isReady: boolean): TypedKeys {
  const client = useClient();
  const [failure, setFailure] = useState<Failure>();
  const waiting = useRef('');
  const isSending = useRef(false);
  const send = useRef<() => Promise<void>>(undefined);
  useEffect(() => {
    send.current = async () => {
      if (isSending.current || client === undefined) return;
      isSending.current = true;
      try {
        while (waiting.current !== '') {
          const text = firstPart(waiting.current);
          waiting.current = waiting.current.slice(text.length);
          // A slow line takes as long as it takes.
          await client.call('port.send', { path, text, eol: 'none' }, { timeoutMs: 0 });
        }
        setFailure(undefined);
      } catch (error) {
        waiting.current = '';
        setFailure(failureOf(error));
      } finally {
        isSending.current = false;
      }
    };
  }, [client, path]);
  const type = useCallback(
    (text: string): void => {
      if (!isReady) return;
      waiting.current += text;
      void send.current?.();
    },
    [isReady],
  );
  return { failure, type };
}

/** Never half of a character that takes two. */
export function firstPart(text: string): string {
  const part = text.slice(0, MOST_AT_ONCE);
  return part.length < text.length && /[\uD800-\uDBFF]$/.test(part) ? part.slice(0, -1) : part;
}
