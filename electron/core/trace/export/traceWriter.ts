import type { StoredRecord } from '../store/storedRecord.ts';

/** What a writer may know of the whole before the first record. */
export interface ExportContext {
  /** Name of the session, for titles. */
  sessionName: string;
  /** Epoch ms. */
  madeAt: number;
  /** Version of the product. */
  productVersion: string;
}

/** Makes one file out of records that come in order. Pieces may be of any size; memory stays flat. */
export interface TraceWriter {
  head(): string | Uint8Array;
  record(record: StoredRecord): string | Uint8Array;
  tail(): string | Uint8Array;
  /** Records that have no place in this format; known after `tail`. */
  readonly leftOut: number;
}

/** A format of export. `id` is what `--format` and the contract take. */
export interface ExportFormat {
  id: string;
  /** With the dot. */
  extension: string;
  contentType: string;
  open(context: ExportContext): TraceWriter;
}
