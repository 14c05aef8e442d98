import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { Services } from './services.ts';

type StationHandlers = Pick<
  Handlers,
  'stations.list' | 'station.disconnect' | 'attempts.list' | 'command.call'
>;

export function stationHandlers({ central, attempts }: Services): StationHandlers {
  return {
    'stations.list': () => central.list(),
    'station.disconnect': ({ stationId }) => {
      central.disconnect(stationId);
      return {};
    },
    'attempts.list': () => attempts.list(),
    'command.call': ({ stationId, action, payload, sendAnyway, timeoutMs }, { signal }) =>
      central.call(stationId, action, payload, { sendAnyway, timeoutMs, signal }),
  };
}
