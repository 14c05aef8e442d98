import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Backend } from '../../../shared/configuration/backend/backend.ts';
import { ContractError, type Failure } from '../../../shared/contract/failure.ts';
import { useClient, useTopic } from '../../state/useAppState.ts';

interface ShownBackend {
  backend?: Backend;
  failure?: Failure;
  /** Looks again: a slot was filled, which no topic tells. */
  lookAgain: () => void;
}

/** Where a station is pointed to by what is known, looked at again whenever more is known. */
export function useBackend(stationId: string): ShownBackend {
  const client = useClient();
  const station = useTopic('stations')?.find(({ id }) => id === stationId);
  const readAt = useTopic('configurations')?.find((state) => state.stationId === stationId)?.readAt;
  const runs = useTopic('changeRuns')?.filter((run) => run.stationId === stationId);
  const left = useTopic('leftPointing');
  const lastRun = runs?.at(-1);
  const changed = JSON.stringify([
    station?.connected,
    readAt,
    lastRun?.id,
    lastRun?.state,
    left?.find((one) => one.stationId === stationId),
  ]);
  const [turn, setTurn] = useState(0);
  const lookAgain = useCallback(() => setTurn((before) => before + 1), []);
  // Another object whenever there is something else to be asked about.
  const asked = useMemo(() => ({ stationId, changed, turn }), [stationId, changed, turn]);
  const [shown, setShown] = useState<{ backend?: Backend; failure?: Failure }>({});
  useEffect(() => {
    if (client === undefined) return undefined;
    const controller = new AbortController();
    client
      .call('backend.read', { stationId: asked.stationId, isLatest: true }, { signal: controller.signal })
      .then((backend) => setShown({ backend }))
      .catch((error: unknown) => {
        if (controller.signal.aborted) return;
        if (error instanceof ContractError) setShown({ failure: error.toFailure() });
      });
    return () => controller.abort();
  }, [client, asked]);
  const isOfThis = shown.backend?.stationId === stationId || shown.failure !== undefined;
  return isOfThis ? { ...shown, lookAgain } : { lookAgain };
}
