import type { Json, JsonObject } from '../json.ts';
import { isJsonObject } from '../json.ts';
import type { Frame } from '../ocpp/frame.ts';
import { parseFrame } from '../ocpp/parseFrame.ts';
import { jsonNesting } from '../ocpp/jsonNesting.ts';
import type { OcppVersion, Transport } from '../ocpp/version.ts';
import type { Issue } from './issue.ts';
import type { Direction, RecordKind } from './record.ts';

/**
 * Open OCPP Trace 1.1, one record per line (github.com/open-ocpp-trace/specification).
 *
 * `strict` lines are valid against the schema of 1.1, and their `raw` decodes to exactly what the line says; a record
 * that has no place there gives no line. `full` lines hold everything. What they have beyond 1.1:
 *
 * - `messageType` also `MALFORMED`, `SEND`, `CALLRESULTERROR`, `CONNECT`, `DISCONNECT`, `NOTE`, `SERIAL`
 *   and `TRANSFER`;
 * - `error` also on CALLRESULTERROR;
 * - `meta.kerbside`: `seq`, `kind` where it is not CALL, CALLRESULT or CALLERROR, `issues` where there are any,
 *   `pairSeq`, `latencyMs`, `aboutSeq`, `isMarked`, `rawEncoding` where it is base64, `at` where the time has
 *   fractions of a millisecond.
 *
 * Records of SOAP have `transport: "soap"`, their XML as `raw`, and as `payload` its reading by the JSON Schemas.
 *
 * `raw` is the truth in both: `payload` is what `JSON.parse` makes of it, so integers beyond 2^53 lose digits there.
 */
export const OPEN_OCPP_TRACE_VERSION = '1.1';

export type OpenOcppTraceFlavour = 'full' | 'strict';

const MESSAGE_TYPES = {
  call: 'CALL',
  result: 'CALLRESULT',
  error: 'CALLERROR',
  resultError: 'CALLRESULTERROR',
  send: 'SEND',
  malformed: 'MALFORMED',
  connect: 'CONNECT',
  disconnect: 'DISCONNECT',
  note: 'NOTE',
  serial: 'SERIAL',
  transfer: 'TRANSFER',
} as const satisfies Record<RecordKind, string>;

export interface OpenOcppTraceInput {
  seq: number;
  at: number;
  stationId: string;
  version?: OcppVersion | undefined;
  kind: RecordKind;
  direction: Direction;
  action?: string | undefined;
  messageId?: string | undefined;
  pairSeq?: number | undefined;
  latencyMs?: number | undefined;
  aboutSeq?: number | undefined;
  isMarked?: boolean | undefined;
  issues: readonly Issue[];
  /** Absent for JSON. */
  transport?: Transport | undefined;
  /** The payload as JSON text where the raw is not JSON itself (SOAP). */
  payload?: string | undefined;
  raw: string;
  rawEncoding: 'text' | 'base64';
}

export interface OpenOcppTraceLine {
  schemaVersion: typeof OPEN_OCPP_TRACE_VERSION;
  timestamp: string;
  ocppVersion?: OcppVersion;
  transport: Transport;
  chargePointId: string;
  connectorId?: number;
  direction: 'cp-to-csms' | 'csms-to-cp';
  messageType: (typeof MESSAGE_TYPES)[RecordKind];
  messageId?: string;
  action?: string;
  payload?: Json;
  error?: { code: string; description: string; details: Json };
  raw?: string;
  meta?: { kerbside: KerbsideMeta };
}

/** Our extensions, for reading a full trace back without loss. */
export interface KerbsideMeta {
  seq: number;
  at?: number;
  kind?: RecordKind;
  issues?: readonly Issue[];
  pairSeq?: number;
  latencyMs?: number;
  aboutSeq?: number;
  isMarked?: true;
  rawEncoding?: 'base64';
}

/** The line of one record, ready for `JSON.stringify`; nothing where the strict flavour has no place for it. */
export function toOpenOcppTrace(
  record: OpenOcppTraceInput,
  flavour: OpenOcppTraceFlavour,
): OpenOcppTraceLine | undefined {
  const body = readBody(record);
  if (flavour === 'strict' && !isOfVersion11(record, body)) return undefined;
  return {
    schemaVersion: OPEN_OCPP_TRACE_VERSION,
    timestamp: new Date(record.at).toISOString(),
    ...(record.version === undefined ? {} : { ocppVersion: record.version }),
    transport: record.transport ?? 'json',
    chargePointId: record.stationId,
    ...(body.connectorId === undefined ? {} : { connectorId: body.connectorId }),
    direction: record.direction === 'in' ? 'cp-to-csms' : 'csms-to-cp',
    messageType: MESSAGE_TYPES[record.kind],
    ...(record.messageId === undefined ? {} : { messageId: record.messageId }),
    ...(record.action === undefined ? {} : { action: record.action }),
    ...(body.payload === undefined ? {} : { payload: body.payload }),
    ...(body.error === undefined ? {} : { error: body.error }),
    ...(flavour === 'strict' && !body.isFaithful ? {} : { raw: record.raw }),
    ...(flavour === 'strict' ? {} : { meta: { kerbside: kerbsideMeta(record) } }),
  };
}

interface Body {
  payload?: Json;
  connectorId?: number;
  error?: { code: string; description: string; details: Json };
  /** Plain `JSON.parse` of the raw text gives just what the line says. */
  isFaithful: boolean;
}

function readBody(record: OpenOcppTraceInput): Body {
  if (record.payload !== undefined) return soapBody(record, record.payload);
  if (record.rawEncoding === 'base64' || isTooDeep(record.raw)) return { isFaithful: false };
  switch (record.kind) {
    case 'connect':
    case 'disconnect':
      return markBody(record.raw);
    case 'malformed':
    case 'note':
    case 'serial':
    case 'transfer':
      return { isFaithful: false };
    default:
      return frameBody(record, parseFrame(record.raw));
  }
}

/** The raw text is XML, so that what the line says is a reading of it in any case. */
function soapBody({ kind, rawEncoding }: OpenOcppTraceInput, text: string): Body {
  const isFaithful = rawEncoding === 'text';
  const payload = isTooDeep(text) ? undefined : markBody(text).payload;
  if (payload === undefined) return { isFaithful };
  if (kind !== 'error') {
    const connectorId = kind === 'call' && isJsonObject(payload) ? connectorIdOf(payload) : undefined;
    return { payload, isFaithful, ...(connectorId === undefined ? {} : { connectorId }) };
  }
  const { code, description, details = {} } = isJsonObject(payload) ? payload : {};
  const said = {
    code: typeof code === 'string' ? code : '',
    description: typeof description === 'string' ? description : '',
  };
  return { error: { ...said, details }, isFaithful };
}

function frameBody(record: OpenOcppTraceInput, frame: Frame): Body {
  // The record says one thing and its raw text another: an edited or foreign trace. The raw text alone speaks then.
  if (frame.kind !== record.kind) return { isFaithful: false };
  const isFaithful = frame.issues.length === 0 || frame.issues.every(({ code }) => HARMLESS.has(code));
  switch (frame.kind) {
    case 'call':
    case 'send': {
      const connectorId = isJsonObject(frame.payload) ? connectorIdOf(frame.payload) : undefined;
      return {
        payload: frame.payload,
        isFaithful: isFaithful && frame.action === record.action && frame.id === record.messageId,
        ...(connectorId === undefined ? {} : { connectorId }),
      };
    }
    case 'result':
      return { payload: frame.payload, isFaithful: isFaithful && frame.id === record.messageId };
    case 'error':
    case 'resultError': {
      const { code, description, details } = frame;
      return {
        error: { code, description, details },
        isFaithful: isFaithful && frame.id === record.messageId,
      };
    }
    default:
      return { isFaithful: false };
  }
}

/** Deviations after which a plain reader still decodes the raw text to the same id, action and payload. */
const HARMLESS = new Set([
  'frame-id-empty',
  'frame-id-too-long',
  'frame-action-empty',
  'frame-payload-not-object',
  'frame-details-not-object',
  'frame-error-code-empty',
  'frame-extra-element',
]);

/** The marks of a connection's life carry JSON of our own. */
function markBody(raw: string): Body {
  try {
    return { payload: JSON.parse(raw) as Json, isFaithful: false };
  } catch {
    // A mark of another tool, or an older one: its text is in `raw`.
    return { isFaithful: false };
  }
}

function connectorIdOf(payload: JsonObject): number | undefined {
  const { connectorId } = payload;
  return typeof connectorId === 'number' && Number.isInteger(connectorId) && connectorId >= 0
    ? connectorId
    : undefined;
}

function isOfVersion11(record: OpenOcppTraceInput, body: Body): boolean {
  switch (record.kind) {
    case 'call':
      return record.action !== undefined;
    case 'result':
      return true;
    case 'error':
      return body.error !== undefined;
    default:
      return false;
  }
}

function kerbsideMeta(record: OpenOcppTraceInput): KerbsideMeta {
  const { seq, at, kind, issues, pairSeq, latencyMs, aboutSeq, isMarked, rawEncoding } = record;
  const hasOwnType = kind === 'call' || kind === 'result' || kind === 'error';
  return {
    seq,
    ...(Number.isInteger(at) ? {} : { at }),
    ...(hasOwnType ? {} : { kind }),
    ...(issues.length === 0 ? {} : { issues }),
    ...(pairSeq === undefined ? {} : { pairSeq }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(aboutSeq === undefined ? {} : { aboutSeq }),
    ...(isMarked === true ? { isMarked } : {}),
    ...(rawEncoding === 'text' ? {} : { rawEncoding }),
  };
}

/** Nesting beyond this may overflow the stack of `JSON.stringify`; no message of OCPP comes near. */
const MAX_DEPTH = 500;

function isTooDeep(raw: string): boolean {
  return raw.length > MAX_DEPTH && jsonNesting(raw).deepest > MAX_DEPTH;
}
