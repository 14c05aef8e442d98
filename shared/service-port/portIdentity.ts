import { z } from 'zod';

/**
 * Who is at the other end, as the device itself told. `confidence` says whether the answers fit this profile alone (`certain`),
 * fit it among others (`likely`), or only the line works (`unknown`). `facts` are further answers, by their names in the profile.
 */
export const portIdentitySchema = z.object({
  vendor: z.string().optional(),
  model: z.string().optional(),
  serialNumber: z.string().optional(),
  firmwareVersion: z.string().optional(),
  confidence: z.enum(['certain', 'likely', 'unknown']),
  /** What was asked and what came, in one sentence. */
  sentence: z.string(),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type PortIdentity = z.infer<typeof portIdentitySchema>;
