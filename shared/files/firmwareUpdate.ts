import { z } from 'zod';
import { fetchStepSchema, toldStatusSchema } from './diagnosticsFetch.ts';
import { firmwareDoubtSchema } from './firmwareFile.ts';
import { firmwareUrlFormSchema } from './firmwareUrlForm.ts';
import { transferProtocolSchema } from './transferProtocol.ts';

/**
 * How far an update is. `queued`: waits for its turn; `waiting`: the request was answered, and nothing is fetched yet, or
 * not any more for a while. The last five are settled: `verified`: the version after says so; `unverified`: the station
 * says that it is installed, and nothing proves it; `published`: a local controller hands the file out. What the
 * station says later is heard all the same while the address is good (`isOpen`), and may settle it anew.
 */
export const UPDATE_STATES = [
  'queued',
  'asking',
  'waiting',
  'downloading',
  'downloaded',
  'installing',
  'rebooting',
  'verified',
  'unverified',
  'published',
  'failed',
  'cancelled',
] as const;
export const updateStateSchema = z.enum(UPDATE_STATES);
export type UpdateState = z.infer<typeof updateStateSchema>;

/** The steps of an update as they are counted: "failed at step 3". */
export const UPDATE_STAGES = [
  'checks',
  'request',
  'download',
  'signature',
  'installation',
  'restart',
  'version',
] as const;
export const updateStageSchema = z.enum(UPDATE_STAGES);
export type UpdateStage = z.infer<typeof updateStageSchema>;

/** What was looked at before: `blocks` is overruled with `isForced` only. */
export const preCheckSchema = z.object({
  code: z.string(),
  level: z.enum(['ok', 'warning', 'blocks']),
  sentence: z.string(),
  remedy: z.string().optional(),
});
export type PreCheck = z.infer<typeof preCheckSchema>;

/** `version`: what the station is expected to report afterwards; `libraryId`: its entry in the library of firmware. */
export const pushedFileSchema = z.object({
  name: z.string(),
  path: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  version: z.string().optional(),
  libraryId: z.string().optional(),
  /** What it looks like that is no firmware. */
  doubts: z.array(firmwareDoubtSchema).optional(),
});
export type PushedFile = z.infer<typeof pushedFileSchema>;

/**
 * One connection on which the station fetched bytes `[fromByte, toByte)` of the file; `sentBytes` of them have left.
 * `end` is absent while it goes on; `sentence` says how it ended where it was not whole.
 */
export const firmwareConnectionSchema = z.object({
  number: z.number().int(),
  protocol: transferProtocolSchema,
  address: z.string(),
  client: z.string().optional(),
  fromByte: z.number().int(),
  toByte: z.number().int(),
  sentBytes: z.number().int(),
  at: z.number(),
  endedAt: z.number().optional(),
  end: z.enum(['whole', 'broken']).optional(),
  sentence: z.string().optional(),
});
export type FirmwareConnection = z.infer<typeof firmwareConnectionSchema>;

/**
 * Firmware that was pushed to a station, and what came of it: what it says beside what is seen on the wire. Times are
 * epoch ms. `location` is the address that it was told, without its password; `protocolReason` says why this protocol;
 * `nextProtocol` and `nextUrlForm` what to try next. `coveredBytes` is how much of the file has left at least once,
 * `completeAt` when all of it had for the first time. `pushId` is the same for stations that were pushed to together.
 */
export const firmwareUpdateSchema = z.object({
  id: z.string(),
  pushId: z.string(),
  stationId: z.string(),
  kind: z.enum(['update', 'publish']),
  retryOf: z.string().optional(),

  action: z.string().optional(),
  requestId: z.number().int().optional(),
  requestSeq: z.number().int().optional(),
  protocol: transferProtocolSchema,
  protocolReason: z.string(),
  nextProtocol: transferProtocolSchema.optional(),
  /** What the station takes, as it told; absent where it did not. */
  stationProtocols: z.array(z.string()).optional(),
  location: z.string(),
  urlForm: firmwareUrlFormSchema,
  nextUrlForm: firmwareUrlFormSchema.optional(),
  isPlain: z.boolean(),
  isSigned: z.boolean(),
  isForced: z.boolean(),
  retrieveAt: z.number().optional(),
  installAt: z.number().optional(),
  retries: z.number().int().optional(),
  retryIntervalS: z.number().int().optional(),

  file: pushedFileSchema,
  /** MD5 of the file, by which PublishFirmware and UnpublishFirmware name it. */
  checksum: z.string().optional(),
  /** Where a local controller hands the file out, as it told. */
  publishedAt: z.array(z.string()).optional(),
  versionBefore: z.string().optional(),
  versionAfter: z.string().optional(),
  preChecks: z.array(preCheckSchema),
  /** The configuration that was kept before. */
  snapshotId: z.string().optional(),

  state: updateStateSchema,
  isOpen: z.boolean(),
  queuedAt: z.number(),
  startedAt: z.number().optional(),
  answeredAt: z.number().optional(),
  endedAt: z.number().optional(),
  /** When something was last heard of it, on the wire or in a status. */
  movedAt: z.number(),
  connectedAt: z.number().optional(),
  completeAt: z.number().optional(),
  leftAt: z.number().optional(),
  bootedAt: z.number().optional(),
  coveredBytes: z.number().int(),
  bytesPerS: z.number().optional(),
  secondsLeft: z.number().optional(),
  connections: z.array(firmwareConnectionSchema),
  /** How many there were, also those that are not listed any more. */
  connectionCount: z.number().int(),
  status: toldStatusSchema.optional(),
  /** How often the station said that the download failed. */
  failures: z.number().int(),
  /** Which step it failed at, counted from 1 as in `UPDATE_STAGES`. */
  failedAt: z
    .object({ stage: updateStageSchema, number: z.number().int(), code: z.string(), why: z.string() })
    .optional(),
  steps: z.array(fetchStepSchema),
});
export type FirmwareUpdate = z.infer<typeof firmwareUpdateSchema>;

const SETTLED: ReadonlySet<UpdateState> = new Set([
  'verified',
  'unverified',
  'published',
  'failed',
  'cancelled',
]);

export function isUpdateSettled({ state }: Pick<FirmwareUpdate, 'state'>): boolean {
  return SETTLED.has(state);
}
