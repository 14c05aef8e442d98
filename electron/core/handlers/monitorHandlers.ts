import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { MONITOR_METHODS } from '../../../shared/contract/methods/monitorMethods.ts';
import type { Services } from './services.ts';

type MonitorHandlers = Pick<Handlers, keyof typeof MONITOR_METHODS>;

export function monitorHandlers({ monitors, stationEvents }: Services): MonitorHandlers {
  return {
    'monitors.read': ({ stationId, ...options }, { signal }) =>
      monitors.read(stationId, { ...options, signal }),
    'monitors.latest': ({ stationId }) => monitors.latest(stationId),
    'monitors.set': ({ stationId, monitors: wanted, timeoutMs }, { signal }) =>
      monitors.set(stationId, wanted, { timeoutMs, signal }),
    'monitors.clear': ({ stationId, ids, timeoutMs }, { signal }) =>
      monitors.clear(stationId, ids, { timeoutMs, signal }),
    'monitors.setBase': ({ stationId, base, timeoutMs }, { signal }) =>
      monitors.setBase(stationId, base, { timeoutMs, signal }),
    'monitors.setLevel': ({ stationId, severity, timeoutMs }, { signal }) =>
      monitors.setLevel(stationId, severity, { timeoutMs, signal }),
    'events.list': ({ stationId }) =>
      stationId === undefined ? stationEvents.list() : [stationEvents.of(stationId)],
  };
}
