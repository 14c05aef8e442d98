import type { Configuration, ReadScope } from '../../../shared/configuration/configuration.ts';
import type { ConfigurationState } from '../../../shared/configuration/configurationState.ts';
import type { ReadingProgress } from '../../../shared/configuration/readingProgress.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { Station } from '../../../shared/station/station.ts';
import type { SourceContext, SourceReading } from './sources/configurationSource.ts';
import type { Sources } from './sources/sources.ts';
import type { StationLocks } from './stationLocks.ts';
import { configurationOf } from './configurationOf.ts';

export interface ConfigurationsOptions {
  sources: Sources;
  locks: StationLocks;
  /** Fails with `not-found` for a station that was never seen. */
  station: (stationId: string) => Station;
}

export interface ReadOptions {
  scope?: ReadScope | undefined;
  /** Only these. */
  addresses?: readonly string[] | undefined;
  signal?: AbortSignal | undefined;
  /** For each request. */
  timeoutMs?: number | undefined;
}

/** The configurations of the stations, as they were read last in this session. */
export class Configurations {
  readonly #options: ConfigurationsOptions;
  readonly #latest = new Map<string, Configuration>();
  readonly #readings = new Map<string, ReadingProgress>();
  readonly #listeners = new Set<(state: ConfigurationState) => void>();

  constructor(options: ConfigurationsOptions) {
    this.#options = options;
  }

  /**
   * Fails with `not-found` for a station never seen, `unavailable` where it is not connected, and `busy` while it is being
   * read or changed; rejects with the signal's reason when that is aborted.
   */
  async read(stationId: string, options: ReadOptions = {}): Promise<Configuration> {
    const { locks, station } = this.#options;
    station(stationId);
    const release = locks.take(stationId, 'read');
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
    const source = this.#options.sources.of(this.#connected(stationId));
    const context: SourceContext = {
      signal,
      timeoutMs,
      onProgress: (progress) => this.#tell(stationId, progress),
    };
    try {
      const reading =
        addresses === undefined
          ? await source.readWhole(scope, context)
          : await source.readSome(addresses, context);
      return this.#keep(stationId, scope, reading, addresses === undefined);
    } finally {
      this.#readings.delete(stationId);
      this.#announce(stationId);
    }
  }

  /** Fails with `not-found` for a station that was never seen. */
  latest(stationId: string): Configuration | undefined {
    this.#options.station(stationId);
    return this.#latest.get(stationId);
  }

  states(): ConfigurationState[] {
    const ids = new Set([...this.#latest.keys(), ...this.#readings.keys()]);
    return [...ids].map((stationId) => this.#stateOf(stationId));
  }

  onChange(listener: (state: ConfigurationState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #connected(stationId: string): Station {
    const station = this.#options.station(stationId);
    if (station.connected && station.version !== undefined) return station;
    throw new ContractError('unavailable', `${stationId} is not connected, so nothing was asked.`);
  }

  #keep(stationId: string, scope: ReadScope, reading: SourceReading, isWhole: boolean): Configuration {
    const configuration = configurationOf(this.#options.station(stationId), scope, reading);
    if (isWhole && reading.how !== 'not-read') this.#latest.set(stationId, configuration);
    return configuration;
  }

  #tell(stationId: string, progress: ReadingProgress): void {
    this.#readings.set(stationId, progress);
    this.#announce(stationId);
  }

  #stateOf(stationId: string): ConfigurationState {
    const latest = this.#latest.get(stationId);
    const reading = this.#readings.get(stationId);
    return {
      stationId,
      ...(latest === undefined
        ? {}
        : { readAt: latest.readAt, scope: latest.scope, items: latest.items.length }),
      ...(reading === undefined ? {} : { reading }),
      needsRestart: [],
      pointsHere: [],
    };
  }

  #announce(stationId: string): void {
    const state = this.#stateOf(stationId);
    for (const listener of this.#listeners) listener(state);
  }
}
