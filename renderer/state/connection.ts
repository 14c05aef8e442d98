import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import { ContractError, type Failure } from '../../shared/contract/failure.ts';
import { PROTOCOL } from '../../shared/contract/limits.ts';
import type { Link } from '../../shared/contract/link.ts';

/** `refused` and `otherVersion` are for good: no further attempt is made by itself. */
export type ConnectionState =
  | { phase: 'connecting' }
  | { phase: 'open'; client: ContractClient }
  | { phase: 'lost'; reason: string; hint?: string; since: number }
  | { phase: 'refused'; reason: string; hint?: string }
  | { phase: 'otherVersion'; version: string };

export interface Connection {
  get: () => ConnectionState;
  subscribe: (listener: () => void) => () => void;
  /** Called with each new client, before anybody sees the state `open`. */
  onClient: (listener: (client: ContractClient) => void) => void;
  /** Gives up the present client: it cannot be relied on. */
  drop: (failure: Failure) => void;
  start: () => void;
  retryNow: () => void;
}

const RETRY_MS = [250, 500, 1000, 2000, 4000] as const;

function failureOf(error: unknown): Failure {
  if (error instanceof ContractError) return error.toFailure();
  // A defect of ours: the banner asks for patience, the console says what to mend.
  console.error('the link could not be opened', error);
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}

/** Keeps one client open for as long as the page lives, and opens the next when it is lost. */
export function createConnection(openLink: () => Promise<Link>): Connection {
  let state: ConnectionState = { phase: 'connecting' };
  let retries = 0;
  let isOpening = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  const clientListeners: ((client: ContractClient) => void)[] = [];

  const set = (next: ConnectionState): void => {
    state = next;
    for (const listener of listeners) listener();
  };

  const lose = ({ code, message, hint }: Failure): void => {
    const told = hint === undefined ? { reason: message } : { reason: message, hint };
    if (code === 'permission') {
      set({ phase: 'refused', ...told });
      return;
    }
    set({ phase: 'lost', ...told, since: state.phase === 'lost' ? state.since : Date.now() });
    clearTimeout(timer);
    timer = setTimeout(() => void open(), RETRY_MS[Math.min(retries, RETRY_MS.length - 1)]);
    retries += 1;
  };

  const isCurrent = (client: ContractClient): boolean => state.phase === 'open' && state.client === client;

  const take = (client: ContractClient): void => {
    retries = 0;
    client.onClose((reason) => {
      if (isCurrent(client)) lose({ code: 'disconnected', message: reason });
    });
    for (const listener of clientListeners) listener(client);
    set({ phase: 'open', client });
  };

  const open = async (): Promise<void> => {
    if (isOpening || state.phase === 'open') return;
    isOpening = true;
    clearTimeout(timer);
    try {
      const client = createClient(await openLink());
      const { protocol, version } = await client.call('app.info', {});
      if (protocol === PROTOCOL) take(client);
      else {
        client.close();
        set({ phase: 'otherVersion', version });
      }
    } catch (error) {
      lose(failureOf(error));
    } finally {
      isOpening = false;
    }
  };

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onClient: (listener) => void clientListeners.push(listener),
    drop(failure) {
      if (state.phase !== 'open') return;
      const { client } = state;
      lose(failure);
      client.close();
    },
    start: () => void open(),
    retryNow: () => void open(),
  };
}
