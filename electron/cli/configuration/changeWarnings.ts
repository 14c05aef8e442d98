import type { WantedChange } from '../../../shared/configuration/change.ts';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { isCableId } from '../../../shared/service-port/cableStation.ts';
import { changeRisks } from '../serial/changeRisks.ts';
import { openPorts } from './knownCharger.ts';
import { cutOffWarnings } from './cutOffWarnings.ts';
import type { KnownPacks } from './knownPacks.ts';

/** What there is to know before changes are sent: over a network what would cut the charger off, over a cable what may disturb its charging. */
export function changeWarnings(
  client: ContractClient,
  stationId: string,
  changes: readonly WantedChange[],
  packs: KnownPacks,
): Promise<string[]> {
  return isCableId(stationId)
    ? cableRisks(client, stationId, changes)
    : cutOffWarnings(client, stationId, changes, packs);
}

/** Nothing for a charger that is on no cable, or whose port is not open: nothing is written there. */
export async function cableRisks(
  client: ContractClient,
  stationId: string,
  changes: readonly WantedChange[],
): Promise<string[]> {
  const state = (await openPorts(client)).find(({ cableId }) => cableId === stationId);
  if (state === undefined) return [];
  const items = await client.call('port.items', { path: state.port.path });
  return changeRisks(items, changes, state.isCharging);
}
