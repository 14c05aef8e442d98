import { z } from 'zod';

/**
 * What a change may do: `charging` changes how a car charges, `safety` weakens a protection or a watchdog, `restart` restarts
 * the charger or resets it, `none` is harmless. Everything but `none` asks again while a car is charging.
 */
export const ITEM_RISKS = ['none', 'charging', 'safety', 'restart'] as const;
export const itemRiskSchema = z.enum(ITEM_RISKS);
export type ItemRisk = z.infer<typeof itemRiskSchema>;

/** What a profile says of one item that a driver reads or writes. Limits and values are as shown, after scaling. */
export const driverItemSchema = z.object({
  key: z.string(),
  /** For people; the key where the profile has no words for it. */
  title: z.string(),
  meaning: z.string().optional(),
  group: z.string().optional(),
  unit: z.string().optional(),
  type: z.enum(['integer', 'decimal', 'text', 'boolean', 'choice']),
  access: z.enum(['read-only', 'read-write', 'write-only']),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Values outside the range that are allowed, too: 0 for “off”. */
  also: z.array(z.number()).optional(),
  choices: z.array(z.object({ value: z.string(), title: z.string() })).optional(),
  defaultValue: z.string().optional(),
  risk: itemRiskSchema,
  /** Masked on screen and in exports. */
  isSecret: z.boolean(),
  /** Not kept over a restart of the device. */
  isVolatile: z.boolean().optional(),
  /** It is a measurement or state: shown live, and no part of the configuration. */
  isLive: z.boolean(),
});
export type DriverItem = z.infer<typeof driverItemSchema>;

/**
 * One reading. `value` is as shown (scaled, in words), `raw` as it came over the line (hex of registers, text of a reply). Without
 * a value, `trouble` says why: no answer, refused, exception 2.
 */
export const itemReadingSchema = z.object({
  key: z.string(),
  value: z.string().optional(),
  raw: z.string().optional(),
  at: z.number(),
  /** It did not answer at all, as opposed to: it refused. */
  failure: z.enum(['no-answer', 'refused', 'unreadable', 'lost']).optional(),
  trouble: z.string().optional(),
});
export type ItemReading = z.infer<typeof itemReadingSchema>;

/**
 * What became of one write. It is `written` only after the value was read back. `unproven`: acknowledged, and the item cannot be read;
 * `different`: read back, and it is something else; `refused` by the device; `no-answer`: it may hold or not; `not-sent`.
 */
export const itemWriteSchema = z.object({
  key: z.string(),
  before: z.string().optional(),
  wanted: z.string(),
  readBack: z.string().optional(),
  verdict: z.enum(['written', 'unproven', 'different', 'refused', 'no-answer', 'not-sent']),
  sentence: z.string(),
});
export type ItemWrite = z.infer<typeof itemWriteSchema>;
