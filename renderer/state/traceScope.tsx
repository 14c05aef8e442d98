import { createContext, useContext, useMemo, type JSX, type ReactNode } from 'react';
import type { ContractClient } from '../../shared/contract/client.ts';
import { METHODS } from '../../shared/contract/methods.ts';
import type { OpenTrace } from '../../shared/session/openTrace.ts';
import type { AppState } from './appState.ts';
import type { Connection, ConnectionState } from './connection.ts';
import { AppStateContext, useAppState } from './useAppState.ts';

const TraceContext = createContext<OpenTrace | undefined>(undefined);

/** The opened session file whose records the screen shows; nothing for the running session. It is only read. */
export function useShownTrace(): OpenTrace | undefined {
  return useContext(TraceContext);
}

/**
 * Everything inside reads from an opened session file instead of the running session: calls that can name a trace
 * name this one. So a screen of the running session shows a file without knowing of it.
 */
export function TraceScope({ trace, children }: { trace: OpenTrace; children: ReactNode }): JSX.Element {
  const appState = useAppState();
  const { id } = trace;
  const scoped = useMemo<AppState>(
    () => ({ ...appState, connection: scopedConnection(appState.connection, id) }),
    [appState, id],
  );
  return (
    <TraceContext value={trace}>
      <AppStateContext value={scoped}>{children}</AppStateContext>
    </TraceContext>
  );
}

function scopedConnection(connection: Connection, id: string): Connection {
  // One client of the scope for each client of the page: effects go by its identity.
  let known: { of: ConnectionState; scoped: ConnectionState } | undefined;
  return {
    ...connection,
    get() {
      const state = connection.get();
      if (known?.of === state) return known.scoped;
      const scoped: ConnectionState =
        state.phase === 'open' ? { phase: 'open', client: scopedClient(state.client, id) } : state;
      known = { of: state, scoped };
      return scoped;
    },
  };
}

function scopedClient(client: ContractClient, id: string): ContractClient {
  return {
    call: (method, params, options) =>
      client.call(method, canNameTrace(method) ? { trace: id, ...params } : params, options),
    subscribe: (topic, params, listener) => client.subscribe(topic, params, listener),
    onClose: (listener) => client.onClose(listener),
    close: () => client.close(),
  };
}

function canNameTrace(method: keyof typeof METHODS): boolean {
  return 'trace' in METHODS[method].params.shape;
}
