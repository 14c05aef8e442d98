import { z } from 'zod';
import { directionSchema } from '../trace/record.ts';

/**
 * Bytes that crossed a port in one direction, in Base64. `at` is epoch ms, `monoMs` the monotonic clock of the core with fractions:
 * the wall clock may be set, this never jumps. `offset` counts all bytes of this port in this direction from 0.
 */
export const consoleChunkSchema = z.object({
  direction: directionSchema,
  at: z.number(),
  monoMs: z.number(),
  offset: z.number().int(),
  data: z.string(),
});
export type ConsoleChunk = z.infer<typeof consoleChunkSchema>;

/** What the driver understood of bytes `[offset, offset + length)`: action `GS`, meaning “state: connected, 12 s”. */
export const consoleMeaningSchema = z.object({
  direction: directionSchema,
  offset: z.number().int(),
  length: z.number().int(),
  action: z.string().optional(),
  meaning: z.string(),
  isProblem: z.boolean(),
});
export type ConsoleMeaning = z.infer<typeof consoleMeaningSchema>;

/** Bytes `[offset, offset + length)` of a direction that were told before it was known that they are secret. */
export const consoleMaskSchema = z.object({
  direction: directionSchema,
  offset: z.number().int(),
  length: z.number().int(),
});
export type ConsoleMask = z.infer<typeof consoleMaskSchema>;

/**
 * A batch, at most 20 a second. `skippedBytes`: the screen was slower than the line; they are in the session file. `masks` are of chunks in
 * this batch or before it.
 */
export const consoleBatchSchema = z.object({
  chunks: z.array(consoleChunkSchema),
  meanings: z.array(consoleMeaningSchema),
  masks: z.array(consoleMaskSchema).optional(),
  skippedBytes: z.number().int(),
});
export type ConsoleBatch = z.infer<typeof consoleBatchSchema>;
