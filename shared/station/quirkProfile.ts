import { z } from 'zod';
import { transferProtocolSchema } from '../files/transferProtocol.ts';
import { ocppVersionSchema } from '../ocpp/version.ts';

/** Where the identity stands: in the last segment of the path, in all of it, or in the serial number of the boot. */
export const ID_RULES = ['last-segment', 'whole-path', 'boot-serial'] as const;

/**
 * How one station has to be treated, where it differs from others. What is absent is as usual. It is a small JSON
 * document that colleagues share.
 */
export const quirkProfileSchema = z.strictObject({
  /** Seconds between our WebSocket pings; 0: none. */
  pingIntervalS: z.number().int().min(0).max(3600).optional(),
  /** Whether permessage-deflate is agreed to where the station offers it. */
  compression: z.boolean().optional(),
  /** Our `currentTime` with milliseconds or in whole seconds: some stations cannot read fractions. */
  timeFormat: z.enum(['fraction', 'whole']).optional(),
  /** Keys that one GetConfiguration asks for. */
  configurationChunk: z.number().int().min(1).max(100).optional(),
  idRule: z.enum(ID_RULES).optional(),
  /** Spoken whatever subprotocol was agreed. */
  forcedVersion: ocppVersionSchema.optional(),
  /** Whether payloads are checked against their schemas. */
  validate: z.boolean().optional(),
  /** How we end a connection: with a Close frame, or by dropping TCP for stations that never come back after one. */
  closeBy: z.enum(['frame', 'drop']).optional(),
  /** Where commands of a SOAP station go. */
  callbackUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Protocols for files that it takes, the best first; no other is tried unless the technician names it. */
  fileProtocols: z
    .array(transferProtocolSchema)
    .min(1)
    .refine((all) => new Set(all).size === all.length)
    .optional(),
  /** Whether addresses for FTP carry user and password; some stations restart over them. */
  ftpLogin: z.enum(['in-address', 'none']).optional(),
});
export type QuirkProfile = z.infer<typeof quirkProfileSchema>;

/** A station as the specification wants it. */
export const NO_QUIRKS: QuirkProfile = Object.freeze({});
