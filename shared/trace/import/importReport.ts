import { z } from 'zod';
import { ocppVersionSchema } from '../../ocpp/version.ts';

/** A format that can be chosen where the recognised one is wrong. `score` is how well it fits, from 0 to 1. */
export const formatChoiceSchema = z.object({ id: z.string(), name: z.string(), score: z.number() });
export type FormatChoice = z.infer<typeof formatChoiceSchema>;

/** A place of the file whose text is no frame. `line` counts lines, packets or entries from 1. */
export const textPlaceSchema = z.object({ line: z.number().int(), text: z.string() });
export type TextPlace = z.infer<typeof textPlaceSchema>;

export const importedStationSchema = z.object({
  id: z.string(),
  version: ocppVersionSchema.optional(),
  frames: z.number().int(),
});
export type ImportedStation = z.infer<typeof importedStationSchema>;

/**
 * What an import found in a file. Times are epoch ms. `offsetMs` is how far local times are ahead of UTC, `offsetFrom`
 * how that became known. `hint` is one sentence about a wrong label or anything else that the technician should know.
 */
export const importReportSchema = z.object({
  fileName: z.string(),
  sizeBytes: z.number(),
  sha256: z.string().optional(),
  isCompressed: z.boolean(),
  format: z.object({ id: z.string(), name: z.string() }),
  alternatives: z.array(formatChoiceSchema),
  encoding: z.string(),
  /** Bytes that are no text in that encoding; they are kept. */
  escapedBytes: z.number().int(),
  lines: z.number().int(),
  records: z.number().int(),
  frames: z.number().int(),
  calls: z.number().int(),
  results: z.number().int(),
  errors: z.number().int(),
  sends: z.number().int(),
  pairs: z.number().int(),
  unanswered: z.number().int(),
  /** Damaged frames: one malformed record each. */
  damaged: z.number().int(),
  notes: z.number().int(),
  /** What the file shows more than once, each time but the first: frames of a log, which are notes, or TCP segments. */
  copies: z.number().int(),
  in: z.number().int(),
  out: z.number().int(),
  guessedDirections: z.number().int(),
  withoutTime: z.number().int(),
  stations: z.array(importedStationSchema),
  /** No frame of the file names its station: they are all under the name that was chosen for them. */
  namesNoStation: z.boolean(),
  first: z.number().optional(),
  last: z.number().optional(),
  clock: z.enum(['explicit', 'local', 'mixed', 'none']),
  offsetMs: z.number().optional(),
  offsetFrom: z.enum(['chosen', 'learnt', 'machine']).optional(),
  isReversed: z.boolean(),
  jumpsBack: z.number().int(),
  firstLines: z.array(textPlaceSchema),
  notUnderstood: z.array(textPlaceSchema),
  /** Of a preview: only the beginning of the file was looked at. */
  isPartial: z.boolean(),
  hint: z.string().optional(),
});
export type ImportReport = z.infer<typeof importReportSchema>;
