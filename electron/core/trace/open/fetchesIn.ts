import type { DiagnosticsFetch } from '../../../../shared/files/diagnosticsFetch.ts';
import { readFetches } from '../store/fetchStore.ts';
import type { TraceReading } from '../traceReading.ts';
import { readOpenTrace } from './readOpenTrace.ts';

/** The logs that stations were asked for in an open trace, oldest first. */
export function fetchesIn(trace: TraceReading, stationId: string | undefined): DiagnosticsFetch[] {
  const all = readOpenTrace(trace, ({ database }) => readFetches(database));
  return stationId === undefined ? all : all.filter((fetch) => fetch.stationId === stationId);
}
