import { z } from 'zod';

/**
 * The formats of export, in the order in which they are offered.
 *
 * - `jsonl` Open OCPP Trace 1.1 with everything that is known, `jsonl-strict` only what 1.1 itself has a place for;
 * - `frames` one raw frame a line;
 * - `csv` a table for spreadsheet programs;
 * - `har` HTTP Archive 1.2 with `_webSocketMessages`;
 * - `pcapng` packets as a network card would have seen them;
 * - `kerbside` a session file with the chosen records alone.
 * - `html` one page to read and search in any browser, `markdown` for an issue tracker, `mermaid` a sequence diagram.
 */
export const EXPORT_FORMATS = [
  'jsonl',
  'jsonl-strict',
  'frames',
  'csv',
  'har',
  'pcapng',
  'kerbside',
  'html',
  'markdown',
  'mermaid',
] as const;
export const exportFormatSchema = z.enum(EXPORT_FORMATS);
export type ExportFormatId = z.infer<typeof exportFormatSchema>;
