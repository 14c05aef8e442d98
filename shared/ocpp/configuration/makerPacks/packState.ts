import { z } from 'zod';
import { makerMatchSchema, type MakerPack } from './makerPack.ts';
import { makerKeyDescription } from './makerKeyDescription.ts';

/** A pack in use, without its keys. */
export const packEntrySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Words of the vendors that it is for; none where it goes by keys only. */
  vendors: z.array(z.string()),
  match: z.array(makerMatchSchema),
  /** How many keys it describes. */
  keys: z.number().int(),
  /** The keys whose values are secret. */
  secrets: z.array(z.string()),
  source: z.string(),
  /** The name of its file in the folder of packs; absent for one that Kerbside brings. */
  file: z.string().optional(),
  /** The name of the built-in pack whose place it takes. */
  replaces: z.string().optional(),
});
export type PackEntry = z.infer<typeof packEntrySchema>;

/** A file that is not in use, or something else that is wrong with the folder, which then has no `file`. */
export const packProblemSchema = z.object({
  file: z.string().optional(),
  /** From 1. */
  line: z.number().int().optional(),
  /** Such as `keys.3.access`. */
  field: z.string().optional(),
  sentence: z.string(),
});
export type PackProblem = z.infer<typeof packProblemSchema>;

/**
 * The packs of makers' keys in the order in which they are asked, the technician's own first. Another `revision` means that there is
 * something else to read.
 */
export const packStateSchema = z.object({
  revision: z.number().int(),
  packs: z.array(packEntrySchema),
  problems: z.array(packProblemSchema),
});
export type PackState = z.infer<typeof packStateSchema>;

export function packEntry(pack: MakerPack, own: Pick<PackEntry, 'file' | 'replaces'> = {}): PackEntry {
  const { id, name, match, keys, source } = pack;
  return {
    id,
    name,
    vendors: [...new Set(match.flatMap(({ vendor = [] }) => vendor))],
    match,
    keys: keys.length,
    secrets: secretKeysOf(pack),
    source,
    ...own,
  };
}

export function secretKeysOf(pack: MakerPack): string[] {
  return pack.keys
    .filter((makerKey) => makerKeyDescription(pack, makerKey).isSecret === true)
    .map(({ key }) => key);
}

/** `acme.json, line 3, keys.0.access: …` */
export function packProblemText({ file, line, field, sentence }: PackProblem): string {
  const place = [file, line === undefined ? undefined : `line ${line}`, field].filter(Boolean).join(', ');
  return place === '' ? sentence : `${place}: ${sentence}`;
}
