import type { StationBase } from '../stationBase.ts';
import type { Monitor } from './monitor.ts';

/** Numbers of the maker's monitors are far from those that are given away. */
export const FIRST_HARD_WIRED_ID = 900;

const TOO_HOT_CELSIUS = 80;
/** Hardware failure (OCPP 2.0.1 part 2, SetMonitoringLevelRequest). */
const SEVERITY = 1;

/** What the maker of the station watches, whatever a central system says: the temperature of the connectors. */
export function hardWiredMonitors({ settings, connectors }: StationBase): Monitor[] {
  const { deviceModel } = settings;
  return connectors.map(({ id }) => ({
    id: FIRST_HARD_WIRED_ID + id,
    isHardWired: true,
    component: { name: 'Connector', evse: { id, connectorId: 1 } },
    variable: { name: 'Temperature' },
    type: 'UpperThreshold',
    value: TOO_HOT_CELSIUS,
    severity: SEVERITY,
    transaction: false,
    stream: undefined,
    read: () => deviceModel.valueAt(`Connector/${id}/1.Temperature`),
  }));
}
