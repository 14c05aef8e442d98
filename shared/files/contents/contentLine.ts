import { z } from 'zod';

/**
 * One line as it is shown: without colour codes, other control characters as their pictures (U+2400), at most some thousand characters.
 * `restBytes` is how much of it follows: `content.lineRest` reads on at `restOffset`. `at` is the time that the line tells, epoch ms by
 * the charger's clock.
 */
export const contentLineSchema = z.object({
  line: z.number().int(),
  text: z.string(),
  /** Where it begins in the file. */
  offset: z.number(),
  restBytes: z.number().optional(),
  restOffset: z.number().optional(),
  at: z.number().optional(),
  /** Its bytes are none of the file's encoding, and were read as Windows-1252. */
  isGuessed: z.boolean().optional(),
});
export type ContentLine = z.infer<typeof contentLineSchema>;

/** One row of a table. Rows count from 0, the heading included. Cells are cut. */
export const contentRowSchema = z.object({ cells: z.array(z.string()), isCut: z.boolean().optional() });
export type ContentRow = z.infer<typeof contentRowSchema>;

/** `from` and `to` are where the match stands in the shown text; absent where it lies behind what is shown of a long line. */
export const contentHitSchema = z.object({
  line: z.number().int(),
  text: z.string(),
  from: z.number().int().optional(),
  to: z.number().int().optional(),
});
export type ContentHit = z.infer<typeof contentHitSchema>;

/** A match in a shown line: `from` up to, and without, `to`. */
export const matchPlaceSchema = z.object({ from: z.number().int(), to: z.number().int() });
export type MatchPlace = z.infer<typeof matchPlaceSchema>;

/** A search that goes on, or is over. `lines` counts lines with a match; the first of them are kept for jumping. */
export const contentSearchSchema = z.object({
  search: z.number().int(),
  state: z.enum(['running', 'done', 'failed']),
  share: z.number(),
  lines: z.number().int(),
  /** How many of them can be jumped to. */
  kept: z.number().int(),
  failure: z.object({ message: z.string(), hint: z.string().optional() }).optional(),
});
export type ContentSearchState = z.infer<typeof contentSearchSchema>;
