import { z } from 'zod';
import { configurationOwnerSchema, configurationSchema, READ_SCOPES } from './configuration.ts';

/**
 * Why a configuration was kept. There is none after a change: the one before it and what was read back of its steps tell the
 * same, also where Kerbside ended in the middle.
 */
export const SNAPSHOT_CAUSES = ['asked', 'before-change', 'import'] as const;

/** A configuration that the session keeps. `at` is when it was read (epoch ms). */
export const snapshotSchema = z.object({
  id: z.string(),
  owner: configurationOwnerSchema,
  at: z.number(),
  cause: z.enum(SNAPSHOT_CAUSES),
  name: z.string().max(200).optional(),
  note: z.string().max(4000).optional(),
  items: z.number().int(),
  scope: z.enum(READ_SCOPES),
  isWhole: z.boolean(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

export const keptSnapshotSchema = z.object({ snapshot: snapshotSchema, configuration: configurationSchema });
export type KeptSnapshot = z.infer<typeof keptSnapshotSchema>;
