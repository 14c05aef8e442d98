import { isUnfinished } from '../../../shared/configuration/openSteps.ts';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { CONFIGURATION_METHODS } from '../../../shared/contract/methods/configurationMethods.ts';
import { knownConfiguration } from '../configuration/knownConfiguration.ts';
import { changeRunsIn, snapshotIn, snapshotsIn } from '../trace/open/configurationIn.ts';
import type { Services } from './services.ts';

type ConfigurationHandlers = Pick<Handlers, keyof typeof CONFIGURATION_METHODS>;

export function configurationHandlers({
  configurations,
  changeRuns,
  snapshots,
  memory,
  traces,
}: Services): ConfigurationHandlers {
  return {
    'configuration.read': ({ stationId, ...options }, { signal }) =>
      configurations.read(stationId, { ...options, signal }),
    'configuration.latest': ({ stationId }) => {
      const configuration = configurations.latest(stationId);
      return configuration === undefined ? (knownConfiguration(stationId, memory) ?? {}) : { configuration };
    },
    'configuration.change': (request) => changeRuns.start(request),
    'configuration.restart': ({ stationId }) => changeRuns.restart(stationId),
    'changeRun.continue': ({ id, ...request }) => changeRuns.continue(id, request),
    'changeRun.stop': ({ id }) => changeRuns.stop(id),
    'changeRuns.list': ({ stationId, trace, isUnfinished: isOnlyUnfinished }) => {
      const runs =
        trace === undefined ? changeRuns.list(stationId) : changeRunsIn(traces.of(trace), stationId);
      return isOnlyUnfinished === true ? runs.filter(isUnfinished) : runs;
    },
    'snapshot.take': ({ stationId, ...about }) => snapshots.take(stationId, about),
    'snapshot.import': ({ stationId, configuration, name }) =>
      snapshots.import(stationId, configuration, name),
    'snapshot.describe': ({ id, ...about }) => snapshots.describe(id, about),
    'snapshots.list': ({ stationId, trace }) =>
      trace === undefined ? snapshots.list(stationId) : snapshotsIn(traces.of(trace), stationId),
    'snapshot.read': ({ id, trace }) =>
      trace === undefined ? snapshots.read(id) : snapshotIn(traces.of(trace), id),
    'snapshot.undoPlan': ({ id }, { signal }) => snapshots.undoPlan(id, signal),
  };
}
