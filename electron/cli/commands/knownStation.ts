import type { ContractClient } from '../../../shared/contract/client.ts';
import type { Station } from '../../../shared/station/station.ts';
import { neverSeen } from '../neverSeen.ts';
import type { Terminal } from '../terminal.ts';

/** The station of an id; where none has that id, a sentence says so. */
export async function knownStation(
  client: ContractClient,
  stationId: string,
  terminal: Terminal,
): Promise<Station | undefined> {
  const stations = await client.call('stations.list', {});
  const station = stations.find(({ id }) => id === stationId);
  if (station === undefined) {
    const ids = stations.map(({ id }) => id);
    terminal.note(`kerbside: ${neverSeen(stationId, ids)}`);
  }
  return station;
}
