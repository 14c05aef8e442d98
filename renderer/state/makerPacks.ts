import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import type { DescribeKey } from '../../shared/configuration/describeItem.ts';
import type { ContractClient } from '../../shared/contract/client.ts';
import type { MakerPack } from '../../shared/ocpp/configuration/makerPacks/makerPack.ts';
import { keyDescriber, packsFor } from '../../shared/ocpp/configuration/makerPacks/matchMakerPacks.ts';
import { describerOfItems } from '../../shared/configuration/driverKey.ts';
import { hasKeys, isOcpp, type Spoken } from '../../shared/configuration/spoken.ts';
import { failureOf } from './failureOf.ts';
import { useClient, useTopic } from './useAppState.ts';

/** Whole packs as the core told them; without a pack for an id that it does not have any more. */
interface Held {
  revision: number;
  packs: ReadonlyMap<string, MakerPack | undefined>;
}

let held: Held = { revision: -1, packs: new Map() };
const listeners = new Set<() => void>();
/** What is being asked for, of which client. */
let asking: { client?: ContractClient; ids: Set<string> } = { ids: new Set() };

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Fetches packs that are not held yet, or all that are after they became others; those stay until then. */
async function fetchPacks(client: ContractClient, revision: number, ids: readonly string[]): Promise<void> {
  if (asking.client !== client) asking = { client, ids: new Set() };
  const isOld = held.revision !== revision;
  const wanted = isOld ? new Set([...held.packs.keys(), ...ids]) : new Set(ids);
  const missing = [...wanted].filter(
    (id) => (isOld || !held.packs.has(id)) && !asking.ids.has(`${revision} ${id}`),
  );
  if (missing.length === 0) return;
  const marks = missing.map((id) => `${revision} ${id}`);
  for (const mark of marks) asking.ids.add(mark);
  try {
    const told = await client.call('makerPacks.read', { ids: missing });
    const byId = new Map(told.packs.map((pack) => [pack.id, pack]));
    const before = told.revision === held.revision ? held.packs : [];
    held = {
      revision: told.revision,
      packs: new Map([
        ...before,
        ...missing.map((id): [string, MakerPack | undefined] => [id, byId.get(id)]),
      ]),
    };
    for (const listener of listeners) listener();
  } catch (error) {
    // Whatever comes after this client asks again.
    console.warn('packs could not be fetched', failureOf(error).message);
  } finally {
    for (const mark of marks) asking.ids.delete(mark);
  }
}

const NONE: readonly string[] = [];
const nothing: DescribeKey = () => undefined;
const NO_ITEMS: Configuration['items'] = [];

/** Variables are described by the specification, and items of a service port by its profile. */
function hasNoPacks(spoken: Spoken): boolean {
  return !hasKeys(spoken) || !isOcpp(spoken);
}

/**
 * What is known about the keys of the charger that a configuration is of: the specification and the packs that fit it. Nothing as long
 * as these are on their way: until then it is not known which values are secret.
 */
export function useKeyDescriber(configuration: Configuration | undefined): DescribeKey | undefined {
  const client = useClient();
  const state = useTopic('makerPacks');
  const { revision, packs } = useSyncExternalStore(subscribe, () => held);
  const ids = useMemo(() => {
    if (configuration !== undefined && hasNoPacks(configuration.owner.version)) return NONE;
    if (configuration === undefined || state === undefined) return undefined;
    const keys = configuration.items.map(({ address }) => address);
    return packsFor(state.packs, { ...configuration.owner, keys }).map(({ id }) => id);
  }, [configuration, state]);
  const wanted = state?.revision;
  useEffect(() => {
    if (client === undefined || ids === undefined || wanted === undefined) return;
    const isThere = revision === wanted && ids.every((id) => packs.has(id));
    if (!isThere && ids.length > 0) void fetchPacks(client, wanted, ids);
  }, [client, ids, wanted, revision, packs]);
  const { version, stationId } = configuration?.owner ?? {};
  const items = configuration?.items ?? NO_ITEMS;
  const describe = useMemo(() => {
    if (ids === undefined || version === undefined) return undefined;
    if (!hasKeys(version)) return nothing;
    if (!isOcpp(version)) return describerOfItems(items);
    if (!ids.every((id) => packs.has(id))) return undefined;
    return keyDescriber(
      version,
      ids.flatMap((id) => packs.get(id) ?? []),
    );
  }, [ids, version, items, packs]);
  const [last, setLast] = useState<{ stationId: string | undefined; describe: DescribeKey }>();
  if (describe !== undefined && (last?.describe !== describe || last.stationId !== stationId)) {
    setLast({ stationId, describe });
  }
  // While other packs of the same charger are fetched, its list and what is being typed there stay.
  return describe ?? (stationId !== undefined && last?.stationId === stationId ? last.describe : undefined);
}
