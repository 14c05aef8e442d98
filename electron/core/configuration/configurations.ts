import type { Configuration, ReadScope } from '../../../shared/configuration/configuration.ts';
import type { ConfigurationState } from '../../../shared/configuration/configurationState.ts';
import type { ReadPart } from '../../../shared/configuration/readPart.ts';
import type { ReadingProgress } from '../../../shared/configuration/readingProgress.ts';
import { isCableId } from '../../../shared/service-port/cableStation.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { Snapshot } from '../../../shared/configuration/snapshot.ts';
import type { Station } from '../../../shared/station/station.ts';
import { configurationOf } from './configurationOf.ts';
import { newestReading } from './configurationMemory.ts';
import type { MakerPacks } from './packs/makerPacks.ts';
import { withPart } from './withPart.ts';
import type { ConfigurationSource, SourceContext, SourceReading } from './sources/configurationSource.ts';
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
  /** Only this part of a device model. */
  part?: ReadPart | undefined;
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
   * Fails with `not-found` for a station never seen, `unavailable` where it is not connected, `busy` while it is being
   * read or changed, and `conflict` for a part of what has no parts; rejects with the signal's reason when that is aborted.
   */
  async read(stationId: string, options: ReadOptions = {}): Promise<Configuration> {
    this.connected(stationId);
    const { scope, addresses, part } = options;
    if ([scope, addresses, part].filter((wanted) => wanted !== undefined).length > 1) {
      throw new ContractError('invalid-params', 'One of scope, addresses and part can be read at a time.');
    }
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
    { scope = 'full', addresses, part, signal, timeoutMs }: ReadOptions = {},
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
      const reading = await readWhat(source, { scope, addresses, part }, context);
      await packs;
      return this.#keep(stationId, scope, reading, addresses === undefined && part === undefined);
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

  /** The latest reading, unless only parts were read. Fails with `not-found` for a station that was never seen. */
  latestOfAll(stationId: string): Configuration | undefined {
    const latest = this.latest(stationId);
    return latest?.parts === undefined ? latest : undefined;
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
    if (station.connected && (station.version !== undefined || isCableId(stationId))) return station;
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

  /** What was read in part is shown in the latest reading, too; where there is none, that part is all that is known. */
  #renew(stationId: string, read: Configuration): void {
    const known = this.#latest.get(stationId);
    if (known === undefined && (read.parts === undefined || read.items.length === 0)) return;
    const configuration = known === undefined ? read : withPart(known.configuration, read);
    configuration.issues = this.#options.packs.issuesOf(configuration);
    this.#latest.set(stationId, { configuration, wholeAt: known?.wholeAt ?? 0 });
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

/** Reads all, some or a part. Fails with `conflict` where there are no parts. */
async function readWhat(
  source: ConfigurationSource,
  { scope, addresses, part }: { scope: ReadScope } & Pick<ReadOptions, 'addresses' | 'part'>,
  context: SourceContext,
): Promise<SourceReading> {
  if (addresses !== undefined) return source.readSome(addresses, context);
  if (part === undefined) return source.readWhole(scope, context);
  if (source.readPart !== undefined) return source.readPart(part, context);
  throw new ContractError(
    'conflict',
    'There are no components to choose from: GetReport is of 2.0.1 and 2.1.',
    {
      hint: 'Read single keys by their names, or all of them.',
    },
  );
}
