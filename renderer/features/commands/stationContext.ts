import type { Listening } from '../../../shared/session/listening.ts';
import type { Station } from '../../../shared/station/station.ts';
import type { ExampleContext } from '../../../shared/ocpp/example/exampleContext.ts';
import { sortAddresses, urlHost } from '../../state/addressForms.ts';

/** What an example may know of a station: the connector that matters most, its transaction, and our own address. */
export function stationContext(
  station: Pick<Station, 'connectors'>,
  listening: Listening | undefined,
  nowMs: number,
): ExampleContext {
  // Connector 0 of 1.6 is the station as a whole: few commands may name it.
  const connectors = station.connectors.filter(({ connectorId }) => connectorId > 0);
  const running = connectors.find(({ transactionId }) => transactionId !== undefined);
  const { connectorId, evseId, transactionId } = running ?? connectors[0] ?? {};
  const address = sortAddresses(listening?.addresses ?? [])[0];
  return {
    nowMs,
    ...(connectorId === undefined ? {} : { connectorId }),
    ...(evseId === undefined ? {} : { evseId }),
    ...(transactionId === undefined ? {} : { transactionId }),
    ...(listening === undefined || address === undefined
      ? {}
      : { filesUrl: `http://${urlHost(address.address)}:${listening.port}` }),
  };
}
