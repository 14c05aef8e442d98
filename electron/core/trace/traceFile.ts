import type { Readable } from 'node:stream';
import { readSerialPayload } from '../../../shared/service-port/serialPayload.ts';
import { maskedBytes, maskedText } from '../../../shared/service-port/serialSecrets.ts';
import type { TraceFilter } from '../../../shared/trace/filter/traceFilter.ts';
import type { TraceRecord, TraceRow } from '../../../shared/trace/record.ts';
import type { TraceStats } from '../../../shared/trace/stats.ts';
import type { ExportFormatId } from '../../../shared/trace/exportFormat.ts';
import { exportFormat } from './export/exportFormats.ts';
import { exportStream, type ExportOptions } from './export/exportTrace.ts';
import { rawText, toTraceRow } from './store/readRecord.ts';
import { countMatches } from './views/countMatches.ts';
import type { StoredRecord } from './store/storedRecord.ts';
import { RecordSource } from './views/recordSource.ts';
import { sessionFailure } from './file/sessionFailure.ts';
import { sessionName } from './file/sessionFile.ts';
import { openSessionForReading } from './file/sessionReader.ts';
import { traceStats } from './views/stats.ts';

/** A match of a search, with its raw frame whole, and the service port that it crossed. */
export type FoundRecord = TraceRow & Pick<TraceRecord, 'raw' | 'rawEncoding'> & { port?: string };

export interface SearchOptions {
  /** Also passwords and keys that crossed a service port; without, they are asterisks. */
  showsSecrets?: boolean;
}

/** A session file without a core, for programs that only read it; another process may record into it meanwhile. */
export interface TraceFile {
  /** A sentence about a file from a newer program. */
  readonly problem: string | undefined;
  stats(): TraceStats;
  /**
   * In the order of the trace, looked up only as fast as they are taken. A filter that cannot be read fails with
   * `invalid-params`.
   */
  search(filter: TraceFilter, options?: SearchOptions): Generator<FoundRecord, void, undefined>;
  /** How many records match, without reading them. */
  count(filter: TraceFilter): number;
  /** A file made out of the records that a filter shows. It has a connection of its own. */
  export(format: ExportFormatId, options?: ExportOptions): Readable;
  close(): void;
}

/** Fails with `ContractError`, as everything of the file does. */
export function openTraceFile(path: string): TraceFile {
  const session = openSessionForReading(path);
  const { database, problem, path: absolute } = session;
  return {
    problem,
    stats() {
      try {
        return traceStats(database);
      } catch (error) {
        throw sessionFailure(error, absolute);
      }
    },
    *search(filter, { showsSecrets = false } = {}) {
      try {
        for (const record of new RecordSource(database, filter, []).next()) {
          if (record !== undefined) yield foundRecord(record, showsSecrets);
        }
      } catch (error) {
        throw sessionFailure(error, absolute);
      }
    },
    count(filter) {
      try {
        return countMatches(database, filter);
      } catch (error) {
        throw sessionFailure(error, absolute);
      }
    },
    export: (format, options = {}) =>
      exportStream({
        ...options,
        format: exportFormat(format),
        sessionName: sessionName(absolute),
        open: () => openSessionForReading(path),
      }),
    close: () => session.close(),
  };
}

function foundRecord(record: StoredRecord, showsSecrets: boolean): FoundRecord {
  const { kind, raw, payload } = record;
  const beside = kind === 'serial' ? readSerialPayload(payload) : undefined;
  if (beside === undefined) return { ...toTraceRow(record), ...rawText(raw) };
  const { port, secrets: _, ...open } = beside;
  if (showsSecrets) {
    // Without its places it is summarised as it is.
    const row = toTraceRow({ ...record, payload: JSON.stringify({ port, ...open }) });
    return { ...row, port, ...rawText(raw) };
  }
  const masked = typeof raw === 'string' ? maskedText(raw, beside) : maskedBytes(raw, beside);
  return { ...toTraceRow(record), port, ...rawText(masked) };
}
