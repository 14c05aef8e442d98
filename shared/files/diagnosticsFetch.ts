import { z } from 'zod';
import { logKindSchema } from './logKind.ts';
import { transferProtocolSchema } from './transferProtocol.ts';

/**
 * How far a fetch is. `waiting`: asked, and nothing comes at the moment. The last four are settled: somebody who waits
 * need not wait any longer. Until its address is closed (`isOpen`) a file that comes late is taken all the same.
 */
export const FETCH_STATES = [
  'asking',
  'waiting',
  'uploading',
  'received',
  'nothing',
  'failed',
  'cancelled',
] as const;
export const fetchStateSchema = z.enum(FETCH_STATES);
export type FetchState = z.infer<typeof fetchStateSchema>;

/**
 * One line of what happened (epoch ms): `code` is stable, the sentence for people. `aboutSeq` is the frame that it
 * belongs to, `seq` its own record in the trace.
 */
export const fetchStepSchema = z.object({
  at: z.number(),
  code: z.string(),
  level: z.enum(['info', 'good', 'warning', 'problem']),
  sentence: z.string(),
  remedy: z.string().optional(),
  aboutSeq: z.number().int().optional(),
  seq: z.number().int().optional(),
});
export type FetchStep = z.infer<typeof fetchStepSchema>;

/** What the station says of its upload (DiagnosticsStatusNotification, LogStatusNotification). */
export const toldStatusSchema = z.object({
  status: z.string(),
  at: z.number(),
  seq: z.number().int().optional(),
});

export const fetchedFileSchema = z.object({
  path: z.string(),
  name: z.string(),
  /** As the station named it. */
  sentName: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  receivedAt: z.number(),
});
export type FetchedFile = z.infer<typeof fetchedFileSchema>;

/**
 * A log that a station was asked for, and what came of it: what it says beside what is seen on the wire. Times are epoch
 * ms. `from` and `to` limit the log; `location` is the address that the station was told, without its password;
 * `protocolReason` says why this protocol, and `nextProtocol` what to try next. `bytes` is what has come of the file.
 */
export const diagnosticsFetchSchema = z.object({
  id: z.string(),
  stationId: z.string(),
  kind: logKindSchema,
  from: z.number().optional(),
  to: z.number().optional(),
  retries: z.number().int().optional(),
  retryIntervalS: z.number().int().optional(),
  isAnonymous: z.boolean().optional(),
  folder: z.string(),
  /** In the names of what has come of its file, as long as that is not whole. */
  partMark: z.string().optional(),
  retryOf: z.string().optional(),

  protocol: transferProtocolSchema,
  protocolReason: z.string(),
  nextProtocol: transferProtocolSchema.optional(),
  /** What the station takes, as it told; absent where it did not. */
  stationProtocols: z.array(z.string()).optional(),
  location: z.string(),
  action: z.string().optional(),
  requestId: z.number().int().optional(),
  requestSeq: z.number().int().optional(),

  state: fetchStateSchema,
  isOpen: z.boolean(),
  startedAt: z.number(),
  answeredAt: z.number().optional(),
  /** When it was settled. */
  endedAt: z.number().optional(),
  /** As the answer named it. */
  fileName: z.string().optional(),
  connectedAt: z.number().optional(),
  /** When something was last heard of the upload, on the wire or in a status. */
  movedAt: z.number(),
  /** The connection on which the file comes, or came. */
  upload: z.object({ at: z.number(), fromBytes: z.number() }).optional(),
  bytes: z.number().int(),
  announcedBytes: z.number().int().optional(),
  bytesPerS: z.number().optional(),
  status: toldStatusSchema.optional(),
  /** How often the station said that the upload failed. */
  failures: z.number().int(),
  file: fetchedFileSchema.optional(),
  steps: z.array(fetchStepSchema),
});
export type DiagnosticsFetch = z.infer<typeof diagnosticsFetchSchema>;

const SETTLED: ReadonlySet<FetchState> = new Set(['received', 'nothing', 'failed', 'cancelled']);

export function isSettled({ state }: Pick<DiagnosticsFetch, 'state'>): boolean {
  return SETTLED.has(state);
}
