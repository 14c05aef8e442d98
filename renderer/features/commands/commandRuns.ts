import type { ContractClient } from '../../../shared/contract/client.ts';
import type { Failure } from '../../../shared/contract/failure.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import { failureOf } from '../../state/failureOf.ts';

export interface CommandRequest {
  action: string;
  payload: string;
  timeoutMs: number;
  sendAnyway: boolean;
}

/** A command that was sent: waiting, ended with an outcome, or not sent at all because of a failure of the tool's own. */
export interface CommandRun extends CommandRequest {
  id: number;
  startedAt: number;
  outcome?: Outcome;
  failure?: Failure;
}

export interface CommandRuns {
  /** The newest first; another array after each change. */
  get: () => readonly CommandRun[];
  subscribe: (listener: () => void) => () => void;
  start: (client: ContractClient, request: CommandRequest) => Promise<void>;
  cancel: (id: number) => void;
}

const KEPT_RUNS = 50;
const ABORT_WAIT_MS = 1500;

export function isRunning({ outcome, failure }: CommandRun): boolean {
  return outcome === undefined && failure === undefined;
}

/** The commands of one station during this visit. They go on while other screens are looked at. */
export function createCommandRuns(stationId: string): CommandRuns {
  let runs: readonly CommandRun[] = [];
  let lastId = 0;
  const controllers = new Map<number, AbortController>();
  const listeners = new Set<() => void>();
  const set = (next: readonly CommandRun[]): void => {
    runs = next.slice(0, KEPT_RUNS);
    for (const listener of listeners) listener();
  };
  const end = (id: number, result: Pick<CommandRun, 'outcome' | 'failure'>): void => {
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
      lastId += 1;
      const id = lastId;
      const controller = new AbortController();
      controllers.set(id, controller);
      set([{ ...request, id, startedAt: Date.now() }, ...runs]);
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
    cancel: (id) => controllers.get(id)?.abort(),
  };
}

const stations = new Map<string, CommandRuns>();

/** The same runs for as long as the page lives. */
export function commandRunsOf(stationId: string): CommandRuns {
  const runs = stations.get(stationId) ?? createCommandRuns(stationId);
  stations.set(stationId, runs);
  return runs;
}
