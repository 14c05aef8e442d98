import type { DatabaseSync } from 'node:sqlite';
import type { ExportFormatId } from '../../../../shared/trace/exportFormat.ts';
import type { Json } from '../../../../shared/json.ts';
import type { RedactionSummary } from '../../../../shared/trace/redaction/redactionChoice.ts';
import type { ExportSurvey } from './exportSurvey.ts';
import type { ConfigurationRedaction } from './redactConfiguration.ts';
import type { FetchRedaction } from './redactFetch.ts';
import type { UpdateRedaction } from './redactUpdate.ts';
import type { StoredRecord } from '../store/storedRecord.ts';

/** A record as a writer gets it: redacted where that was asked for, and with its mark. */
export interface ExportedRecord extends StoredRecord {
  readonly isMarked?: true;
}

/** A part of the file. Text is written as UTF-8. */
export type Piece = string | Uint8Array;

/** What a writer may know of the whole before the first record. */
export interface ExportContext {
  /** Name of the session, for titles. */
  sessionName: string;
  /** Epoch ms. */
  madeAt: number;
  /** Version of the product. */
  productVersion: string;
  /** No filter restricts the export. */
  isWhole: boolean;
  /** The session, for what it holds beside its records. */
  database: DatabaseSync;
  /**
   * What may leave of a fact beside the records: the JSON of a station, attempt or finding. Absent in an export
   * without redaction; answers nothing where a fact has to stay.
   */
  redactFact?: (fact: Json) => Json | undefined;
  /** The same for configurations and runs of changes; with `redactFact` alone they stay. */
  redactConfiguration?: ConfigurationRedaction;
  /** The same for logs that stations were asked for. */
  redactFetch?: FetchRedaction;
  /** The same for firmware that was pushed. */
  redactUpdate?: UpdateRedaction;
  /** What was replaced, in an export with redaction: a file says so itself. */
  redaction?: RedactionSummary;
  /** What the export will hold, for a format that `wantsSurvey`. */
  survey?: ExportSurvey;
}

/**
 * Makes one file out of records that come in order, each made by `record` before the next comes. Pieces may be of any
 * size and empty; memory stays flat. A format that only knows at the end how its file begins keeps its parts on the
 * disk and hands them out from `tail`.
 */
export interface TraceWriter {
  head(): Piece;
  record(record: ExportedRecord): Piece;
  tail(): Piece | Iterable<Piece> | AsyncIterable<Piece>;
  /** Gives back what the writer holds, such as temporary files. Called once, also when the export is broken off. */
  close?(): void;
  /** Records that have no place in this format; known after `tail`. */
  readonly leftOut: number;
}

/** A format of export. `id` is what `--format` and the contract take. */
export interface ExportFormat {
  id: ExportFormatId;
  /** For help and messages: “CSV for spreadsheet programs”. */
  name: string;
  /** With the dot. */
  extension: string;
  contentType: string;
  /** Which records have no place in it, for a sentence: “connections, notes and damaged frames”. Absent: all have. */
  leavesOut?: string;
  /** It begins with counts over the whole, which cost a look through the trace. */
  wantsSurvey?: true;
  /** It has a place for notes, so that a note at its beginning can say what was redacted. */
  carriesNotes?: true;
  open(context: ExportContext): TraceWriter;
}
