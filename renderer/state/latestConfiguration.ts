import { useEffect, useSyncExternalStore } from 'react';
import type { ContractClient } from '../../shared/contract/client.ts';
import type { Failure } from '../../shared/contract/failure.ts';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import type { ConfigurationState } from '../../shared/configuration/configurationState.ts';
import type { ConfigurationItem } from '../../shared/configuration/item.ts';
import { failureOf } from './failureOf.ts';
import { useClient, useTopic } from './useAppState.ts';

export interface LatestConfiguration {
  /** Nothing where the station was never read in this session, or not fetched yet. */
  configuration?: Configuration;
  failure?: Failure;
}

interface LatestStore {
  get: () => LatestConfiguration;
  subscribe: (listener: () => void) => () => void;
  /** Which reading is known here, as the packs of that time judge it. */
  isOf: (readAt: number, packs: number) => boolean;
  keep: (some: Configuration) => void;
  fetch: (client: ContractClient, packs: number, signal: AbortSignal) => Promise<void>;
}

interface ReadAgain {
  item: ConfigurationItem;
  readAt: number;
}

/** The same items with those of later readings in their place; what no reading of the whole had comes to the end. */
function withLater(
  whole: Configuration,
  later: ReadonlyMap<string, ReadAgain>,
  absent: ReadonlySet<string>,
): Configuration {
  if (later.size === 0 && absent.size === 0) return whole;
  const left = new Map(later);
  const items = whole.items.map((item) => {
    const again = left.get(item.address);
    left.delete(item.address);
    return again !== undefined && again.readAt >= whole.readAt ? again.item : item;
  });
  return {
    ...whole,
    items: [...items, ...[...left.values()].map(({ item }) => item)],
    unknown: [...new Set([...whole.unknown, ...absent])],
  };
}

function createLatest(stationId: string): LatestStore {
  let whole: Configuration | undefined;
  let judgedBy: number | undefined;
  const later = new Map<string, ReadAgain>();
  /** Asked for by name, and the station says that it does not have it. */
  const absent = new Set<string>();
  let latest: LatestConfiguration = {};
  const listeners = new Set<() => void>();
  const set = (next: LatestConfiguration): void => {
    latest = next;
    for (const listener of listeners) listener();
  };
  const merge = (): void =>
    set(whole === undefined ? {} : { configuration: withLater(whole, later, absent) });
  return {
    get: () => latest,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isOf: (readAt, packs) => whole?.readAt === readAt && judgedBy === packs,
    keep({ items, readAt, unknown }) {
      for (const address of unknown) absent.add(address);
      for (const { address } of items) absent.delete(address);
      for (const item of items) later.set(item.address, { item, readAt });
      merge();
    },
    async fetch(client, packs, signal) {
      try {
        const { configuration } = await client.call('configuration.latest', { stationId }, { signal });
        if (signal.aborted) return;
        whole = configuration;
        judgedBy = packs;
        merge();
      } catch (error) {
        const failure = failureOf(error);
        // The one before is still the best that is known.
        if (!signal.aborted) set({ ...latest, failure });
      }
    },
  };
}

const stations = new Map<string, LatestStore>();

function latestOf(stationId: string): LatestStore {
  const latest = stations.get(stationId) ?? createLatest(stationId);
  stations.set(stationId, latest);
  return latest;
}

/** Some items were read again, or for the first time: they stand in the configuration until all of it is read again. */
export function keepItemsReadAgain(some: Configuration): void {
  latestOf(some.owner.stationId).keep(some);
}

/** What the session knows of the configuration of a station, live; nothing where it was never read. */
export function useConfigurationState(stationId: string): ConfigurationState | undefined {
  return useTopic('configurations')?.find((state) => state.stationId === stationId);
}

/** The configuration as it was read last; fetched again when there is another reading. */
export function useLatestConfiguration(stationId: string): LatestConfiguration {
  const client = useClient();
  const store = latestOf(stationId);
  const readAt = useConfigurationState(stationId)?.readAt;
  const packs = useTopic('makerPacks')?.revision ?? 0;
  const latest = useSyncExternalStore(store.subscribe, store.get);
  useEffect(() => {
    if (client === undefined || readAt === undefined || store.isOf(readAt, packs)) return undefined;
    const controller = new AbortController();
    void store.fetch(client, packs, controller.signal);
    return () => controller.abort();
  }, [client, store, readAt, packs]);
  return readAt === undefined ? {} : latest;
}
