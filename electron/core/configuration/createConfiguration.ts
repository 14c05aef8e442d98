import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { Listening } from '../../../shared/session/listening.ts';
import { BUILT_IN_PACKS } from '../../../shared/ocpp/configuration/makerPacks/builtInPacks.ts';
import { ownAddressOf } from './backend/ownAddressOf.ts';
import { ChangeRuns } from './changes/changeRuns.ts';
import type { ChangeRunKeeping } from './changes/runRecord.ts';
import { ownerOf } from './configurationOf.ts';
import type { ConfigurationMemory } from './configurationMemory.ts';
import { Configurations } from './configurations.ts';
import { issuesOf, SettingFacts } from './settingFacts.ts';
import { Snapshots, type SnapshotKeeping } from './snapshots/snapshots.ts';
import type { OcppCalls } from './sources/ocppCalls.ts';
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
}

/** What is known of the settings in a configuration. */
export function knownFacts({ owner, items }: Configuration): SettingFacts {
  return new SettingFacts(owner, items, BUILT_IN_PACKS);
}

export interface CreateConfigurationOptions {
  calls: OcppCalls;
  signs: StationSigns;
  listening: { current(): Listening };
  kept: { changeRuns: ChangeRunKeeping; snapshots: SnapshotKeeping };
  log: (line: string) => void;
}

/** The services of configuration, which share the sources and the locks of the stations. */
export function createConfiguration(
  options: CreateConfigurationOptions,
): ConfigurationServices & ConfigurationWork {
  const { calls, signs, listening, kept, log } = options;
  const locks = new StationLocks();
  const sources = new Sources(calls);
  const station = (stationId: string): ReturnType<typeof calls.central.station> =>
    calls.central.station(stationId);
  const configurations = new Configurations({
    sources,
    locks,
    signs,
    station,
    issuesOf: (configuration) => issuesOf(configuration, BUILT_IN_PACKS),
    // What is kept of other visits may name stations that never were here.
    kept: () => snapshots.list().filter(({ owner }) => calls.central.find(owner.stationId) !== undefined),
  });
  const known = new WeakMap<Configuration, SettingFacts>();
  const factsOf = (stationId: string): SettingFacts => {
    const latest = configurations.latest(stationId);
    if (latest === undefined) return new SettingFacts(ownerOf(station(stationId)), [], BUILT_IN_PACKS);
    const facts = known.get(latest) ?? new SettingFacts(latest.owner, latest.items, BUILT_IN_PACKS);
    known.set(latest, facts);
    return facts;
  };
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
  });
  const templates = new Templates({
    configurations,
    changeRuns,
    factsOf: knownFacts,
    ownAddress: (stationId) => ownAddressOf(listening.current(), station(stationId)),
  });
  const memory: ConfigurationMemory = {
    latest: (stationId) => configurations.latest(stationId),
    snapshots: (stationId) => snapshots.list(stationId),
    snapshot: (id) => snapshots.read(id),
    runs: (stationId) => changeRuns.list(stationId),
  };
  return { configurations, changeRuns, snapshots, templates, memory, busyStations: () => locks.busy() };
}
