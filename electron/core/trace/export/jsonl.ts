import { Readable } from 'node:stream';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import { toOpenOcppTrace, type OpenOcppTraceFlavour } from '../../../../shared/trace/openOcppTrace.ts';
import { rawText } from '../store/readRecord.ts';
import { RecordSource } from '../views/recordSource.ts';
import { sessionFailure } from '../file/sessionFailure.ts';
import type { StoredRecord } from '../store/storedRecord.ts';

export interface JsonlExport {
  /** A read connection of its own for the export; closed at its end, also when the taker goes away. */
  open: () => { path: string; database: DatabaseSync; close(): void };
  filter?: TraceFilter;
  flavour?: OpenOcppTraceFlavour;
  /** Records that are in memory only, while the disk is full. */
  kept?: () => readonly StoredRecord[];
  /** Told at the end. `leftOut` are records that passed the filter but have no place in the strict flavour. */
  onEnd?: (result: { lines: number; leftOut: number }) => void;
}

/** After this the event loop gets its turn: stations are answered during an export. */
const SLICE_MS = 8;
const SLICE_CHARS = 256 * 1024;

/** Open OCPP Trace, one line for each record, in pieces of whole lines. Made only as fast as it is taken. */
export async function* exportJsonl(options: JsonlExport): AsyncGenerator<string, void, undefined> {
  const reader = options.open();
  const flavour = options.flavour ?? 'full';
  const result = { lines: 0, leftOut: 0 };
  const lineOf = (record: StoredRecord): string => {
    const line = toOpenOcppTrace(
      { ...record, ...rawText(record.raw), isMarked: record.marks?.isMarked },
      flavour,
    );
    result[line === undefined ? 'leftOut' : 'lines'] += 1;
    return line === undefined ? '' : `${JSON.stringify(line)}\n`;
  };
  try {
    const source = new RecordSource(reader.database, options.filter ?? {}, options.kept?.() ?? []);
    while (!source.isAtEnd) {
      const piece = takeSlice(source, lineOf);
      if (piece !== '') yield piece;
      await nextTurn();
    }
    options.onEnd?.(result);
  } catch (error) {
    throw sessionFailure(error, reader.path);
  } finally {
    reader.close();
  }
}

/** The export as a stream of bytes. */
export function jsonlStream(options: JsonlExport): Readable {
  return Readable.from(exportJsonl(options), { objectMode: false });
}

function takeSlice(source: RecordSource, lineOf: (record: StoredRecord) => string): string {
  const until = performance.now() + SLICE_MS;
  let piece = '';
  for (const record of source.next()) {
    if (record !== undefined) piece += lineOf(record);
    if (piece.length >= SLICE_CHARS || performance.now() >= until) break;
  }
  return piece;
}
