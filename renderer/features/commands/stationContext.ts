import type { ExampleContext, KnownConnector } from '../../../shared/ocpp/example/exampleContext.ts';
import type { Listening } from '../../../shared/session/listening.ts';
import type { Connector, Station } from '../../../shared/station/station.ts';
import { sortAddresses, urlHost } from '../../state/addressForms.ts';
import type { CommandRun } from './commandRun.ts';
import { knownFromRuns } from './knownFromRuns.ts';

/**
 * What an example may know of a station: the connector that matters most, its transaction, the tags that were shown,
 * what earlier commands brought to light, and our own address.
 */
export function stationContext(
  station: Pick<Station, 'connectors' | 'recentIdTags'>,
  listening: Listening | undefined,
  nowMs: number,
  runs: readonly CommandRun[] = [],
): ExampleContext {
  // Connector 0 of 1.6 is the station as a whole: few commands may name it.
  const connectors = station.connectors.filter(({ connectorId }) => connectorId > 0);
  const running = connectors.find(({ transactionId }) => transactionId !== undefined);
  const { connectorId, evseId, transactionId } = running ?? connectors[0] ?? {};
  const address = sortAddresses(listening?.addresses ?? [])[0];
  const { recentIdTags } = station;
  return {
    nowMs,
    ...(connectorId === undefined ? {} : { connectorId }),
    ...(evseId === undefined ? {} : { evseId }),
    ...(transactionId === undefined ? {} : { transactionId }),
    ...(connectors.length === 0 ? {} : { connectors: connectors.map(known) }),
    ...(recentIdTags === undefined ? {} : { idTags: recentIdTags }),
    ...knownFromRuns(runs),
    ...(listening === undefined || address === undefined
      ? {}
      : { filesUrl: `http://${urlHost(address.address)}:${listening.port}` }),
  };
}

function known({ connectorId, evseId, transactionId }: Connector): KnownConnector {
  return {
    connectorId,
    ...(evseId === undefined ? {} : { evseId }),
    ...(transactionId === undefined ? {} : { transactionId }),
  };
}
