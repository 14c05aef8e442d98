import { z } from 'zod';
import { EVIDENCE_LEVELS, KEY_RISKS, KEY_ROLES } from '../keyDescription.ts';
import { ITEM_FORMS, TEXT_FORMS, VALUE_TYPES } from '../valueShape.ts';

/** The first two entries of every pack, by which a file is known to be one. */
export const MAKER_PACK_KIND = 'maker-pack';
export const MAKER_PACK_VERSION = 1;

const text = z.string().min(1).max(2000);
const name = z.string().min(1).max(200);
const words = z.array(z.string().min(1).max(200)).min(1).max(200);

/**
 * Which chargers a pack is for. All that is given must fit. `vendor`, `model` and `firmware` fit where the charger's own word
 * contains one of the given texts, in any case; `key` fits where the charger has a key of that name (`*` at the end stands for
 * anything).
 */
export const makerMatchSchema = z
  .strictObject({
    vendor: words.optional(),
    model: words.optional(),
    firmware: words.optional(),
    key: words.optional(),
  })
  .refine((rule) => Object.values(rule).some((value) => value !== undefined), {
    message: 'says nothing; give it a vendor, model, firmware or key',
  });
export type MakerMatch = z.infer<typeof makerMatchSchema>;

export const usualSchema = z.strictObject({
  min: z.number().optional(),
  max: z.number().optional(),
  sentence: text,
});

/** A key of a maker: the same fields as those of the specification, and where it is known from. */
export const makerKeySchema = z.strictObject({
  key: z.string().min(1).max(100),
  type: z.enum(VALUE_TYPES),
  access: z.enum(['read-only', 'read-write', 'write-only']),
  meaning: text,
  hint: text.optional(),
  unit: z.string().min(1).max(20).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  values: z.array(z.string().max(200)).max(500).optional(),
  isOpen: z.boolean().optional(),
  itemForm: z.enum(ITEM_FORMS).optional(),
  minLength: z.number().int().min(0).optional(),
  maxLength: z.number().int().min(1).optional(),
  maxItems: z.number().int().min(1).optional(),
  maxItemsKey: name.optional(),
  textForm: z.enum(TEXT_FORMS).optional(),
  isSecret: z.boolean().optional(),
  default: z.string().max(2000).optional(),
  valueMeanings: z.record(z.string(), text).optional(),
  usual: usualSchema.optional(),
  role: z.enum(KEY_ROLES).optional(),
  risk: z.enum(KEY_RISKS).optional(),
  needsRestart: z.boolean().optional(),
  /** Where the key is known from, where it is not the source of the whole pack. */
  source: text.optional(),
  evidence: z.enum(EVIDENCE_LEVELS).optional(),
});
export type MakerKey = z.infer<typeof makerKeySchema>;

export const makerPackSchema = z.strictObject({
  kerbside: z.literal(MAKER_PACK_KIND),
  version: z.literal(MAKER_PACK_VERSION),
  /** Unique; a pack of the technician's with the id of a built-in one takes its place. */
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'takes small letters, digits and hyphens')
    .max(100),
  name,
  /** The pack is for the chargers that fit one of these. */
  match: z.array(makerMatchSchema).min(1).max(100),
  keys: z.array(makerKeySchema).min(1).max(5000),
  source: text,
  evidence: z.enum(EVIDENCE_LEVELS),
});
export type MakerPack = z.infer<typeof makerPackSchema>;
