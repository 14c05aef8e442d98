import type { FirmwareUpdate } from '../../../../shared/files/firmwareUpdate.ts';
import { readUpdates } from '../store/updateStore.ts';
import type { TraceReading } from '../traceReading.ts';
import { readOpenTrace } from './readOpenTrace.ts';

/** The firmware that was pushed in an open trace, oldest first. */
export function updatesIn(trace: TraceReading, stationId: string | undefined): FirmwareUpdate[] {
  const all = readOpenTrace(trace, ({ database }) => readUpdates(database));
  return stationId === undefined ? all : all.filter((update) => update.stationId === stationId);
}
