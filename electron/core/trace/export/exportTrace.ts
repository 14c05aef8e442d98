import { Readable } from 'node:stream';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Json } from '../../../../shared/json.ts';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import { checkedFilter } from '../views/checkedFilter.ts';
import { isUnfiltered } from '../views/filterSql.ts';
import { RecordSource } from '../views/recordSource.ts';
import type {
  RedactionChoice,
  RedactionSummary,
} from '../../../../shared/trace/redaction/redactionChoice.ts';
import { sessionFailure } from '../file/sessionFailure.ts';
import type { StoredRecord } from '../store/storedRecord.ts';
import { prepareRedaction } from './exportRedaction.ts';
import { surveyExport, type ExportSurvey } from './exportSurvey.ts';
import type { ConfigurationRedaction } from './redactConfiguration.ts';
import type { FetchRedaction } from './redactFetch.ts';
import type { UpdateRedaction } from './redactUpdate.ts';
import { redactionNote } from './redactionNote.ts';
import type { ExportContext, ExportFormat, Piece, TraceWriter } from './traceWriter.ts';

/** Told at the end. `leftOut` are records that passed the filter but have no place in the format. */
export interface ExportResult {
  records: number;
  leftOut: number;
  /** What was replaced, with `redaction`. */
  redaction?: RedactionSummary;
}

/** What the taker of an export may choose. */
export interface ExportOptions {
  filter?: TraceFilter;
  /** What a record may say outside: it is asked once for each record, before anything else sees it. */
  redact?: (record: StoredRecord) => StoredRecord;
  /** The same for facts beside the records. With `redact` alone, facts stay away from the export. */
  redactFact?: (fact: Json) => Json | undefined;
  /** Secrets that the export replaces by stand-ins; it decides over `redact` and `redactFact`. */
  redaction?: RedactionChoice;
  /** Configuration keys that packs of makers call secret; without, those of the packs that Kerbside brings. */
  secretNames?: readonly string[];
  /** Version of the product, for formats that name their maker. */
  productVersion?: string;
  onEnd?: (result: ExportResult) => void;
}

export interface TraceExport extends ExportOptions {
  /** A read connection of its own for the export; closed at its end, also when the taker goes away. */
  open: () => { path: string; database: DatabaseSync; close(): void };
  format: ExportFormat;
  sessionName: string;
  /** Records that are in memory only, while the disk is full. */
  kept?: () => readonly StoredRecord[];
}

/** After this the event loop gets its turn: stations are answered during an export. */
const SLICE_MS = 8;
/** Characters or bytes of a slice. */
const SLICE_SIZE = 256 * 1024;

/**
 * The file of an export in pieces, made only as fast as they are taken. Its connection and its writer are closed in
 * every case. Fails with `ContractError`.
 */
export async function* exportTrace(given: TraceExport): AsyncGenerator<Piece, void, undefined> {
  const { open, filter = {}, format } = given;
  const reader = open();
  let writer: TraceWriter | undefined;
  try {
    const options = await prepared(given, reader.database);
    writer = format.open(contextOf(options, reader.database));
    const source = new RecordSource(reader.database, filter, options.kept?.() ?? []);
    const slices = new Slices(source, writer, options.redact);
    yield* filled(writer.head());
    if (options.summary !== undefined && format.carriesNotes === true)
      slices.begin(redactionNote(options.summary));
    while (!source.isAtEnd) {
      yield* slices.next();
      await nextTurn();
    }
    yield* tailOf(writer);
    options.onEnd?.({
      records: slices.records - writer.leftOut,
      leftOut: writer.leftOut,
      ...(options.summary === undefined ? {} : { redaction: options.summary }),
    });
  } catch (error) {
    throw sessionFailure(error, reader.path);
  } finally {
    writer?.close?.();
    reader.close();
  }
}

/** The export as a stream of bytes. */
export function exportStream(options: TraceExport): Readable {
  return Readable.from(exportTrace(options), { objectMode: false });
}

interface PreparedExport extends TraceExport {
  redactConfiguration?: ConfigurationRedaction;
  redactFetch?: FetchRedaction;
  redactUpdate?: UpdateRedaction;
  summary?: RedactionSummary;
  survey?: ExportSurvey;
}

/** What takes a look through the whole before the first record can be written. */
async function prepared(options: TraceExport, database: DatabaseSync): Promise<PreparedExport> {
  const { redaction, secretNames, format, filter = {}, kept } = options;
  const replaced =
    redaction === undefined
      ? undefined
      : await prepareRedaction(redaction, database, kept?.() ?? [], { secretNames });
  if (format.wantsSurvey !== true) return { ...options, ...replaced };
  const stationId = replaced?.redactStationId ?? ((id: string) => id);
  const survey = await surveyExport(database, filter, kept?.() ?? [], stationId);
  return { ...options, ...replaced, survey };
}

function contextOf(options: PreparedExport, database: DatabaseSync): ExportContext {
  const { sessionName, productVersion = '', filter = {}, redact } = options;
  const redactFact = options.redactFact ?? (redact === undefined ? undefined : () => undefined);
  return {
    sessionName,
    productVersion,
    madeAt: Date.now(),
    isWhole: isUnfiltered(checkedFilter(filter)),
    database,
    ...(redactFact === undefined ? {} : { redactFact }),
    ...(options.redactConfiguration === undefined
      ? {}
      : { redactConfiguration: options.redactConfiguration }),
    ...(options.redactFetch === undefined ? {} : { redactFetch: options.redactFetch }),
    ...(options.redactUpdate === undefined ? {} : { redactUpdate: options.redactUpdate }),
    ...(options.summary === undefined ? {} : { redaction: options.summary }),
    ...(options.survey === undefined ? {} : { survey: options.survey }),
  };
}

function* filled(piece: Piece): Generator<Piece> {
  if (piece.length > 0) yield piece;
}

async function* tailOf(writer: TraceWriter): AsyncGenerator<Piece> {
  const tail = writer.tail();
  if (typeof tail === 'string' || tail instanceof Uint8Array) {
    yield* filled(tail);
    return;
  }
  let until = performance.now() + SLICE_MS;
  for await (const piece of tail) {
    yield* filled(piece);
    if (performance.now() < until) continue;
    await nextTurn();
    until = performance.now() + SLICE_MS;
  }
}

/** The records of a source, written in parts that are short in time as well as in size. */
class Slices {
  readonly #source: RecordSource;
  readonly #writer: TraceWriter;
  readonly #redact: (record: StoredRecord) => StoredRecord;
  #beginning: ((first: StoredRecord) => StoredRecord) | undefined;
  #records = 0;

  constructor(
    source: RecordSource,
    writer: TraceWriter,
    redact: ((record: StoredRecord) => StoredRecord) | undefined,
  ) {
    this.#source = source;
    this.#writer = writer;
    this.#redact = redact ?? ((record) => record);
  }

  /** Records that passed the filter so far. */
  get records(): number {
    return this.#records;
  }

  /** A record of the export's own, which stands before the others. */
  begin(make: (first: StoredRecord) => StoredRecord): void {
    this.#beginning = make;
  }

  *next(): Generator<Piece> {
    const until = performance.now() + SLICE_MS;
    const parts = new Parts();
    for (const record of this.#source.next()) {
      if (record !== undefined) {
        if (this.#beginning !== undefined) parts.add(this.#writer.record(this.#beginning(record)));
        this.#beginning = undefined;
        parts.add(this.#write(record));
      }
      if (parts.size >= SLICE_SIZE || performance.now() >= until) break;
    }
    yield* parts.joined();
  }

  #write(record: StoredRecord): Piece {
    this.#records += 1;
    const redacted = this.#redact(record);
    return this.#writer.record(record.marks?.isMarked === true ? { ...redacted, isMarked: true } : redacted);
  }
}

/** Neighbouring pieces of one kind leave as one: takers pay for each. */
class Parts {
  size = 0;
  readonly #parts: Array<{ text: string } | { bytes: Uint8Array[] }> = [];

  add(piece: Piece): void {
    if (piece.length === 0) return;
    this.size += piece.length;
    const last = this.#parts.at(-1);
    if (typeof piece === 'string') {
      if (last !== undefined && 'text' in last) last.text += piece;
      else this.#parts.push({ text: piece });
    } else if (last !== undefined && 'bytes' in last) last.bytes.push(piece);
    else this.#parts.push({ bytes: [piece] });
  }

  *joined(): Generator<Piece> {
    for (const part of this.#parts) yield 'text' in part ? part.text : Buffer.concat(part.bytes);
  }
}
