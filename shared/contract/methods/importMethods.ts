import { z } from 'zod';
import { importJobSchema, importOptionsSchema, importSourceSchema } from '../../trace/import/importJob.ts';
import { importReportSchema } from '../../trace/import/importReport.ts';
import { none } from './params.ts';

const source = importSourceSchema;
const options = importOptionsSchema;

/** Files of other programs become session files. What they hold counts, not what they are called. */
export const IMPORT_METHODS = {
  /** What an import would find, by the first 64 MB of the file. Nothing is written. */
  'import.preview': { params: z.object({ source, options }), result: importReportSchema },
  /** Makes a new session file beside the other ones; its progress is the topic `imports`. */
  'import.start': { params: z.object({ source, options }), result: importJobSchema },
  /** Nothing is left of an import that is cancelled. */
  'import.cancel': { params: z.object({ id: z.number().int() }), result: none },
  /** Forgets an upload that is not imported after all. */
  'import.discard': { params: z.object({ source }), result: none },
} as const;
