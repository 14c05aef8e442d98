import { z } from 'zod';
import { failureSchema } from '../../contract/failure.ts';
import { contentAlignmentSchema } from './contentAlignment.ts';
import { contentKindSchema, contentViewSchema, textEncodingSchema } from './contentKind.ts';

/** How deep archives within archives are followed. */
export const DEEPEST_NESTING = 8;

/** A file that a station has sent, by its fetch, or any file of this computer. */
export const contentSourceSchema = z.union([
  z.object({ fetch: z.string().min(1).max(200) }),
  z.object({ path: z.string().min(1).max(4096) }),
]);
export type ContentSource = z.infer<typeof contentSourceSchema>;

/**
 * The way through archives within archives: one entry of each, by its `id`. A part may also lead through several
 * (`logs.zip/a/b.txt`), as people write it.
 */
export const contentInsideSchema = z.array(z.string().min(1).max(4096)).max(DEEPEST_NESTING);

/** Something that the technician should know about a file; `code` is stable. */
export const contentNoteSchema = z.object({
  code: z.string(),
  level: z.enum(['info', 'warning']),
  sentence: z.string(),
  remedy: z.string().optional(),
});
export type ContentNote = z.infer<typeof contentNoteSchema>;

/** Lines of a text. They count from 1. `lines` grows until `isCounted`. */
export const contentTextSchema = z.object({
  encoding: textEncodingSchema,
  /** By what the encoding was recognised, in words. */
  encodingReason: z.string(),
  lines: z.number().int(),
  isCounted: z.boolean(),
  /** How far the lines are counted, from 0 to 1. */
  share: z.number(),
});

/**
 * A file that is looked at. `opening`: it is being unpacked or listed (`share`, from 0 to 1). Sizes in bytes. `inside` is the way through
 * archives as it was understood; `name` is that of the file or entry at its end.
 */
export const contentStateSchema = z.object({
  content: z.number().int(),
  state: z.enum(['opening', 'ready', 'failed']),
  share: z.number(),
  failure: failureSchema.optional(),
  /** The outermost file. */
  fileName: z.string(),
  inside: z.array(z.string()),
  name: z.string(),
  kind: contentKindSchema,
  /** The kind in words, such as “ZIP archive”. */
  kindName: z.string(),
  sizeBytes: z.number(),
  /** Best first. */
  views: z.array(contentViewSchema),
  notes: z.array(contentNoteSchema),
  /** Of an archive: how many entries are listed. */
  entries: z.number().int().optional(),
  text: contentTextSchema.optional(),
  /** How its clock goes beside that of the session, once somebody has compared them. */
  alignment: contentAlignmentSchema.optional(),
  /** Of a table. */
  separator: z.string().optional(),
});
export type ContentState = z.infer<typeof contentStateSchema>;
