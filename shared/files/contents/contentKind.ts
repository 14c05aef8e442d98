import { z } from 'zod';

/** What is in a file, by its bytes, never by its name. `packed` is an archive of a kind that Kerbside does not open. */
export const CONTENT_KINDS = [
  'zip',
  'tar',
  'tar.gz',
  'gzip',
  'packed',
  'text',
  'json',
  'json-lines',
  'csv',
  'html',
  'xml',
  'sqlite',
  'capture',
  'binary',
  'empty',
] as const;
export const contentKindSchema = z.enum(CONTENT_KINDS);
export type ContentKind = z.infer<typeof contentKindSchema>;

/** Ways to look at it. `pretty` and `table` are read from the same bytes as `text`. */
export const contentViewSchema = z.enum(['entries', 'text', 'pretty', 'table', 'hex']);
export type ContentView = z.infer<typeof contentViewSchema>;

export const TEXT_ENCODINGS = ['UTF-8', 'UTF-16LE', 'UTF-16BE', 'Windows-1252', 'CP437'] as const;
export const textEncodingSchema = z.enum(TEXT_ENCODINGS);
export type ContentEncoding = z.infer<typeof textEncodingSchema>;
