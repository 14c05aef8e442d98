import { z } from 'zod';
import { lineFormatSchema } from './lineSettings.ts';

/**
 * One line setting that was tried: `listened` reads only, `asked` sent Return, or a request that only reads (`$GV`, function 4). `score` is
 * from 0 to 1: the share of bytes that make sense.
 */
export const rateTrialSchema = z.object({
  baud: z.number().int(),
  format: lineFormatSchema,
  how: z.enum(['listened', 'asked']),
  asked: z.string().optional(),
  receivedBytes: z.number().int(),
  score: z.number(),
  sentence: z.string(),
});
export type RateTrial = z.infer<typeof rateTrialSchema>;

export const rateDetectionSchema = z.object({
  isRunning: z.boolean(),
  trials: z.array(rateTrialSchema),
  best: z
    .object({
      baud: z.number().int(),
      format: lineFormatSchema,
      profileId: z.string().optional(),
      /** Of a bus, where it is not the usual one of the profile. */
      unit: z.number().int().optional(),
    })
    .optional(),
  sentence: z.string(),
});
export type RateDetection = z.infer<typeof rateDetectionSchema>;
