import { randomUUID } from 'node:crypto';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import type { KeptSnapshot, Snapshot } from '../../../../shared/configuration/snapshot.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Station } from '../../../../shared/station/station.ts';
import type { Configurations } from '../configurations.ts';
import type { SettingFacts } from '../settingFacts.ts';
import { withoutSecrets } from '../withoutSecrets.ts';
import { undoPlan, type UndoPlan } from './undoPlan.ts';

/** Where snapshots are kept: the session file. */
export interface SnapshotKeeping {
  load(): Snapshot[];
  save(snapshot: Snapshot, configuration: Configuration): void;
  describe(snapshot: Snapshot): void;
  configuration(id: string): Configuration | undefined;
}

export interface SnapshotsOptions {
  kept: SnapshotKeeping;
  configurations: Configurations;
  /** Fails with `not-found` for a station that was never seen. */
  station: (stationId: string) => Station;
  factsOf: (configuration: Configuration) => SettingFacts;
  /** The addresses that were written to a station after a moment (epoch ms). */
  writtenSince: (stationId: string, at: number) => ReadonlySet<string>;
  /** What it shows only after a restart, by address. */
  awaitingRestart: (stationId: string) => ReadonlyMap<string, string>;
}

export interface About {
  name?: string | undefined;
  note?: string | undefined;
}

/** The configurations that the session keeps. Secrets keep no value. */
export class Snapshots {
  readonly #options: SnapshotsOptions;
  /** Oldest first. */
  readonly #snapshots = new Map<string, Snapshot>();
  readonly #listeners = new Set<(snapshot: Snapshot) => void>();

  constructor(options: SnapshotsOptions) {
    this.#options = options;
    for (const snapshot of options.kept.load()) this.#snapshots.set(snapshot.id, snapshot);
  }

  list(stationId?: string): Snapshot[] {
    const all = [...this.#snapshots.values()];
    return stationId === undefined ? all : all.filter(({ owner }) => owner.stationId === stationId);
  }

  onChange(listener: (snapshot: Snapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Keeps the configuration, read anew unless the latest reading will do. Fails as reading does, with `not-found` where
   * there is no latest reading, and with `unavailable` where nothing could be read.
   */
  async take(
    stationId: string,
    { isLatest = false, ...about }: About & { isLatest?: boolean | undefined },
  ): Promise<Snapshot> {
    const { configurations } = this.#options;
    const configuration = isLatest
      ? configurations.latestOfAll(stationId)
      : await configurations.read(stationId);
    if (configuration === undefined) {
      throw new ContractError('not-found', `The configuration of ${stationId} was not read yet.`, {
        hint: 'Read it first.',
      });
    }
    if (configuration.how === 'not-read') throw new ContractError('unavailable', configuration.sentence);
    return this.keep(configuration, 'asked', about);
  }

  /** Keeps a configuration that came from elsewhere. Fails with `not-found` for a station that was never seen. */
  import(stationId: string, configuration: Configuration, name: string | undefined): Snapshot {
    this.#options.station(stationId);
    const owner = { ...configuration.owner, stationId };
    return this.keep({ ...configuration, owner }, 'import', { name });
  }

  keep(configuration: Configuration, cause: Snapshot['cause'], { name, note }: About = {}): Snapshot {
    const { owner, readAt, scope, isWhole, items } = configuration;
    const snapshot: Snapshot = {
      id: randomUUID(),
      owner,
      at: readAt,
      cause,
      ...described({ name, note }),
      items: items.length,
      scope,
      isWhole,
    };
    this.#options.kept.save(snapshot, withoutSecrets(configuration, this.#options.factsOf(configuration)));
    return this.#put(snapshot);
  }

  /** An empty text takes a name or a note away. Fails with `not-found`. */
  describe(id: string, about: About): Snapshot {
    const { name, note, ...rest } = this.#find(id);
    const snapshot = { ...rest, ...described({ name: about.name ?? name, note: about.note ?? note }) };
    this.#options.kept.describe(snapshot);
    return this.#put(snapshot);
  }

  /** Fails with `not-found`, and with `io` where the file does not hold its configuration any more. */
  read(id: string): KeptSnapshot {
    const snapshot = this.#find(id);
    const configuration = this.#options.kept.configuration(id);
    if (configuration !== undefined) return { snapshot, configuration };
    throw new ContractError('io', 'The configuration of this snapshot cannot be read from the session file.');
  }

  /** What would bring the station back to a snapshot, by what it has now. Fails as reading does. */
  async undoPlan(id: string, signal?: AbortSignal): Promise<UndoPlan> {
    const { snapshot, configuration: wanted } = this.read(id);
    const { stationId } = snapshot.owner;
    const { configurations, writtenSince, awaitingRestart } = this.#options;
    const current = await configurations.read(stationId, { scope: wanted.scope, signal });
    if (current.how === 'not-read') throw new ContractError('unavailable', current.sentence);
    return undoPlan(wanted, current, {
      written: writtenSince(stationId, snapshot.at),
      awaited: awaitingRestart(stationId),
    });
  }

  #find(id: string): Snapshot {
    const snapshot = this.#snapshots.get(id);
    if (snapshot !== undefined) return snapshot;
    throw new ContractError('not-found', `There is no snapshot ${id} in this session.`);
  }

  #put(snapshot: Snapshot): Snapshot {
    this.#snapshots.set(snapshot.id, snapshot);
    for (const listener of this.#listeners) listener(snapshot);
    return snapshot;
  }
}

function described({ name, note }: About): Pick<Snapshot, 'name' | 'note'> {
  return {
    ...(name === undefined || name.trim() === '' ? {} : { name: name.trim() }),
    ...(note === undefined || note.trim() === '' ? {} : { note: note.trim() }),
  };
}
