import { useEffect, useMemo, useState } from 'react';
import type { Backend } from '../../../shared/configuration/backend/backend.ts';
import { ContractError, type Failure } from '../../../shared/contract/failure.ts';
import { useClient, useTopic } from '../../state/useAppState.ts';

/** Where a station is pointed to by what is known, looked at again whenever more is known. */
export function useBackend(stationId: string): { backend?: Backend; failure?: Failure } {
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
  // Another object whenever there is something else to be asked about.
  const asked = useMemo(() => ({ stationId, changed }), [stationId, changed]);
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
  return shown.backend?.stationId === stationId || shown.failure !== undefined ? shown : {};
}
