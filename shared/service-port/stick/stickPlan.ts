import { z } from 'zod';
import { preCheckSchema } from '../../files/firmwareUpdate.ts';
import { evidenceLevelSchema } from '../portProfileInfo.ts';
import { stickPurposeSchema } from './stickNames.ts';

export const STICK_LIMITS = {
  settings: 2000,
  settingsBytes: 8_000_000,
  /** Where FAT32 ends. */
  fileBytes: 4_294_967_295,
  /** Files of a stick that are listed. */
  listed: 5000,
} as const;

/** A file on the stick; `path` is from its root, with `/`. Of the password neither size nor sum is told. */
export const stickFileSchema = z.object({
  path: z.string(),
  kind: z.enum(['trigger', 'password', 'setting', 'firmware']),
  sizeBytes: z.number().int().optional(),
  /** In hexadecimal digits, small letters. Of settings only once they are written. */
  sha256: z.string().optional(),
});
export type StickFile = z.infer<typeof stickFileSchema>;

/** Where the facts come from, and that nobody has tried it. */
export const stickEvidenceSchema = z.object({
  level: evidenceLevelSchema,
  source: z.string(),
  note: z.string(),
});

/** `version` is what the control file of the package says, where it could be read. */
export const stickFirmwareSchema = z.object({
  name: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  package: z.string().optional(),
  version: z.string().optional(),
});
export type StickFirmware = z.infer<typeof stickFirmwareSchema>;

/** What would be written, in this order; the password comes last, so that half a stick does nothing. */
export const stickPlanSchema = z.object({
  purpose: stickPurposeSchema,
  folder: z.string(),
  files: z.array(stickFileSchema),
  totalBytes: z.number().int(),
  /** Files that were named and are not taken, and why. */
  leftOut: z.array(z.object({ name: z.string(), sentence: z.string() })),
  firmware: stickFirmwareSchema.optional(),
  checks: z.array(preCheckSchema),
  /** No check blocks. */
  canWrite: z.boolean(),
  /** What to do with the stick afterwards, step by step. */
  next: z.array(z.string()),
  evidence: stickEvidenceSchema,
});
export type StickPlan = z.infer<typeof stickPlanSchema>;

/** What is on the stick: each file was read back and compared. */
export const stickWrittenSchema = stickPlanSchema.pick({
  purpose: true,
  folder: true,
  files: true,
  next: true,
});
export type StickWritten = z.infer<typeof stickWrittenSchema>;
