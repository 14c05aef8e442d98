import { useEffect, useState } from 'react';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { SeenTag } from '../../../shared/station/policyState.ts';
import { useClient, useTopic } from '../../state/useAppState.ts';

interface Known {
  /** How many were shown when the list was read. */
  shown: number;
  tags: readonly SeenTag[];
}

/** The id tags that a station showed, or all stations did; read again whenever one is shown. */
export function useSeenTags(stationId: string | undefined): readonly SeenTag[] {
  const client = useClient();
  const states = useTopic('policies') ?? [];
  const shown = states
    .filter((state) => stationId === undefined || state.stationId === stationId)
    .reduce((sum, { tagsShown }) => sum + tagsShown, 0);
  const [known, setKnown] = useState<Known>({ shown: 0, tags: [] });
  useEffect(() => {
    if (client === undefined) return undefined;
    let isWanted = true;
    client
      .call('policy.seenTags', stationId === undefined ? {} : { stationId })
      .then((tags) => isWanted && setKnown({ shown, tags }))
      .catch((error: unknown) => {
        // A link that closes takes its calls with it; the next client reads again.
        if (!(error instanceof ContractError)) throw error;
      });
    return () => {
      isWanted = false;
    };
  }, [client, stationId, shown]);
  return known.tags;
}
