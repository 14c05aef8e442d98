import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../../shared/contract/failure.ts';
import { failureOf } from '../../../state/failureOf.ts';
import { useClient } from '../../../state/useAppState.ts';

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
          const text = waiting.current;
          waiting.current = '';
          await client.call('port.send', { path, text, eol: 'none' });
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
