import { z } from 'zod';
import { preCheckSchema } from '../../files/firmwareUpdate.ts';

/** A setting that a controller wrote. `value` is absent where it is a secret; of a long one only the beginning. */
export const stickSettingSchema = z.object({
  path: z.string(),
  name: z.string(),
  value: z.string().optional(),
  isSecret: z.boolean(),
  version: z.string().optional(),
});
export type StickSetting = z.infer<typeof stickSettingSchema>;

/** A log, or another file that a controller wrote; `isLog` is a guess by its bytes. `changedAt` by the clock of who wrote it. */
export const stickFoundFileSchema = z.object({
  path: z.string(),
  sizeBytes: z.number(),
  changedAt: z.number(),
  /** In words, such as “tar archive, packed with gzip”. */
  kindName: z.string(),
  isLog: z.boolean(),
});
export type StickFoundFile = z.infer<typeof stickFoundFileSchema>;

/** What is on a stick that comes back from a controller. Paths are from its root, with `/`. */
export const stickContentsSchema = z.object({
  folder: z.string(),
  /** USB_PASSWORD is still there. */
  hasPassword: z.boolean(),
  /** What of our own preparation is there, the password too. */
  prepared: z.array(z.string()),
  settings: z.array(stickSettingSchema),
  files: z.array(stickFoundFileSchema),
  totalBytes: z.number(),
  /** There is more than what is listed. */
  isCut: z.boolean(),
  notes: z.array(preCheckSchema),
});
export type StickContents = z.infer<typeof stickContentsSchema>;

/** Files of a stick, copied to this computer. `fileId` opens one in the file viewer, as long as Kerbside runs. */
export const takenFilesSchema = z.object({
  folder: z.string(),
  files: z.array(
    z.object({
      from: z.string(),
      path: z.string(),
      sizeBytes: z.number(),
      sha256: z.string(),
      fileId: z.string(),
    }),
  ),
  problems: z.array(z.object({ name: z.string(), sentence: z.string() })),
});
export type TakenFiles = z.infer<typeof takenFilesSchema>;
