import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { Services } from './services.ts';

type StationHandlers = Pick<
  Handlers,
  | 'stations.list'
  | 'station.disconnect'
  | 'attempts.list'
  | 'findings.list'
  | 'command.call'
  | 'command.sendRaw'
>;

export function stationHandlers({ central, attempts, findings }: Services): StationHandlers {
  return {
    'stations.list': () => central.list(),
    'station.disconnect': ({ stationId }) => {
      central.disconnect(stationId);
      return {};
    },
    'attempts.list': () => attempts.list(),
    'findings.list': () => findings.list(),
    'command.sendRaw': ({ stationId, text }) => ({ seq: central.sendRaw(stationId, text) }),
    'command.call': ({ stationId, action, payload, sendAnyway, timeoutMs }, { signal }) =>
      central.call(stationId, action, payload, { sendAnyway, timeoutMs, signal }),
  };
}
