import { z } from 'zod';

/** A sentence for the technician. */
export const sentence = z.string().min(1).max(2000);

/** A name, value or short text as it is shown. */
export const word = z.string().min(1).max(200);

/** The name of an item, command or field; unique in its profile. */
export const keySchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_.-]*$/)
  .describe('A name of letters, digits, “_”, “.” and “-” that begins with a letter.');

/** Milliseconds up to ten minutes. */
export const durationMs = z.number().int().min(0).max(600_000);

/** Text that is sent: `{value}`, `{unit}` and the parameters of a macro are put in; `\r` and the like are written as in YAML or JSON. */
export const sendText = z.string().max(1000);
