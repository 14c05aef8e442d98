import type { Configuration, ReadScope } from '../../../shared/configuration/configuration.ts';
import type { ConfigurationState } from '../../../shared/configuration/configurationState.ts';
import type { ConfigurationItem } from '../../../shared/configuration/item.ts';
import type { ReadingProgress } from '../../../shared/configuration/readingProgress.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { Snapshot } from '../../../shared/configuration/snapshot.ts';
import type { Station } from '../../../shared/station/station.ts';
import { configurationOf } from './configurationOf.ts';
import { newestReading } from './configurationMemory.ts';
import type { MakerPacks } from './packs/makerPacks.ts';
import type { SourceContext, SourceReading } from './sources/configurationSource.ts';
import type { Sources } from './sources/sources.ts';
import type { StationLocks } from './stationLocks.ts';
import type { StationSigns } from './stationSigns.ts';

export interface ConfigurationsOptions {
  sources: Sources;
  locks: StationLocks;
  signs: StationSigns;
  /** Fails with `not-found` for a station that was never seen. */
  station: (stationId: string) => Station;
  /** What the specifications and makers say of settings. */
  packs: Pick<MakerPacks, 'refresh' | 'issuesOf'>;
  /** The snapshots that the session holds of stations that were seen, oldest first. */
  kept: () => readonly Snapshot[];
}

export interface ReadOptions {
  scope?: ReadScope | undefined;
  /** Only these. */
  addresses?: readonly string[] | undefined;
  signal?: AbortSignal | undefined;
  /** For each request. */
  timeoutMs?: number | undefined;
}

/** The latest configuration of a station, and when all of it was read (epoch ms). */
interface Known {
  configuration: Configuration;
  wholeAt: number;
}

/** Values of a running station drift; an older reading does not show what a change began from. */
const FRESH_MS = 5 * 60_000;
const NONE: readonly string[] = [];

/** The configurations of the stations, as they were read last in this session. */
export class Configurations {
  readonly #options: ConfigurationsOptions;
  readonly #latest = new Map<string, Known>();
  readonly #readings = new Map<string, ReadingProgress>();
  readonly #needsRestart = new Map<string, readonly string[]>();
  readonly #listeners = new Set<(state: ConfigurationState) => void>();

  constructor(options: ConfigurationsOptions) {
    this.#options = options;
  }

  /**
   * Fails with `not-found` for a station never seen, `unavailable` where it is not connected, and `busy` while it is being
   * read or changed; rejects with the signal's reason when that is aborted.
   */
  async read(stationId: string, options: ReadOptions = {}): Promise<Configuration> {
    this.connected(stationId);
    const release = this.#options.locks.take(stationId, 'read');
    try {
      return await this.readLocked(stationId, options);
    } finally {
      release();
    }
  }

  /** The same for whoever holds the lock of the station already. */
  async readLocked(
    stationId: string,
    { scope = 'full', addresses, signal, timeoutMs }: ReadOptions = {},
  ): Promise<Configuration> {
    const source = this.#options.sources.of(this.connected(stationId));
    const context: SourceContext = {
      signal,
      timeoutMs,
      onProgress: (progress) => this.#tell(stationId, progress),
    };
    // Files that were written since are read beside it; they are there before anything is judged.
    const packs = this.#options.packs.refresh();
    try {
      const reading =
        addresses === undefined
          ? await source.readWhole(scope, context)
          : await source.readSome(addresses, context);
      await packs;
      return this.#keep(stationId, scope, reading, addresses === undefined);
    } finally {
      this.#readings.delete(stationId);
      this.#announce(stationId);
    }
  }

  /** Fails with `not-found` for a station that was never seen. */
  latest(stationId: string): Configuration | undefined {
    this.#options.station(stationId);
    return this.#latest.get(stationId)?.configuration;
  }

  /** The latest reading, where nothing can have changed since then that anyone knows of. */
  fresh(stationId: string): Configuration | undefined {
    const known = this.#latest.get(stationId);
    if (known === undefined || known.configuration.scope === 'summary') return undefined;
    const { connectedAt = 0 } = this.#options.station(stationId);
    const since = Math.max(connectedAt, this.#options.signs.changedAt(stationId), Date.now() - FRESH_MS);
    return known.wholeAt > since ? known.configuration : undefined;
  }

  /** Other packs may see other things wrong with what was read. */
  judgeAgain(): void {
    for (const [stationId, { configuration, wholeAt }] of this.#latest) {
      const issues = this.#options.packs.issuesOf(configuration);
      this.#latest.set(stationId, { configuration: { ...configuration, issues }, wholeAt });
    }
  }

  /** Changes that hold only after a restart. */
  setNeedsRestart(stationId: string, addresses: readonly string[]): void {
    this.#needsRestart.set(stationId, addresses);
    this.#announce(stationId);
  }

  states(): ConfigurationState[] {
    const kept = this.#options.kept().map(({ owner }) => owner.stationId);
    const ids = new Set([
      ...this.#latest.keys(),
      ...this.#readings.keys(),
      ...this.#needsRestart.keys(),
      ...kept,
    ]);
    return [...ids].map((stationId) => this.#stateOf(stationId));
  }

  onChange(listener: (state: ConfigurationState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The station, where something can be asked of it. Fails with `not-found` or `unavailable`. */
  connected(stationId: string): Station {
    const station = this.#options.station(stationId);
    if (station.connected && station.version !== undefined) return station;
    throw new ContractError('unavailable', `${stationId} is not connected, so nothing was asked.`);
  }

  #keep(stationId: string, scope: ReadScope, reading: SourceReading, isWhole: boolean): Configuration {
    const configuration = configurationOf(this.#options.station(stationId), scope, reading);
    if (isWhole) configuration.issues = this.#options.packs.issuesOf(configuration);
    if (reading.how === 'not-read') return configuration;
    if (isWhole) this.#latest.set(stationId, { configuration, wholeAt: configuration.readAt });
    else this.#renew(stationId, configuration);
    return configuration;
  }

  /** Values that were read one by one are shown in the latest reading, too. */
  #renew(stationId: string, { items, readAt }: Configuration): void {
    const known = this.#latest.get(stationId);
    if (known === undefined) return;
    const fresh = new Map<string, ConfigurationItem>(items.map((item) => [item.address, item]));
    const before = known.configuration;
    const configuration = {
      ...before,
      readAt,
      items: before.items.map((item) => fresh.get(item.address) ?? item),
    };
    configuration.issues = this.#options.packs.issuesOf(configuration);
    this.#latest.set(stationId, { configuration, wholeAt: known.wholeAt });
  }

  #tell(stationId: string, progress: ReadingProgress): void {
    this.#readings.set(stationId, progress);
    this.#announce(stationId);
  }

  #stateOf(stationId: string): ConfigurationState {
    const reading = this.#readings.get(stationId);
    return {
      stationId,
      ...this.#knownOf(stationId),
      ...(reading === undefined ? {} : { reading }),
      needsRestart: [...(this.#needsRestart.get(stationId) ?? NONE)],
    };
  }

  /** How much is known and since when: from the last reading, or else from what was kept. */
  #knownOf(stationId: string): Pick<ConfigurationState, 'readAt' | 'scope' | 'items' | 'snapshotId'> {
    const latest = this.#latest.get(stationId)?.configuration;
    if (latest !== undefined) {
      return { readAt: latest.readAt, scope: latest.scope, items: latest.items.length };
    }
    const own = this.#options.kept().filter(({ owner }) => owner.stationId === stationId);
    const kept = newestReading(own);
    if (kept === undefined) return {};
    return { readAt: kept.at, scope: kept.scope, items: kept.items, snapshotId: kept.id };
  }

  #announce(stationId: string): void {
    const state = this.#stateOf(stationId);
    for (const listener of this.#listeners) listener(state);
  }
}
