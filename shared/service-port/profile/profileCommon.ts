import { z } from 'zod';
import { evidenceLevelSchema } from '../portProfileInfo.ts';
import { keySchema, sentence, word } from './profileWords.ts';
import { patternSchema } from './pattern/patternSchema.ts';

/** Where the facts come from; `source` names the document, `note` what in it is uncertain. */
export const evidenceSchema = z.strictObject({
  level: evidenceLevelSchema,
  source: sentence,
  url: z.string().max(1000).optional(),
  note: sentence.optional(),
});

const usbNumber = z
  .string()
  .regex(/^[0-9a-f]{4}$/)
  .describe('Four hex digits in small letters and in quotes, such as "10c4".');

/** A USB adapter that this device is known by. `pid` absent: any of this vendor. Four hex digits, small letters. */
export const usbMatchSchema = z.strictObject({
  vid: usbNumber,
  pid: usbNumber.optional(),
  /** The adapter sits in the device itself; otherwise it is a common chip that many devices have, and only a hint. */
  isOwn: z.boolean().default(false),
});

/** A command for the console; each `{name}` in `send` is asked for. */
export const macroSchema = z.strictObject({
  name: word,
  send: z.string().max(1000),
  meaning: sentence.optional(),
});

/** What must not be sent, whoever asks: a pattern over a line without its end, and why not. */
export const forbiddenSchema = z.strictObject({ pattern: patternSchema, why: sentence });

/** A secret in what the device prints: the group `secret` of the pattern, or all of it, is masked. */
export const maskSchema = z.strictObject({ pattern: patternSchema, meaning: sentence.optional() });

/** The item that tells whether a car is charging, and the values (as shown) that say so. */
export const chargingSchema = z.strictObject({ key: keySchema, values: z.array(word).min(1).max(20) });

/** Keys of the items that tell who the device is. */
export const identityKeysSchema = z.strictObject({
  model: keySchema.optional(),
  serialNumber: keySchema.optional(),
  firmwareVersion: keySchema.optional(),
  /** Further items that belong to its description. */
  facts: z.array(keySchema).max(50).default([]),
});

/** Keys of items that restart the device or set it back to how it left the factory. */
export const actionKeysSchema = z.strictObject({
  restart: keySchema.optional(),
  factoryReset: keySchema.optional(),
});

/** Another profile that answers in much the same way, and what tells the two apart. */
export const lookAlikeSchema = z.strictObject({ profile: word, difference: sentence });

/**
 * OCPP frames that a device prints among other lines. `sent` and `received` are words before a frame that say who sent it, seen from the device;
 * without one of them a CALL's direction follows from its action.
 */
export const ocppPrintSchema = z.strictObject({
  prefixes: z.array(word).max(20).default([]),
  sent: z.array(word).max(20).default([]),
  received: z.array(word).max(20).default([]),
});

/** What every profile says, whatever its driver. */
export const profileCommonSchema = z.strictObject({
  schema: z.literal(1).describe('Version of the form of profiles: 1.'),
  id: z
    .string()
    .min(2)
    .max(64)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .describe(
      'Small letters, digits and single hyphens, such as my-charger; that of a built-in profile replaces it.',
    ),
  name: word,
  vendor: word.optional(),
  models: z.array(word).max(100).default([]),
  evidence: evidenceSchema,
  usb: z.array(usbMatchSchema).max(50).default([]),
  lookAlikes: z.array(lookAlikeSchema).max(20).default([]),
  identity: identityKeysSchema.optional(),
  charging: chargingSchema.optional(),
  actions: actionKeysSchema.optional(),
  macros: z.array(macroSchema).max(200).default([]),
  forbidden: z.array(forbiddenSchema).max(100).default([]),
  masks: z.array(maskSchema).max(100).default([]),
  /** Why firmware does not go over this port; for profiles without `firmware`. */
  noFirmware: sentence.optional(),
  /** What to know before it is used. */
  notes: z.array(sentence).max(50).default([]),
});
