import { z } from 'zod';

/** What a driver may be able to do. What is missing is said, never faked. */
export const PORT_CAPABILITIES = [
  'identify',
  'configuration',
  'write',
  'live',
  'log',
  'diagnostics',
  'firmware',
] as const;
export const portCapabilitySchema = z.enum(PORT_CAPABILITIES);
export type PortCapability = z.infer<typeof portCapabilitySchema>;

/** What is not there, and why, in one sentence for the technician. */
export const capabilitiesSchema = z.object({
  can: z.array(portCapabilitySchema),
  cannot: z.array(z.object({ capability: portCapabilitySchema, sentence: z.string() })),
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;
