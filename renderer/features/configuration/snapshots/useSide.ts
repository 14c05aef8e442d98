import { useEffect, useState } from 'react';
import type { ContractClient } from '../../../../shared/contract/client.ts';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import type { Snapshot } from '../../../../shared/configuration/snapshot.ts';
import type { Failure } from '../../../../shared/contract/failure.ts';
import { failureOf } from '../../../state/failureOf.ts';
import { useConfigurationState } from '../../../state/latestConfiguration.ts';
import { useClient } from '../../../state/useAppState.ts';
import { sideId, sideOf, type CompareSide } from './compareSide.ts';

export interface LoadedSide {
  configuration?: Configuration;
  /** Of a side that is one, also of another session file. */
  snapshot?: Snapshot;
  failure?: Failure;
  /** It is known by now that there is none. */
  isNone?: boolean;
}

async function load(client: ContractClient, id: string, signal: AbortSignal): Promise<LoadedSide> {
  const side = sideOf(id, []);
  if (side?.kind === 'latest') {
    const { stationId } = side;
    const { configuration } = await client.call('configuration.latest', { stationId }, { signal });
    return configuration === undefined ? { isNone: true } : { configuration };
  }
  if (side?.kind !== 'snapshot') return { isNone: true };
  const params = side.trace === undefined ? { id: side.id } : { id: side.id, trace: side.trace };
  return client.call('snapshot.read', params, { signal });
}

/** The configuration of a side; what was read last is loaded again when there is another reading. */
export function useSide(side: CompareSide | undefined): LoadedSide {
  const client = useClient();
  const [loaded, setLoaded] = useState<LoadedSide & { of: string }>({ of: '' });
  const readAt = useConfigurationState(side?.kind === 'latest' ? side.stationId : '')?.readAt;
  // A side may be another object each time; its id is what it stands for.
  const id = side === undefined || side.kind === 'file' ? undefined : sideId(side);
  const of = `${id} ${readAt ?? ''}`;
  useEffect(() => {
    if (client === undefined || id === undefined) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    load(client, id, signal).then(
      (found) => {
        if (!signal.aborted) setLoaded({ ...found, of });
      },
      (error: unknown) => {
        if (!signal.aborted) setLoaded({ of, failure: failureOf(error) });
      },
    );
    return () => controller.abort();
  }, [client, id, of]);
  if (side?.kind === 'file') return { configuration: side.configuration };
  return loaded.of === of ? loaded : {};
}
