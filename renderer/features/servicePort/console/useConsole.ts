import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Failure } from '../../../../shared/contract/failure.ts';
import { useClient } from '../../../state/useAppState.ts';
import { ConsoleStore, type ConsoleShown } from './consoleStore.ts';

/** Consoles outlive their screen: whoever looks at the values in between finds them as they were. */
const stores = new Map<string, ConsoleStore>();
const MOST_STORES = 4;

function storeOf(path: string): ConsoleStore {
  const store = stores.get(path) ?? new ConsoleStore();
  // The latest at the end: the first one goes.
  stores.delete(path);
  stores.set(path, store);
  const [oldest] = stores.keys();
  if (stores.size > MOST_STORES && oldest !== undefined) stores.delete(oldest);
  return store;
}

export interface Console {
  store: ConsoleStore;
  shown: ConsoleShown;
  failure: Failure | undefined;
}

/** What crosses a port, followed while a screen shows it. */
export function useConsole(path: string): Console {
  const client = useClient();
  const [store] = useState(() => storeOf(path));
  const [failure, setFailure] = useState<Failure>();
  const shown = useSyncExternalStore(store.subscribe, store.get);
  useEffect(() => {
    if (client === undefined) return undefined;
    return client.subscribe(
      'portConsole',
      { path },
      {
        snapshot(batch) {
          setFailure(undefined);
          store.snapshot(batch);
        },
        change: (batch) => store.take(batch),
        ended(failed) {
          if (failed.code !== 'disconnected') setFailure(failed);
        },
      },
    );
  }, [client, path, store]);
  return { store, shown, failure };
}
