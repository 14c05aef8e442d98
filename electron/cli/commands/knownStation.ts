import type { ContractClient } from '../../../shared/contract/client.ts';
import type { Station } from '../../../shared/station/station.ts';
import { nearestName } from '../nearestName.ts';
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

function neverSeen(stationId: string, known: readonly string[]): string {
  const nearest = nearestName(stationId, known);
  if (nearest !== undefined) return `no charger ${stationId} has connected; did you mean ${nearest}?`;
  const others = known.length === 0 ? 'none has so far' : `those that did: ${known.slice(0, 10).join(', ')}`;
  return `no charger ${stationId} has connected; ${others}.`;
}
