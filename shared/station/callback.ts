import { z } from 'zod';

/**
 * Why commands of a SOAP station go where they go: the technician `set` it or `agreed` to the address that the station
 * reports; the station `reported` one on its own host; its port and path are tried on the `peer`'s own host; or the
 * usual addresses there are tried (`guessed`).
 */
export const CALLBACK_SOURCES = ['set', 'agreed', 'reported', 'peer', 'guessed'] as const;
export const callbackSourceSchema = z.enum(CALLBACK_SOURCES);
export type CallbackSource = z.infer<typeof callbackSourceSchema>;

/**
 * Where the commands of a SOAP station go. `url` is tried first; `reported` is what the station says itself. While
 * `needsConsent`, that points to another host than the station's own and is not used. `isProven` says that a command
 * was answered at `url`; `isInProfile` that the station's quirk profile holds the address.
 */
export const callbackSchema = z.object({
  stationId: z.string(),
  source: callbackSourceSchema,
  url: z.string(),
  reported: z.string().optional(),
  needsConsent: z.boolean(),
  isProven: z.boolean(),
  isInProfile: z.boolean(),
  sentence: z.string(),
});
export type Callback = z.infer<typeof callbackSchema>;
