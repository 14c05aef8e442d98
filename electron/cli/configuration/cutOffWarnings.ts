import type { WantedChange } from '../../../shared/configuration/change.ts';
import { isLoopbackPeer } from '../../../shared/configuration/backend/ownAddress.ts';
import { cutsOff } from '../../../shared/configuration/cutOff.ts';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { isSameKey } from '../../../shared/ocpp/configuration/keySpelling.ts';
import { ASSUMED_VERSION } from '../../../shared/ocpp/version.ts';
import { firstSnapshot } from '../firstSnapshot.ts';
import type { KnownPacks } from './knownPacks.ts';

/** What changes would do to the connection of a station with this Kerbside, a sentence each, as far as can be told before they are sent. */
export async function cutOffWarnings(
  client: ContractClient,
  stationId: string,
  changes: readonly WantedChange[],
  packs: KnownPacks,
): Promise<string[]> {
  const stations = await client.call('stations.list', {});
  const station = stations.find(({ id }) => id === stationId);
  const { configuration } = await client.call('configuration.latest', { stationId });
  const { slots } = await client.call('backend.read', { stationId, isLatest: true });
  const items = configuration?.items ?? [];
  const version = station?.version ?? ASSUMED_VERSION;
  const keys = items.map(({ address }) => address);
  const isSameMachine = isLoopbackPeer(station?.remoteAddress ?? '');
  const context = {
    stationId,
    version,
    own: { ...(await firstSnapshot(client, 'listening', {})), isSameMachine },
    backend: { slots },
    describe: await packs.describerOf({ ...station, version }, keys),
  };
  return changes.flatMap((change) => {
    const item = items.find(({ address }) => isSameKey(address, change.address));
    const shown = packs.isSecret(change.address) ? { ...change, value: 'the new one' } : change;
    return cutsOff(shown, item, context) ?? [];
  });
}
