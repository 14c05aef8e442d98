import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { Listening } from '../../../shared/session/listening.ts';
import { ownAddressOf } from './backend/ownAddressOf.ts';
import { ChangeRuns } from './changes/changeRuns.ts';
import type { ChangeRunKeeping } from './changes/runRecord.ts';
import { ownerOf } from './configurationOf.ts';
import type { ConfigurationMemory } from './configurationMemory.ts';
import { Configurations } from './configurations.ts';
import type { MakerPacks } from './packs/makerPacks.ts';
import type { SettingFacts } from './settingFacts.ts';
import { Snapshots, type SnapshotKeeping } from './snapshots/snapshots.ts';
import type { OcppCalls } from './sources/ocppCalls.ts';
import { withCables, type Cables } from './sources/port/cables.ts';
import { Sources } from './sources/sources.ts';
import { StationLocks } from './stationLocks.ts';
import type { StationSigns } from './stationSigns.ts';
import { Templates } from './templates/templates.ts';

export interface ConfigurationServices {
  configurations: Configurations;
  changeRuns: ChangeRuns;
  snapshots: Snapshots;
  templates: Templates;
  memory: ConfigurationMemory;
}

export interface ConfigurationWork {
  /** Stations that are being read, changed or restarted, as sentences. */
  busyStations: () => string[];
  /** The same for one station. */
  busyWith: (stationId: string) => string | undefined;
}

export interface CreateConfigurationOptions {
  calls: OcppCalls;
  /** Chargers on cables. */
  cables?: Cables;
  signs: StationSigns;
  listening: { current(): Listening };
  /** That a station is fetching or installing firmware, as a sentence. */
  updatedWith?: (stationId: string) => string | undefined;
  packs: MakerPacks;
  kept: { changeRuns: ChangeRunKeeping; snapshots: SnapshotKeeping };
  log: (line: string) => void;
}

/** The services of configuration, which share the sources and the locks of the stations. */
export function createConfiguration(
  options: CreateConfigurationOptions,
): ConfigurationServices & ConfigurationWork {
  const { cables, signs, listening, packs, kept, log } = options;
  const calls = cables === undefined ? options.calls : withCables(options.calls, cables);
  const locks = new StationLocks(options.updatedWith);
  const sources = new Sources(calls, cables);
  const station = (stationId: string): ReturnType<typeof calls.central.station> =>
    calls.central.station(stationId);
  const configurations = new Configurations({
    sources,
    locks,
    signs,
    station,
    packs,
    // What is kept of other visits may name stations that never were here.
    kept: () => snapshots.list().filter(({ owner }) => calls.central.find(owner.stationId) !== undefined),
  });
  const known = new WeakMap<Configuration, SettingFacts>();
  const factsOf = (stationId: string): SettingFacts => {
    const latest = configurations.latest(stationId);
    if (latest === undefined) return packs.factsOf({ owner: ownerOf(station(stationId)), items: [] });
    // What was read is another object once other packs judge it.
    const facts = known.get(latest) ?? packs.factsOf(latest);
    known.set(latest, facts);
    return facts;
  };
  const knownFacts = (configuration: Configuration): SettingFacts => packs.factsOf(configuration);
  const snapshots = new Snapshots({
    kept: kept.snapshots,
    configurations,
    station,
    factsOf: knownFacts,
    writtenSince: (stationId, at) => changeRuns.writtenSince(stationId, at),
    awaitingRestart: (stationId) => changeRuns.awaitingRestart(stationId),
  });
  const changeRuns = new ChangeRuns({
    kept: kept.changeRuns,
    calls,
    sources,
    locks,
    signs,
    configurations,
    snapshots,
    factsOf,
    log,
    ...(cables === undefined ? {} : { checkCable: cables.check.bind(cables) }),
  });
  const templates = new Templates({
    configurations,
    changeRuns,
    factsOf: knownFacts,
    isSecret: (key) => packs.isSecret(key),
    ownAddress: (stationId) => ownAddressOf(listening.current(), station(stationId)),
  });
  const memory: ConfigurationMemory = {
    latest: (stationId) => configurations.latest(stationId),
    snapshots: (stationId) => snapshots.list(stationId),
    snapshot: (id) => snapshots.read(id),
    runs: (stationId) => changeRuns.list(stationId),
  };
  return {
    configurations,
    changeRuns,
    snapshots,
    templates,
    memory,
    busyStations: () => locks.busy(),
    busyWith: (stationId) => locks.busyWith(stationId),
  };
}
