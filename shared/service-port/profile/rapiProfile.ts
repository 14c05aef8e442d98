import { z } from 'zod';
import { itemRiskSchema } from '../driverItem.ts';
import { ocppPrintSchema, profileCommonSchema } from './profileCommon.ts';
import { profileFirmwareSchema } from './profileFirmware.ts';
import { choicesSchema, profileItemSchema, writeRuleSchema } from './profileItem.ts';
import { profileLineSchema } from './profileLine.ts';
import { durationMs, keySchema, sendText, sentence, word } from './profileWords.ts';
import { patternSchema } from './pattern/patternSchema.ts';

/** One field of a reply or of a message that comes unasked. Shown value = raw value × `scale` + `offset`. */
export const rapiFieldSchema = z.strictObject({
  name: keySchema,
  as: z.enum(['text', 'dec', 'hex']).default('text'),
  /** Only these bits count, shifted down. */
  mask: z.number().int().min(1).max(0xffffffff).optional(),
  unit: z.string().min(1).max(20).optional(),
  scale: z.number().optional(),
  offset: z.number().optional(),
  enum: choicesSchema.optional(),
  /** Number of the bit to its name. */
  flags: z.record(z.string().regex(/^\d{1,2}$/), word).optional(),
  /** Older or smaller firmware leaves it out. */
  isOptional: z.boolean().default(false),
  /** Raw values that mean “not there”. */
  absent: z.array(z.number()).max(20).optional(),
});
export type RapiField = z.output<typeof rapiFieldSchema>;

/** `send` without `$` and checksum. Fields of the reply are those after `$OK`. */
export const rapiCommandSchema = z.strictObject({
  key: keySchema,
  send: sendText,
  meaning: sentence,
  reply: z.array(rapiFieldSchema).max(30).default([]),
  /** It changes nothing. */
  isReading: z.boolean(),
  risk: itemRiskSchema.default('none'),
  timeoutMs: durationMs.optional(),
  /** Firmware can be built without it: refusing it is no fault. */
  isOptional: z.boolean().default(false),
});
export type RapiCommand = z.output<typeof rapiCommandSchema>;

/** What comes unasked: `$AT …`. */
export const rapiNewsSchema = z.strictObject({
  prefix: z.string().regex(/^[A-Z]{2}$/),
  meaning: sentence,
  fields: z.array(rapiFieldSchema).max(30).default([]),
  /** It says that the device has just started. */
  isBoot: z.boolean().default(false),
});

/** `{value}` in `write.send` is the raw value. `write.values`: what is sent for each value shown, where it is no number. */
export const rapiItemSchema = profileItemSchema.extend({
  type: z.enum(['integer', 'decimal', 'text', 'boolean', 'choice']),
  /** Key of the command and name of the field. Absent: it can only be written. */
  read: z.strictObject({ command: keySchema, field: keySchema }).optional(),
  write: writeRuleSchema
    .extend({
      send: sendText,
      values: z.record(z.string().max(100), z.string().max(200)).optional(),
    })
    .optional(),
});
export type RapiItem = z.output<typeof rapiItemSchema>;

/** A device that speaks RAPI: `$CC args^XX`. */
export const rapiProfileSchema = profileCommonSchema.extend({
  driver: z.literal('rapi'),
  line: profileLineSchema.extend({
    /** `xor` after `^`, `sum` after `*`, as the device wants them. */
    checksum: z.enum(['xor', 'sum']).default('xor'),
    sequenceIds: z.boolean().default(false),
    /** Longest command with `$` and checksum, without the end; longer ones get no answer. */
    maxFrame: z.number().int().min(8).max(1000).default(31),
  }),
  identify: z
    .array(
      z.strictObject({ command: keySchema, field: keySchema.optional(), matches: patternSchema.optional() }),
    )
    .min(1)
    .max(10),
  commands: z.array(rapiCommandSchema).min(1).max(200),
  news: z.array(rapiNewsSchema).max(50).default([]),
  items: z.array(rapiItemSchema).max(500).default([]),
  firmware: profileFirmwareSchema.optional(),
  ocpp: ocppPrintSchema.optional(),
});
export type RapiProfile = z.output<typeof rapiProfileSchema>;
