import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { keyIdentity } from '../../../shared/ocpp/configuration/keySpelling.ts';
import { EXIT } from '../command.ts';
import type { Terminal } from '../terminal.ts';

/** `snapshotId`: it is known from this snapshot, as nothing was read since Kerbside started. */
export type LatestConfiguration = Configuration & { snapshotId?: string };

/** What the session knows without asking the charger, with how old it is; the exit code where that is nothing. */
export async function latestConfiguration(
  client: ContractClient,
  stationId: string,
  addresses: readonly string[] | undefined,
  terminal: Terminal,
): Promise<LatestConfiguration | number> {
  const { configuration, snapshotId } = await client.call('configuration.latest', { stationId });
  if (configuration === undefined) {
    terminal.note(`kerbside: ${stationId} was not read in this session.`);
    return EXIT.timedOut;
  }
  const from = snapshotId === undefined ? '' : `, from the snapshot ${snapshotId.slice(0, 8)}`;
  terminal.note(`${stationId} as of ${new Date(configuration.readAt).toISOString()}${from}.`);
  const known = { ...configuration, ...(snapshotId === undefined ? {} : { snapshotId }) };
  if (addresses === undefined) return known;
  const wanted = new Map(addresses.map((address) => [keyIdentity(address), address]));
  const items = configuration.items.filter(({ address }) => wanted.has(keyIdentity(address)));
  for (const { address } of items) wanted.delete(keyIdentity(address));
  return { ...known, items, unknown: [...wanted.values()], unread: [] };
}
