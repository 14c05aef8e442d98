import { z } from 'zod';

/**
 * One entry of an archive, in the order of the archive. `id` names it in `inside`: its name, with a number behind it where the archive
 * holds the name more than once. `name` is shown as it is, also where it leads elsewhere; `isUnsafe` says that it is changed when it is
 * extracted. Links (`target`) are shown and never followed.
 */
export const contentEntrySchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['file', 'folder', 'link', 'device']),
  target: z.string().optional(),
  /** Unpacked, as the archive says; absent where it does not. */
  sizeBytes: z.number().optional(),
  packedBytes: z.number().optional(),
  /** Epoch ms. */
  changedAt: z.number().optional(),
  isEncrypted: z.boolean(),
  isUnsafe: z.boolean(),
  isDuplicate: z.boolean(),
  /** Absent where the archive leaves no doubt: the encoding by which the name was guessed. */
  nameGuess: z.enum(['UTF-8', 'CP437', 'Windows-1252']).optional(),
  /** Why it cannot be opened, in words. */
  hindrance: z.string().optional(),
});
export type ContentEntry = z.infer<typeof contentEntrySchema>;

/** What was extracted. Times are those of the archive. `problems` are the entries that were left out or are not whole. */
export const extractionSchema = z.object({
  folder: z.string(),
  files: z.number().int(),
  bytes: z.number(),
  renamed: z.number().int(),
  /** The limits stopped it, or the archive is cut off. */
  isWhole: z.boolean(),
  problems: z.array(z.object({ name: z.string(), sentence: z.string() })),
});
export type Extraction = z.infer<typeof extractionSchema>;
