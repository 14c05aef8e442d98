import { status } from '../behaviours/command.ts';
import type { Answer } from '../station/link/exchange.ts';
import type { Connector } from '../model/connector.ts';
import type { Station } from '../station/station.ts';

/** A running transaction is not cut: its connector goes out of service afterwards (OCPP 1.6 §5.2). */
export function changeAvailability(
  station: Station,
  concerned: readonly Connector[],
  isOperative: boolean,
): Answer {
  const isLater = !isOperative && concerned.some(({ transaction }) => transaction !== undefined);
  for (const connector of concerned) {
    connector.isOutagePending = !isOperative && connector.transaction !== undefined;
    if (!connector.isOutagePending) connector.isOperative = isOperative;
  }
  return status(isLater ? 'Scheduled' : 'Accepted', () => station.announcements.refreshAll());
}
