import { useEffect, useState } from 'react';
import type { Failure } from '../../shared/contract/failure.ts';
import type { Callback } from '../../shared/station/callback.ts';
import type { Station } from '../../shared/station/station.ts';
import { failureOf } from './failureOf.ts';
import { useClient } from './useAppState.ts';

interface CallbackState {
  callback: Callback | undefined;
  failure: Failure | undefined;
  setCallback: (callback: Callback) => void;
}

/** Where commands go. Looked at again when the station comes back, boots, or a command to it has ended. */
export function useCallbackState({ id, connectedAt, lastBootAt, openCalls }: Station): CallbackState {
  const client = useClient();
  const [state, setState] = useState<{ callback?: Callback; failure?: Failure; occasion?: string }>({});
  const occasion = [id, connectedAt, lastBootAt, openCalls].join(' ');
  const isFresh = state.occasion === occasion;
  useEffect(() => {
    if (client === undefined || isFresh) return undefined;
    const controller = new AbortController();
    const look = async (): Promise<void> => {
      try {
        const callback = await client.call('callback.get', { stationId: id }, { signal: controller.signal });
        if (!controller.signal.aborted) setState({ callback, occasion });
      } catch (error) {
        if (!controller.signal.aborted) setState({ failure: failureOf(error), occasion });
      }
    };
    void look();
    return () => controller.abort();
  }, [client, id, occasion, isFresh]);
  return {
    callback: state.callback,
    failure: state.failure,
    setCallback: (callback) => setState({ callback, occasion }),
  };
}
