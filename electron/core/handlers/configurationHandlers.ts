import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { CONFIGURATION_METHODS } from '../../../shared/contract/methods/configurationMethods.ts';
import type { Services } from './services.ts';

type ConfigurationHandlers = Pick<Handlers, keyof typeof CONFIGURATION_METHODS>;

export function configurationHandlers({
  configurations,
  changeRuns,
  snapshots,
}: Services): ConfigurationHandlers {
  return {
    'configuration.read': ({ stationId, ...options }, { signal }) =>
      configurations.read(stationId, { ...options, signal }),
    'configuration.latest': ({ stationId }) => {
      const configuration = configurations.latest(stationId);
      return configuration === undefined ? {} : { configuration };
    },
    'configuration.change': (request) => changeRuns.start(request),
    'configuration.restart': ({ stationId }) => changeRuns.restart(stationId),
    'changeRun.continue': ({ id, secrets = [] }) => changeRuns.continue(id, secrets),
    'changeRun.stop': ({ id }) => changeRuns.stop(id),
    'changeRuns.list': ({ stationId }) => changeRuns.list(stationId),
    'snapshot.take': ({ stationId, ...about }) => snapshots.take(stationId, about),
    'snapshot.import': ({ stationId, configuration, name }) =>
      snapshots.import(stationId, configuration, name),
    'snapshot.describe': ({ id, ...about }) => snapshots.describe(id, about),
    'snapshots.list': ({ stationId }) => snapshots.list(stationId),
    'snapshot.read': ({ id }) => snapshots.read(id),
    'snapshot.undoPlan': ({ id }) => snapshots.undoPlan(id),
  };
}
