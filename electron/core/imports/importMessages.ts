import type { Failure } from '../../../shared/contract/failure.ts';
import type { ImportReport } from '../../../shared/trace/import/importReport.ts';
import type { ImportOptions } from '../trace/import/importTrace.ts';

/** What the thread of imports is to do: look at a file, or import it into a new session file. */
export interface ImportJob {
  path: string;
  options: ImportOptions;
  /** The session file to make; a preview without it. */
  out?: string;
}

export type ToImportWorker = { type: 'cancel' };

export type FromImportWorker =
  | { type: 'progress'; share: number }
  | { type: 'done'; report: ImportReport }
  | { type: 'failed'; failure: Failure };
