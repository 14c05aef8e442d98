import type { Connector, Station } from '../../shared/station/station.ts';

/** What a connector status means at a glance; the word itself always stands beside it. */
export type ConnectorTone =
  'free' | 'busy' | 'charging' | 'suspended' | 'reserved' | 'out' | 'faulted' | 'unknown';

/** OCPP 1.6 §7.7 ChargePointStatus; OCPP 2.0.1 part 2 §3.21 ConnectorStatusEnumType. */
const TONES: Readonly<Record<string, ConnectorTone>> = {
  Available: 'free',
  Preparing: 'busy',
  Occupied: 'busy',
  Finishing: 'busy',
  Charging: 'charging',
  SuspendedEV: 'suspended',
  SuspendedEVSE: 'suspended',
  Reserved: 'reserved',
  Unavailable: 'out',
  Faulted: 'faulted',
};

/** From what a technician must see first to what needs no look. */
const RANKS: readonly ConnectorTone[] = [
  'faulted',
  'charging',
  'suspended',
  'busy',
  'reserved',
  'out',
  'unknown',
  'free',
];

export function connectorTone(connector: Connector): ConnectorTone {
  const isPowered = (connector.powerW ?? 0) > 0 && connector.transactionId !== undefined;
  const tone = Object.hasOwn(TONES, connector.status) ? TONES[connector.status] : undefined;
  // From 2.0.1 on the status says only that the connector is occupied.
  return tone === 'busy' && isPowered ? 'charging' : (tone ?? 'unknown');
}

/** The connector that speaks for its station in one line. */
export function leadingConnector(station: Station): Connector | undefined {
  const rank = (connector: Connector): number => RANKS.indexOf(connectorTone(connector));
  // Connector 0 of 1.6 is the station as a whole: it speaks only where it is worse than the others.
  const order = (one: Connector, other: Connector): number =>
    rank(one) - rank(other) || Number(one.connectorId === 0) - Number(other.connectorId === 0);
  return [...station.connectors].sort(order)[0];
}

/** Power of all connectors; nothing where none reports it. The meter of the mains (connector 0) stands in for none. */
export function stationPowerW(station: Station): number | undefined {
  const powers = (connectors: readonly Connector[]): number[] =>
    connectors.flatMap(({ powerW }) => (powerW === undefined ? [] : [powerW]));
  const own = powers(station.connectors.filter(({ connectorId }) => connectorId !== 0));
  const known = own.length > 0 ? own : powers(station.connectors);
  return known.length === 0 ? undefined : known.reduce((sum, powerW) => sum + powerW, 0);
}
