import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ContractClient } from '../../shared/contract/client.ts';
import type { Host } from '../host/host.ts';
import type { AppState, TopicState } from './appState.ts';
import type { ConnectionState } from './connection.ts';
import type { PlainTopic } from './topicReducers.ts';

export const AppStateContext = createContext<AppState | undefined>(undefined);

export function useAppState(): AppState {
  const state = useContext(AppStateContext);
  if (state === undefined) throw new Error('a screen stands outside the app state');
  return state;
}

export function useHost(): Host {
  return useAppState().host;
}

export function useConnection(): ConnectionState {
  const { connection } = useAppState();
  return useSyncExternalStore(connection.subscribe, connection.get);
}

/** The client while the connection is open; another object after each reconnect. */
export function useClient(): ContractClient | undefined {
  const state = useConnection();
  return state.phase === 'open' ? state.client : undefined;
}

/** The state of a topic, live; nothing before its first snapshot. */
export function useTopic<T extends PlainTopic>(topic: T): TopicState<T> | undefined {
  const store = useAppState().topics[topic];
  return useSyncExternalStore(store.subscribe, store.get);
}
