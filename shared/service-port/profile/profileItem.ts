import { z } from 'zod';
import { itemRiskSchema } from '../driverItem.ts';
import { patternSchema } from './pattern/patternSchema.ts';
import { durationMs, keySchema, sentence, word } from './profileWords.ts';

/** Words for values: raw value (number, or text as it came) to what is shown. */
export const choicesSchema = z.record(z.string().max(100), word);

/** What every item of a profile says. */
export const profileItemSchema = z.strictObject({
  key: keySchema,
  title: word.optional(),
  meaning: sentence.optional(),
  group: word.optional(),
  /** As the value is shown: `A`, `W`, `ms`. */
  unit: z.string().min(1).max(20).optional(),
  enum: choicesSchema.optional(),
  default: word.optional(),
  isLive: z.boolean().default(false),
  isVolatile: z.boolean().optional(),
  isSecret: z.boolean().default(false),
});

/** Another item that must have one of these values (as shown) before a write has an effect. */
export const needSchema = z.strictObject({
  key: keySchema,
  values: z.array(word).min(1).max(20),
  why: sentence,
});

/** What may be written. All numbers are as shown, after scaling. */
export const writeRuleSchema = z.strictObject({
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().positive().optional(),
  /**
   * Values that are allowed beside the range: 0 for “off”. Without `min` and `max` these alone; of an item with words (`enum`) they are then raw
   * values, and its other words are only shown.
   */
  also: z.array(z.number()).max(200).optional(),
  /** Of texts. */
  maxLength: z.number().int().min(1).max(1000).optional(),
  pattern: patternSchema.optional(),
  risk: itemRiskSchema,
  /** Asked before it is sent, whatever the risk. */
  confirm: sentence.optional(),
  needs: z.array(needSchema).max(10).optional(),
  /** Never sent; the item shows why. */
  forbidden: sentence.optional(),
  /** The device keeps it in a memory that wears out: it is written once and never in a loop. */
  isWearing: z.boolean().default(false),
  /** Time that the device needs before the value can be read back. */
  readBackAfterMs: durationMs.optional(),
});
