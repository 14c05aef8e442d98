import type { ContractClient } from '../../shared/contract/client.ts';
import type { Configuration, ReadScope } from '../../shared/configuration/configuration.ts';
import type { ReadPart } from '../../shared/configuration/readPart.ts';
import type { Failure } from '../../shared/contract/failure.ts';
import { failureOf } from './failureOf.ts';
import { keepItemsReadAgain } from './latestConfiguration.ts';

/** What a reading asks for: all of a scope, some addresses only, or a part of a device model. */
export interface ReadingWish {
  scope?: ReadScope;
  addresses?: readonly string[];
  part?: ReadPart;
}

/** A reading of a configuration: under way, ended, or refused. `result` is of the last one that asked for everything. */
export interface ReadingRun {
  isRunning: boolean;
  /** What the last reading of some addresses brought. */
  some?: Configuration;
  /** What the last reading of a part brought, until all is read again. */
  part?: Configuration;
  result?: Configuration;
  failure?: Failure;
}

export interface ConfigurationReadings {
  /** Another object after each change. */
  get: () => ReadingRun;
  subscribe: (listener: () => void) => () => void;
  start: (client: ContractClient, wish?: ReadingWish) => Promise<void>;
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
    async start(client, { scope, addresses, part } = {}) {
      if (run.isRunning) return;
      controller = new AbortController();
      const { result, part: partBefore } = run;
      const ended: ReadingRun = {
        isRunning: false,
        ...(result === undefined ? {} : { result }),
        ...(partBefore === undefined ? {} : { part: partBefore }),
      };
      set({ ...ended, isRunning: true });
      try {
        const params = {
          stationId,
          ...(scope === undefined ? {} : { scope }),
          ...(addresses === undefined ? {} : { addresses: [...addresses] }),
          ...(part === undefined ? {} : { part }),
        };
        // The core knows how long a station may take.
        const options = { signal: controller.signal, timeoutMs: 0 };
        const configuration = await client.call('configuration.read', params, options);
        if (addresses !== undefined) keepItemsReadAgain(configuration);
        if (part !== undefined) set({ ...ended, part: configuration });
        else if (addresses !== undefined) set({ ...ended, some: configuration });
        else set({ isRunning: false, result: configuration });
      } catch (error) {
        const failure = failureOf(error);
        set(failure.code === 'cancelled' ? ended : { ...ended, failure });
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
