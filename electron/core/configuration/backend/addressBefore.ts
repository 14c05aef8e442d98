import type { BackendBefore, BackendItem } from '../../../../shared/configuration/backend/backend.ts';
import { backendItems, type BackendContext } from '../../../../shared/configuration/backend/backendOf.ts';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import type { ConfigurationMemory } from '../configurationMemory.ts';

/**
 * What stood at one of the items before it led here: in the oldest snapshot of the session, or else before our change. The changes put
 * it back.
 */
export function beforeOf(
  stationId: string,
  items: readonly BackendItem[],
  memory: ConfigurationMemory,
  context: Pick<BackendContext, 'own' | 'describe'>,
): BackendBefore | undefined {
  const pointing = items.filter(
    ({ leadsHere, role }) => leadsHere === true || role === 'network-profile-order',
  );
  for (const { id, at } of memory.snapshots(stationId)) {
    const found = earlier(pointing, backendItems(memory.snapshot(id).configuration, context), at);
    if (found !== undefined) return found;
  }
  for (const { startedAt, steps } of memory.runs(stationId)) {
    for (const { address, before } of steps) {
      const now = pointing.find((item) => item.address === address);
      if (now === undefined || before === undefined || before === now.value) continue;
      const [old] = backendItems(
        { owner: ownerOf(memory, stationId), items: [{ address, value: before }] },
        context,
      );
      const found = earlier([now], old === undefined ? [] : [old], startedAt);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function ownerOf(memory: ConfigurationMemory, stationId: string): Configuration['owner'] {
  return memory.latest(stationId)?.owner ?? { stationId, version: '1.6' };
}

function earlier(
  now: readonly BackendItem[],
  before: readonly BackendItem[],
  at: number,
): BackendBefore | undefined {
  const changed = now.flatMap((item) => {
    const old = before.find(({ address }) => address === item.address);
    const isOther = old?.value !== undefined && old.value !== item.value && old.leadsHere !== true;
    return isOther && item.isWritable ? [{ address: item.address, value: old.value ?? '' }] : [];
  });
  const [first] = changed;
  return first === undefined ? undefined : { ...first, at, changes: changed };
}
