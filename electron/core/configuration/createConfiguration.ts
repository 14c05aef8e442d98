import { ChangeRuns } from './changes/changeRuns.ts';
import { Configurations } from './configurations.ts';
import { Snapshots } from './snapshots/snapshots.ts';
import type { OcppCalls } from './sources/ocppCalls.ts';
import { Sources } from './sources/sources.ts';
import { StationLocks } from './stationLocks.ts';

export interface ConfigurationServices {
  configurations: Configurations;
  changeRuns: ChangeRuns;
  snapshots: Snapshots;
}

/** The services of configuration, which share the sources and the locks of the stations. */
export function createConfiguration(calls: OcppCalls): ConfigurationServices {
  const locks = new StationLocks();
  const configurations = new Configurations({
    sources: new Sources(calls),
    locks,
    station: (stationId) => calls.central.station(stationId),
  });
  return { configurations, changeRuns: new ChangeRuns(), snapshots: new Snapshots() };
}
