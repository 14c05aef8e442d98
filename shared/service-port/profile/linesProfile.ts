import { z } from 'zod';
import { ocppPrintSchema, profileCommonSchema } from './profileCommon.ts';
import { profileItemSchema, writeRuleSchema } from './profileItem.ts';
import { profileLineSchema } from './profileLine.ts';
import { durationMs, keySchema, sentence, word } from './profileWords.ts';
import { patternSchema } from './pattern/patternSchema.ts';

/** A device that prints OCPP frames in its log. It is only listened to. */
export const ocppLinesProfileSchema = profileCommonSchema.extend({
  driver: z.literal('ocpp-lines'),
  line: profileLineSchema,
  ocpp: ocppPrintSchema,
  /** Lines that say that the device has just started. */
  bootLines: z.array(patternSchema).max(20).default([]),
  /** What its lines tell of it: the named groups `model`, `serialNumber` and `firmwareVersion`. */
  identityLines: z.array(patternSchema).max(20).default([]),
});
export type OcppLinesProfile = z.output<typeof ocppLinesProfileSchema>;

/** Where a value stands in a JSON object: names and indexes with dots between, `limits.maxA`. */
const path = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^.]+(\.[^.]+)*$/);

/** `send` is one JSON object as text; `replyKind` is what the answer has in the field of its kind. */
export const jsonRequestSchema = z.strictObject({
  key: keySchema,
  send: z.string().min(2).max(1000),
  replyKind: word.optional(),
  meaning: sentence.optional(),
  timeoutMs: durationMs.optional(),
  isReading: z.boolean().default(true),
});
export type JsonRequest = z.output<typeof jsonRequestSchema>;

export const jsonItemSchema = profileItemSchema.extend({
  type: z.enum(['integer', 'decimal', 'text', 'boolean', 'choice']),
  scale: z.number().optional(),
  offset: z.number().optional(),
  /** From the answer to a request, or from lines of a kind that come by themselves; exactly one of them. */
  read: z.strictObject({ request: keySchema.optional(), kind: word.optional(), path }).optional(),
  /** `{value}` in `send` is the raw value as JSON. */
  write: writeRuleSchema.extend({ send: z.string().min(2).max(1000), replyKind: word.optional() }).optional(),
});
export type JsonItem = z.output<typeof jsonItemSchema>;

/** A device that speaks one JSON object in each line. */
export const jsonLinesProfileSchema = profileCommonSchema.extend({
  driver: z.literal('json-lines'),
  line: profileLineSchema.extend({ eol: z.enum(['lf', 'crlf']).default('lf') }),
  /** The field that says what kind of line it is. */
  kindField: word.default('type'),
  /** Lines of these kinds say that the device refused: the reason stands at `path`. */
  refusal: z.strictObject({ kinds: z.array(word).min(1).max(20), path: path.optional() }).optional(),
  /** Lines that come by themselves, and what they mean. */
  status: z
    .array(
      z.strictObject({
        kind: word,
        meaning: sentence,
        everyMs: durationMs.optional(),
        isBoot: z.boolean().default(false),
      }),
    )
    .max(50)
    .default([]),
  requests: z.array(jsonRequestSchema).max(200).default([]),
  identify: z
    .array(z.strictObject({ request: keySchema, path: path.optional(), matches: patternSchema.optional() }))
    .max(10)
    .default([]),
  items: z.array(jsonItemSchema).max(500).default([]),
  ocpp: ocppPrintSchema.optional(),
});
export type JsonLinesProfile = z.output<typeof jsonLinesProfileSchema>;
