import { z } from 'zod';

/**
 * The formats of export, in the order in which they are offered.
 *
 * - `jsonl` Open OCPP Trace 1.1 with everything that is known, `jsonl-strict` only what 1.1 itself has a place for;
 * - `html` one page to read and search in any browser, `markdown` for an issue tracker, `mermaid` a sequence diagram.
 */
export const EXPORT_FORMATS = ['jsonl', 'jsonl-strict', 'html', 'markdown', 'mermaid'] as const;
export const exportFormatSchema = z.enum(EXPORT_FORMATS);
export type ExportFormatId = z.infer<typeof exportFormatSchema>;
