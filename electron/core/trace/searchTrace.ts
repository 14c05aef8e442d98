import type { DatabaseSync } from 'node:sqlite';
import type { TraceFilter } from '../../../shared/trace/filter.ts';
import type { TraceRow } from '../../../shared/trace/record.ts';
import { toTraceRow } from './readRecord.ts';
import { RecordSource } from './recordSource.ts';

/** The matching rows of a file, in order, as they are asked for. For programs that have nothing else to do. */
export function* searchTrace(
  database: DatabaseSync,
  filter: TraceFilter,
): Generator<TraceRow, void, undefined> {
  for (const record of new RecordSource(database, filter, []).next()) {
    if (record !== undefined) yield toTraceRow(record);
  }
}
