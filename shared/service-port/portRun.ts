import { z } from 'zod';
import { fetchStepSchema } from '../files/diagnosticsFetch.ts';
import { preCheckSchema } from '../files/firmwareUpdate.ts';

export const PORT_RUN_STATES = [
  'waiting',
  'preparing',
  'transferring',
  'checking',
  'verified',
  'unverified',
  'received',
  'failed',
  'cancelled',
] as const;
export const portRunStateSchema = z.enum(PORT_RUN_STATES);
export type PortRunState = z.infer<typeof portRunStateSchema>;

/** The stages as they are counted: “failed at stage 3”. */
export const PORT_RUN_STAGES = ['checks', 'start', 'transfer', 'end', 'restart', 'version'] as const;
export const portRunStageSchema = z.enum(PORT_RUN_STAGES);
export type PortRunStage = z.infer<typeof portRunStageSchema>;

/**
 * Firmware that is pushed over a port, or a log that is pulled. Times are epoch ms, rates bytes per second. `block` counts from 1; a
 * settled push says `verified`, `unverified` or `failed` with stage and remedy. `isExperimental`: this way was never seen on hardware.
 */
export const portRunSchema = z.object({
  id: z.string(),
  kind: z.enum(['firmware', 'diagnostics']),
  path: z.string(),
  stationId: z.string(),
  profileId: z.string().optional(),
  /** `ymodem`, `xmodem-crc`, `stk500v1`, `command dmesg`, … */
  method: z.string(),
  isExperimental: z.boolean(),
  state: portRunStateSchema,
  stage: portRunStageSchema,
  startedAt: z.number(),
  endedAt: z.number().optional(),
  file: z
    .object({
      name: z.string(),
      sizeBytes: z.number().int().optional(),
      sha256: z.string().optional(),
      /** Where what was pulled is kept. */
      path: z.string().optional(),
      /** The fetch by which the file viewer opens it. */
      fetchId: z.string().optional(),
    })
    .optional(),
  /** What the technician gave for the parameters of the profile. */
  parameters: z.record(z.string(), z.string()).optional(),
  versionBefore: z.string().optional(),
  versionAfter: z.string().optional(),
  versionExpected: z.string().optional(),
  bytes: z.number().int(),
  block: z.number().int(),
  blocks: z.number().int().optional(),
  retries: z.number().int(),
  bytesPerS: z.number().optional(),
  leftS: z.number().optional(),
  steps: z.array(fetchStepSchema),
  /** What came of it, and what to do. */
  sentence: z.string(),
  remedy: z.string().optional(),
});
export type PortRun = z.infer<typeof portRunSchema>;

/** How firmware gets into a device, before there is a file. */
export const portFirmwareWaySchema = z.object({
  method: z.string(),
  isExperimental: z.boolean(),
  /** Endings of files that it takes; empty: any. */
  accepts: z.array(z.string()),
  minBytes: z.number().int().optional(),
  maxBytes: z.number().int().optional(),
  /** What the technician may give; one without a `default` has to be given. `pattern`: as of a profile. */
  parameters: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      default: z.string().optional(),
      pattern: z.string().optional(),
    }),
  ),
});
export type PortFirmwareWay = z.infer<typeof portFirmwareWaySchema>;

/** What a push would do, before it is confirmed by typing `confirmWith`. */
export const portPushPlanSchema = z.object({
  file: z.object({ name: z.string(), sizeBytes: z.number().int(), sha256: z.string() }),
  method: z.string(),
  isExperimental: z.boolean(),
  checks: z.array(preCheckSchema),
  /** Each thing that will happen, as a sentence. */
  will: z.array(z.string()),
  /** With what each parameter of the profile goes; `isGiven`: by the technician, else it is the profile's. */
  parameters: z.array(
    z.object({ name: z.string(), title: z.string(), value: z.string(), isGiven: z.boolean() }),
  ),
  versionBefore: z.string().optional(),
  confirmWith: z.string(),
});
export type PortPushPlan = z.infer<typeof portPushPlanSchema>;
