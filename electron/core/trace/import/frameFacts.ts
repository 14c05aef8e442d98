import type { Json } from '../../../../shared/json.ts';
import type { Frame } from '../../../../shared/ocpp/frame.ts';
import { parseFrame, readFrame } from '../../../../shared/ocpp/parseFrame.ts';
import { readEnvelope, type SoapEnvelope } from '../../../../shared/ocpp/soap/readEnvelope.ts';
import { readMessage, type SoapMessage } from '../../../../shared/ocpp/soap/readMessage.ts';
import type { OcppVersion } from '../../../../shared/ocpp/version.ts';
import type { FoundFrame } from '../../../../shared/trace/import/found.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { RecordKind } from '../../../../shared/trace/record.ts';
import { recordedRaw } from './textDecoding.ts';

/** What a found frame says, by its raw text and by what the file knows beside it. */
export interface FrameFacts {
  kind: RecordKind;
  action?: string;
  messageId?: string;
  payload?: Json;
  /** The payload as JSON text, where the raw is not JSON itself. */
  payloadText?: string;
  /** What the frame itself is of; a SOAP namespace, where it says so. */
  version?: OcppVersion;
  stationId?: string;
  /** `Cs` is called by stations: the direction of SOAP. */
  service?: 'Cs' | 'Cp';
  /** What the record keeps. */
  raw: string | Uint8Array;
  /** Every byte of the raw is text. */
  isText: boolean;
  /** Absent for SOAP, and where nothing has to be parsed. */
  frame?: Frame;
  soap?: { envelope: SoapEnvelope; message?: SoapMessage };
  issues: readonly Issue[];
}

/** What is no JSON is a damaged frame in a file, also where a station's own would be read as it was meant. */
const DAMAGE: ReadonlySet<string> = new Set(['frame-not-json', 'frame-cut-off', 'frame-nul']);

const NO_ISSUES: readonly Issue[] = Object.freeze([]);

/** Reads a found frame; never throws. `text` is the raw as text. */
export function readFacts(found: FoundFrame): { facts: FrameFacts; text: string } {
  const raw = typeof found.raw === 'string' ? recordedRaw(found.raw) : found.raw;
  const isText = typeof raw === 'string';
  const { known } = found;
  if (known?.kind !== undefined && known.issues !== undefined) {
    return { facts: knownFacts(found, known.kind, raw), text: isText ? raw : '' };
  }
  const text = isText ? raw : Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('utf8');
  const facts = found.transport === 'soap' ? soapFacts(text, raw) : jsonFacts(text, raw, found.value);
  if (known !== undefined) Object.assign(facts, knownParts(known));
  return { facts, text };
}

function knownParts(known: NonNullable<FoundFrame['known']>): Partial<FrameFacts> {
  const { kind, action, messageId, payload } = known;
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(action === undefined ? {} : { action }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(payload === undefined ? {} : { payloadText: payload }),
  };
}

/** A record of a format that carries records: all is known already. */
function knownFacts({ known }: FoundFrame, kind: RecordKind, raw: string | Uint8Array): FrameFacts {
  const facts: FrameFacts = { kind, raw, isText: true, issues: known?.issues ?? NO_ISSUES };
  if (known?.action !== undefined) facts.action = known.action;
  if (known?.messageId !== undefined) facts.messageId = known.messageId;
  if (known?.payload !== undefined) facts.payloadText = known.payload;
  return facts;
}

function jsonFacts(text: string, raw: string | Uint8Array, value: Json | undefined): FrameFacts {
  // Where bytes are no text, what the reader parsed is not what is recorded.
  const frame = value === undefined || typeof raw !== 'string' ? parseFrame(text) : readFrame(value, text);
  const facts: FrameFacts = {
    kind: frame.issues.some(({ code }) => DAMAGE.has(code)) ? 'malformed' : frame.kind,
    raw,
    isText: typeof raw === 'string',
    frame,
    issues: frame.issues,
  };
  if (frame.id !== undefined) facts.messageId = frame.id;
  if ('action' in frame && frame.action !== undefined) facts.action = frame.action;
  if ('payload' in frame) facts.payload = frame.payload;
  return facts;
}

function soapFacts(text: string, raw: string | Uint8Array): FrameFacts {
  const read = readEnvelope(text);
  const isText = typeof raw === 'string';
  if (!read.ok) {
    const issue: Issue = { severity: 'error', code: read.code, message: read.sentence };
    return { kind: 'malformed', raw, isText, issues: [issue] };
  }
  const { envelope } = read;
  const { header, ocpp, fault } = envelope;
  const version = ocpp?.version;
  const about = {
    raw,
    isText,
    ...(version === undefined ? {} : { version }),
    ...(ocpp === undefined ? {} : { service: ocpp.service }),
    ...(header.chargeBoxIdentity === undefined ? {} : { stationId: header.chargeBoxIdentity }),
  };
  const { messageId, relatesTo } = header;
  if (fault !== undefined) {
    const { code, description } = fault;
    const payloadText = JSON.stringify({ code, description });
    const id = relatesTo === undefined ? {} : { messageId: relatesTo };
    return { ...about, ...id, kind: 'error', payloadText, soap: { envelope }, issues: envelope.issues };
  }
  const message = readMessage(envelope, { version: version ?? '1.6' });
  if (message === undefined) {
    const nothing: Issue = {
      severity: 'error',
      code: 'soap-empty',
      message: 'The envelope names no action.',
    };
    return { ...about, kind: 'malformed', soap: { envelope }, issues: [...envelope.issues, nothing] };
  }
  const id = message.part === 'request' ? messageId : relatesTo;
  return {
    ...about,
    ...(id === undefined ? {} : { messageId: id }),
    kind: message.part === 'request' ? 'call' : 'result',
    action: message.action,
    payload: message.payload,
    payloadText: message.payloadText,
    soap: { envelope, message },
    issues: [...envelope.issues, ...message.issues],
  };
}
