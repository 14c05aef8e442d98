import { z } from 'zod';
import { SPOKEN } from '../spoken.ts';

/** The first two entries of a template, by which a file is known to be one; they may be left out. */
export const TEMPLATE_KIND = 'template';
export const TEMPLATE_VERSION = 1;

const value = z.string().max(100_000);
const words = z.array(z.string().min(1).max(200)).min(1).max(100);

/**
 * Which chargers a template is for; all that is given must fit. `vendor` and `model` are whole names in any case, in which `*` stands for
 * anything. `firmware` is such a name, or bounds such as `>=1.4 <2`.
 */
export const templateTargetSchema = z.strictObject({
  ocpp: z.array(z.enum(SPOKEN)).min(1).optional(),
  vendor: words.optional(),
  model: words.optional(),
  firmware: words.optional(),
});
export type TemplateTarget = z.infer<typeof templateTargetSchema>;

/** What a rule asks for; each has exactly one of them. */
export const RULE_KINDS = ['equals', 'oneOf', 'range', 'exists', 'secret'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

export const templateRangeSchema = z
  .strictObject({ min: z.number().optional(), max: z.number().optional() })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { message: 'needs min, max or both' })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, {
    message: 'has a min that is larger than its max',
  });

/**
 * One rule. `key` is the address of an item. `set` is what to send where the value does not fit a `range` or a
 * `oneOf`; without it the first of `oneOf` is sent. A `secret` is asked for when the template is applied; its value never stands here.
 */
export const templateRuleSchema = z.strictObject({
  key: z.string().min(1).max(5000),
  equals: value.optional(),
  oneOf: z.array(value).min(1).max(1000).optional(),
  range: templateRangeSchema.optional(),
  exists: z.boolean().optional(),
  secret: z.literal(true).optional(),
  set: value.optional(),
  note: z.string().max(4000).optional(),
});
export type TemplateRule = z.infer<typeof templateRuleSchema>;

export const templateSchema = z.strictObject({
  kerbside: z.literal(TEMPLATE_KIND).optional(),
  version: z.literal(TEMPLATE_VERSION).optional(),
  name: z.string().min(1).max(200),
  description: z.string().max(4000).optional(),
  for: templateTargetSchema.optional(),
  rules: z.array(templateRuleSchema).min(1).max(10_000),
});
export type Template = z.infer<typeof templateSchema>;

/**
 * - `holds`; `differs`; `missing`: the charger does not have it; `must-not-exist`: it has it, but should not;
 * - `not-readable`: it never tells such a value, as of a secret; `not-known`: it gave no answer about it this time.
 */
export const RULE_STATES = [
  'holds',
  'differs',
  'missing',
  'must-not-exist',
  'not-readable',
  'not-known',
] as const;
export type RuleState = (typeof RULE_STATES)[number];

/** One rule held against one charger. `address` is as the charger spells it; `value` is absent for secrets. */
export const ruleResultSchema = z.object({
  address: z.string(),
  state: z.enum(RULE_STATES),
  value: z.string().optional(),
  isSecret: z.boolean(),
  sentence: z.string(),
  note: z.string().optional(),
});
export type RuleResult = z.infer<typeof ruleResultSchema>;

/** A template held against one charger. `notFor` says why the template is not for it; absent where it is. */
export const templateCheckSchema = z.object({
  stationId: z.string(),
  notFor: z.string().optional(),
  /** Every rule holds, as far as a charger tells such values at all. */
  isAsWanted: z.boolean(),
  results: z.array(ruleResultSchema),
});
export type TemplateCheck = z.infer<typeof templateCheckSchema>;
