import type { ContractClient } from '../../../shared/contract/client.ts';
import { failureOf } from '../../state/failureOf.ts';
import { isRunning, RAW_FRAME, type CommandRequest, type CommandRun } from './commandRun.ts';
import { readRuns, saveRuns } from './savedRuns.ts';

export interface CommandRuns {
  /** The newest first; another array after each change. */
  get: () => readonly CommandRun[];
  subscribe: (listener: () => void) => () => void;
  start: (client: ContractClient, request: CommandRequest) => Promise<void>;
  /** Sends a whole frame as it is. */
  sendRaw: (client: ContractClient, frame: string) => Promise<void>;
  cancel: (id: number) => void;
}

const KEPT_RUNS = 50;
const ABORT_WAIT_MS = 1500;

/** Whoever waited when the page went has given up. */
function restored(run: CommandRun): CommandRun {
  return isRunning(run) ? { ...run, outcome: { outcome: 'cancelled', action: run.action } } : run;
}

/**
 * The commands of one station during this visit. They go on while other screens are looked at; with a `storageKey`
 * those that were sent are still there after a reload.
 */
export function createCommandRuns(stationId: string, storageKey?: string): CommandRuns {
  let runs: readonly CommandRun[] = storageKey === undefined ? [] : readRuns(storageKey).map(restored);
  let lastId = Math.max(0, ...runs.map(({ id }) => id));
  const controllers = new Map<number, AbortController>();
  const listeners = new Set<() => void>();
  const set = (next: readonly CommandRun[]): void => {
    runs = next.slice(0, KEPT_RUNS);
    if (storageKey !== undefined) saveRuns(storageKey, runs);
    for (const listener of listeners) listener();
  };
  const begin = (request: CommandRequest): number => {
    lastId += 1;
    set([{ ...request, id: lastId, startedAt: Date.now() }, ...runs]);
    return lastId;
  };
  const end = (id: number, result: Pick<CommandRun, 'outcome' | 'failure' | 'sentSeq'>): void => {
    controllers.delete(id);
    set(runs.map((run) => (run.id === id ? { ...run, ...result } : run)));
  };

  return {
    get: () => runs,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start(client, request) {
      const id = begin(request);
      const controller = new AbortController();
      controllers.set(id, controller);
      const { action, payload, timeoutMs, sendAnyway } = request;
      try {
        // The core keeps the time: with one clock there is one truth about who was too late.
        // Its word on a cancelled call is waited for, too: it names the record of what was sent.
        const options = { signal: controller.signal, timeoutMs: 0, abortWaitMs: ABORT_WAIT_MS };
        const params = { stationId, action, payload, timeoutMs, sendAnyway };
        end(id, { outcome: await client.call('command.call', params, options) });
      } catch (error) {
        const failure = failureOf(error);
        // The core did not say in time how the call ended.
        if (failure.code === 'cancelled') end(id, { outcome: { outcome: 'cancelled', action } });
        else end(id, { failure });
      }
    },
    async sendRaw(client, frame) {
      const id = begin({ action: RAW_FRAME, payload: frame, timeoutMs: 0, sendAnyway: true });
      try {
        const { seq } = await client.call('command.sendRaw', { stationId, text: frame });
        end(id, { sentSeq: seq });
      } catch (error) {
        end(id, { failure: failureOf(error) });
      }
    },
    cancel: (id) => controllers.get(id)?.abort(),
  };
}

const stations = new Map<string, CommandRuns>();

/** The same runs for as long as the session file is open: their links point to its records. */
export function commandRunsOf(stationId: string, sessionPath: string): CommandRuns {
  const key = `kerbside.commands ${sessionPath} ${stationId}`;
  const runs = stations.get(key) ?? createCommandRuns(stationId, key);
  stations.set(key, runs);
  return runs;
}
