import { z } from 'zod';

/**
 * How a login at a device's console ended. `in`: it stands at a prompt behind the door, `refused`, or `no-answer`. Who one is is asked of
 * the technician when it is needed: it is in memory until the port is closed, never in a profile, a record or a file.
 */
export const portLoginSchema = z.object({
  how: z.enum(['in', 'refused', 'no-answer']),
  sentence: z.string(),
});
export type PortLogin = z.infer<typeof portLoginSchema>;

export const portCredentialsSchema = z.object({
  user: z.string().max(200),
  password: z.string().max(500),
});
export type PortCredentials = z.infer<typeof portCredentialsSchema>;
