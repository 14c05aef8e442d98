import { z } from 'zod';
import { lineFormatSchema } from './lineSettings.ts';

/** Where a chunk begins within a record, and the monotonic clock of the core when it came. */
const chunkSchema = z.tuple([z.number().int(), z.number()]);

/**
 * What stands beside the bytes of a `serial` record, as JSON in its `payload`. `firstMonoMs` and `lastMonoMs` are the monotonic clock of
 * the core at the first and the last byte; `chunks` is how the bytes came. `secrets` are ranges (offset and
 * length in bytes) that are masked on screen and replaced in redacted exports, also where what gives them away is in an earlier record.
 */
export const serialPayloadSchema = z.object({
  port: z.string(),
  line: z.object({ baud: z.number().int(), format: lineFormatSchema }),
  firstMonoMs: z.number(),
  lastMonoMs: z.number(),
  chunks: z.array(chunkSchema),
  /** What the driver understood. */
  meaning: z.string().optional(),
  isProblem: z.boolean().optional(),
  secrets: z.array(z.tuple([z.number().int(), z.number().int()])).optional(),
});
export type SerialPayload = z.infer<typeof serialPayloadSchema>;

/** Reads the payload of a `serial` record; nothing where it is not one, as in a file of other hands. */
export function readSerialPayload(payload: string | undefined): SerialPayload | undefined {
  if (payload === undefined) return undefined;
  try {
    return serialPayloadSchema.safeParse(JSON.parse(payload)).data;
  } catch {
    // Not JSON: then there is nothing to say beside the bytes.
    return undefined;
  }
}
