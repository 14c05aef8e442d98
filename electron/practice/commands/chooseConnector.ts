import type { Connector } from '../model/connector.ts';
import type { IdToken } from '../model/idToken.ts';
import type { Station } from '../station/station.ts';

/** The connector that was named, or the one that suits best: with a car first. */
export function chooseConnector(
  station: Station,
  id: number | undefined,
  token: IdToken,
): Connector | undefined {
  const wanted = id === undefined ? station.connectors : station.connectors.filter((one) => one.id === id);
  const usable = wanted.filter((connector) => station.charging.canStartRemotely(connector, token));
  return usable.find((connector) => connector.isPlugged) ?? usable[0];
}
