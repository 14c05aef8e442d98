import { isSettled } from '../../shared/files/diagnosticsFetch.ts';
import { isUpdateSettled } from '../../shared/files/firmwareUpdate.ts';
import { useTopic } from './useAppState.ts';

/** Whether a file is on its way from or to a station. */
export function useHasTransfer(stationId: string): boolean {
  const fetches = useTopic('diagnostics') ?? [];
  const updates = useTopic('firmware') ?? [];
  return (
    fetches.some((fetch) => fetch.stationId === stationId && !isSettled(fetch)) ||
    updates.some((update) => update.stationId === stationId && !isUpdateSettled(update))
  );
}
