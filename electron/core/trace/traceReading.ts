import type { Readable } from 'node:stream';
import type { ExportFormatId } from '../../../shared/trace/exportFormat.ts';
import type { TraceRecord } from '../../../shared/trace/record.ts';
import type { TraceStats } from '../../../shared/trace/stats.ts';
import type { ExportOptions } from './export/exportTrace.ts';
import type { SessionReader } from './file/sessionReader.ts';
import type { TraceRecords } from './store/traceRecords.ts';
import type { ActionCount } from './views/stats.ts';
import type { Timelines } from './timeline/timelines.ts';
import type { Views } from './views/views.ts';

/** What can be looked at in a trace: that of the running session, or that of a session file opened for reading only. */
export interface TraceReading {
  readonly path: string;
  /** The file's name without its extension. */
  readonly name: string;
  readonly store: TraceRecords;
  readonly views: Views;
  readonly timelines: Timelines;
  /** Fails with `not-found`. */
  record(seq: number): TraceRecord;
  /** Over what is in the file. */
  stats(signal?: AbortSignal): Promise<TraceStats>;
  /** The actions that occur, most frequent first. */
  actions(stationId?: string, signal?: AbortSignal): Promise<ActionCount[]>;
  /** A file made out of the records that a filter shows. It has a connection of its own. */
  export(format: ExportFormatId, options?: ExportOptions): Readable;
  /** A further read connection, for whoever takes records one after the other. The taker closes it. */
  openForReading(): SessionReader;
}
