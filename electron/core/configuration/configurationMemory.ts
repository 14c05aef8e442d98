import type { ChangeRun } from '../../../shared/configuration/change.ts';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { KeptSnapshot, Snapshot } from '../../../shared/configuration/snapshot.ts';

/** What the session knows of configurations. */
export interface ConfigurationMemory {
  /** As it was read last since Kerbside started. */
  latest(stationId: string): Configuration | undefined;
  /** Oldest first. */
  snapshots(stationId: string): readonly Snapshot[];
  snapshot(id: string): KeptSnapshot;
  runs(stationId: string): readonly ChangeRun[];
}

/** The snapshot that tells most about what a station has: what came from a file may be another one's. */
export function newestReading(snapshots: readonly Snapshot[]): Snapshot | undefined {
  return snapshots.findLast(({ cause, scope }) => cause !== 'import' && scope !== 'summary');
}
