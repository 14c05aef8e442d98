import type { ContractClient } from '../../../shared/contract/client.ts';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { Failure } from '../../../shared/contract/failure.ts';
import { failureOf } from '../../state/failureOf.ts';

/** A reading of a configuration: under way, ended, or refused. */
export interface ReadingRun {
  isRunning: boolean;
  result?: Configuration;
  failure?: Failure;
}

export interface ConfigurationReadings {
  /** Another object after each change. */
  get: () => ReadingRun;
  subscribe: (listener: () => void) => () => void;
  start: (client: ContractClient) => Promise<void>;
  cancel: () => void;
}

/** The readings of one station. They go on while other screens are looked at. */
function createReadings(stationId: string): ConfigurationReadings {
  let run: ReadingRun = { isRunning: false };
  let controller = new AbortController();
  const listeners = new Set<() => void>();
  const set = (next: ReadingRun): void => {
    run = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => run,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start(client) {
      if (run.isRunning) return;
      controller = new AbortController();
      const { result: before } = run;
      set(before === undefined ? { isRunning: true } : { isRunning: true, result: before });
      try {
        // The core knows how long a station may take.
        const options = { signal: controller.signal, timeoutMs: 0 };
        set({ isRunning: false, result: await client.call('configuration.read', { stationId }, options) });
      } catch (error) {
        const failure = failureOf(error);
        const ended = failure.code === 'cancelled' ? { isRunning: false } : { isRunning: false, failure };
        set(before === undefined ? ended : { ...ended, result: before });
      }
    },
    cancel: () => controller.abort(),
  };
}

const stations = new Map<string, ConfigurationReadings>();

/** The same readings for as long as the page lives. */
export function configurationReadingsOf(stationId: string): ConfigurationReadings {
  const readings = stations.get(stationId) ?? createReadings(stationId);
  stations.set(stationId, readings);
  return readings;
}
