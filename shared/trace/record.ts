import { z } from 'zod';
import { ocppVersionSchema, transportSchema } from '../ocpp/version.ts';
import { issueSchema } from './issue.ts';

/**
 * What a record is. The first five are the message types of OCPP-J (2 call, 3 result, 4 error, 5 resultError of 2.1,
 * 6 send of 2.1); `malformed` is a frame that is none of them (also binary ones); `connect` and `disconnect` mark the
 * life of a connection. `note` is text of the technician or of an imported file, `serial` is what went over a service
 * port, `transfer` a step of a file transfer.
 */
export const RECORD_KINDS = [
  'call',
  'result',
  'error',
  'resultError',
  'send',
  'malformed',
  'connect',
  'disconnect',
  'note',
  'serial',
  'transfer',
] as const;
export const recordKindSchema = z.enum(RECORD_KINDS);
export type RecordKind = z.infer<typeof recordKindSchema>;

/** `in` comes from the station, `out` goes to it. */
export const DIRECTIONS = ['in', 'out'] as const;
export const directionSchema = z.enum(DIRECTIONS);
export type Direction = z.infer<typeof directionSchema>;

/** Kinds that were bytes on the wire, as opposed to marks of the tool's own. */
export function isFrame(kind: RecordKind): boolean {
  return kind !== 'connect' && kind !== 'disconnect' && kind !== 'note' && kind !== 'transfer';
}

/** Kinds that answer an earlier record. */
export function isAnswer(kind: RecordKind): boolean {
  return kind === 'result' || kind === 'error' || kind === 'resultError';
}

/** A note that sets a mark or takes it back, or that replaces an earlier note (its `aboutSeq`). */
export const noteRoleSchema = z.enum(['mark', 'unmark', 'correction', 'line']);
export type NoteRole = z.infer<typeof noteRoleSchema>;

/**
 * One row of the trace as lists show it.
 * `seq` counts from 1 without gaps within a session; `at` is epoch ms; `pairSeq` is the other half of the exchange;
 * `latencyMs` stands on both halves; `action` of an answer is its call's; `sizeBytes` is the size on the wire;
 * `transport` is absent where it is JSON over WebSocket; `aboutSeq` is the record that a note belongs to; `isMarked`
 * stands on records that the technician has marked and `hasNotes` on those with notes about them; `noteRole`
 * is on notes that are no plain text of their own, and `correctedBySeq` on a note that a later one replaces;
 * `isProtest` stands on a CALLERROR that answers an answer.
 */
export const traceRowSchema = z.object({
  seq: z.number().int(),
  at: z.number(),
  stationId: z.string(),
  version: ocppVersionSchema.optional(),
  transport: transportSchema.optional(),
  kind: recordKindSchema,
  direction: directionSchema,
  action: z.string().optional(),
  messageId: z.string().optional(),
  pairSeq: z.number().int().optional(),
  latencyMs: z.number().optional(),
  aboutSeq: z.number().int().optional(),
  isMarked: z.literal(true).optional(),
  hasNotes: z.literal(true).optional(),
  noteRole: noteRoleSchema.optional(),
  correctedBySeq: z.number().int().optional(),
  isProtest: z.literal(true).optional(),
  issues: z.array(issueSchema),
  sizeBytes: z.number().int(),
  summary: z.string(),
});
export type TraceRow = z.infer<typeof traceRowSchema>;

/**
 * One record in full. `raw` is the wire text exactly as received, or base64 where the bytes are not text
 * (`rawEncoding`); a raw longer than the contract's limit is cut and `isRawCut` says so. `payload` is the payload as
 * JSON text where the raw is not JSON itself (SOAP): that of a call or result, `{code, description}` of an error; of a
 * `serial` record what stands beside its bytes (`serialPayloadSchema`). The
 * raw of a note is its text; a note that sets or takes back a mark has the payload `{"mark": true}` or `false`, one that
 * replaces another note `{"correction": true}`.
 */
export const traceRecordSchema = traceRowSchema.extend({
  raw: z.string(),
  rawEncoding: z.enum(['text', 'base64']),
  isRawCut: z.boolean(),
  payload: z.string().optional(),
});
export type TraceRecord = z.infer<typeof traceRecordSchema>;
