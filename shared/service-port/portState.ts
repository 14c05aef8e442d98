import { z } from 'zod';
import { capabilitiesSchema } from './capability.ts';
import { lineSettingsSchema, lineSignalsSchema } from './lineSettings.ts';
import { portIdentitySchema } from './portIdentity.ts';
import { portInfoSchema } from './portInfo.ts';

/**
 * `opening`, then `identifying` (only with a profile), then `ready`; `transfer` while firmware or a log goes over the line, when nothing
 * else may be sent; `lost`: unplugged, or the other end went away; the same adapter is opened again by itself, unless a push was cut.
 */
export const PORT_STATES = ['closed', 'opening', 'identifying', 'ready', 'transfer', 'lost'] as const;
export const portPhaseSchema = z.enum(PORT_STATES);
export type PortPhase = z.infer<typeof portPhaseSchema>;

/** Why a port is not open, by name, so that each has its own remedy. */
export const PORT_FAILURES = [
  'busy',
  'no-permission',
  'gone',
  'no-driver',
  'refused',
  'unreachable',
  'unsupported-setting',
  'other',
] as const;
export const portFailureSchema = z.object({
  cause: z.enum(PORT_FAILURES),
  sentence: z.string(),
  remedy: z.string().optional(),
});
export type PortFailure = z.infer<typeof portFailureSchema>;

/** Something that the technician has to know while the port is open: `code` is stable, `echo`, `other-master`, `noise`, `profile-changed`, … */
export const portBannerSchema = z.object({
  code: z.string(),
  level: z.enum(['info', 'warning', 'problem']),
  sentence: z.string(),
  remedy: z.string().optional(),
  /** The record that shows it, where one does: of `PortState.stationId`. */
  seq: z.number().int().optional(),
});
export type PortBanner = z.infer<typeof portBannerSchema>;

/**
 * A port of this visit: open, opened earlier, or opened in vain. `stationId` is whose records its bytes are: that of the charger
 * on the network when its serial number says that it is the same one (`isLinked`), else `cableId`. `cableId` names the
 * charger on the cable by its serial number or else by the port; its configuration is kept under it.
 */
export const portStateSchema = z.object({
  port: portInfoSchema,
  phase: portPhaseSchema,
  line: lineSettingsSchema,
  signals: lineSignalsSchema,
  /** Absent for a plain console. */
  profileId: z.string().optional(),
  /** The number of the device on a bus, where one was given; absent: the usual one of the profile. */
  unit: z.number().int().optional(),
  cableId: z.string(),
  stationId: z.string(),
  isLinked: z.boolean(),
  identity: portIdentitySchema.optional(),
  capabilities: capabilitiesSchema.optional(),
  /** The device says that a car is charging (state C or D); absent where it is not known. */
  isCharging: z.boolean().optional(),
  failure: portFailureSchema.optional(),
  banners: z.array(portBannerSchema),
  openedAt: z.number().optional(),
  receivedBytes: z.number().int(),
  sentBytes: z.number().int(),
  /** What is being done with it, as a sentence; absent while it is free. */
  busyWith: z.string().optional(),
  /** It was closed and forgotten, and is no port of this visit from here on; told once, as a change. */
  isForgotten: z.literal(true).optional(),
});
export type PortState = z.infer<typeof portStateSchema>;
