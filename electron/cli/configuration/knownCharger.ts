import type { ContractClient } from '../../../shared/contract/client.ts';
import { cableStation, isCableId } from '../../../shared/service-port/cableStation.ts';
import type { PortState } from '../../../shared/service-port/portState.ts';
import type { Station } from '../../../shared/station/station.ts';
import { firstSnapshot } from '../firstSnapshot.ts';
import { neverSeen } from '../neverSeen.ts';
import type { Terminal } from '../terminal.ts';

/** The chargers whose configuration there may be: those of the network, and those behind open ports. */
export async function knownChargers(client: ContractClient): Promise<Station[]> {
  const cables = (await openPorts(client)).map((state) => cableStation(state));
  return [...(await client.call('stations.list', {})), ...cables];
}

/** The charger of an id; where none has that id, a sentence says so. */
export async function knownCharger(
  client: ContractClient,
  stationId: string,
  terminal: Terminal,
): Promise<Station | undefined> {
  const chargers = await knownChargers(client);
  const charger = chargers.find(({ id }) => id === stationId);
  if (charger === undefined) {
    const ids = chargers.map(({ id }) => id);
    const why = isCableId(stationId) ? 'No open port has it; open the port of its cable first.' : undefined;
    terminal.note(`kerbside: ${why ?? neverSeen(stationId, ids)}`);
  }
  return charger;
}

export async function openPorts(client: ContractClient): Promise<PortState[]> {
  const ports = await firstSnapshot(client, 'ports', {});
  return ports.filter(({ phase }) => phase === 'ready' || phase === 'transfer');
}
