import { z } from 'zod';

/** Lengths in characters. A name is what OCPP addresses and file systems take. */
export const FIRMWARE_LIMITS = {
  nameChars: 120,
  versionChars: 100,
  patternChars: 100,
  patterns: 50,
  notesChars: 4000,
  releaseNotesChars: 200_000,
  files: 1000,
} as const;

const { patternChars, patterns } = FIRMWARE_LIMITS;

/** Names of vendors or models, where `*` stands for anything. None means any. */
export const namePatternsSchema = z.array(z.string().trim().min(1).max(patternChars)).max(patterns);

/** What the technician says about a file. An empty text or list takes back what was said before. */
export const firmwareFactsSchema = z.object({
  version: z.string().trim().max(FIRMWARE_LIMITS.versionChars).optional(),
  vendors: namePatternsSchema.optional(),
  models: namePatternsSchema.optional(),
  notes: z.string().max(FIRMWARE_LIMITS.notesChars).optional(),
  releaseNotes: z.string().max(FIRMWARE_LIMITS.releaseNotesChars).optional(),
});
export type FirmwareFacts = z.infer<typeof firmwareFactsSchema>;

/** Something that is not right with a file: `problem` stands in the way of a push, a `hint` may be right after all. */
export const firmwareDoubtSchema = z.object({
  code: z.string(),
  level: z.enum(['problem', 'hint']),
  sentence: z.string(),
  remedy: z.string().optional(),
});
export type FirmwareDoubt = z.infer<typeof firmwareDoubtSchema>;

/**
 * A file of the library. Its bytes are not allowed to change: `id` is made of their sum. `from` is where it was copied from, absent where a browser has sent it; times are
 * epoch ms. `publishedSum` is what the maker published, and the bytes were compared with.
 */
export const firmwareFileSchema = z.object({
  id: z.string(),
  name: z.string(),
  sizeBytes: z.number().int(),
  /** In hexadecimal digits, small letters. */
  sha256: z.string(),
  version: z.string().optional(),
  vendors: z.array(z.string()),
  models: z.array(z.string()),
  notes: z.string().optional(),
  hasReleaseNotes: z.boolean(),
  publishedSum: z.string().optional(),
  addedAt: z.number(),
  from: z.string().optional(),
  doubts: z.array(firmwareDoubtSchema),
});
export type FirmwareFile = z.infer<typeof firmwareFileSchema>;

/** A file on its way into the library; `share` is from 0 to 1. */
export const addingFileSchema = z.object({ id: z.number().int(), name: z.string(), share: z.number() });
export type AddingFile = z.infer<typeof addingFileSchema>;

/** The newest file first. `problem` is what is wrong with the library as a whole. */
export const firmwareLibraryStateSchema = z.object({
  files: z.array(firmwareFileSchema),
  adding: z.array(addingFileSchema),
  problem: z.string().optional(),
});
export type FirmwareLibraryState = z.infer<typeof firmwareLibraryStateSchema>;

/** Whether something stands in the way of pushing the file to any charger. */
export function isUsable({ doubts }: FirmwareFile): boolean {
  return doubts.every(({ level }) => level !== 'problem');
}
