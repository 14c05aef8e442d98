import { isJsonObject, type Json, type JsonObject } from '../../../json.ts';
import type { Issue } from '../../issue.ts';
import { RECORD_KINDS, type RecordKind } from '../../record.ts';
import type { FoundFrame, FoundItem, FoundKnowledge, FoundTime, TextFormat } from '../found.ts';
import { LineSplitter } from '../lineSplitter.ts';
import { bytesOfBase64 } from './bytesOfBase64.ts';
import { damagedText } from './damagedText.ts';
import { composedFrame } from './composedFrame.ts';
import { foundTime } from './foundTime.ts';
import { foundVersion } from './foundVersion.ts';
import { utcTime } from './utcTime.ts';
import { jsonMembers } from './jsonMembers.ts';
import { plainTraceLine, type PlainTraceLine } from './plainTraceLine.ts';

const KINDS: ReadonlyMap<unknown, RecordKind> = new Map([
  ['CALL', 'call'],
  ['CALLRESULT', 'result'],
  ['CALLERROR', 'error'],
  ['CALLRESULTERROR', 'resultError'],
  ['SEND', 'send'],
  ['MALFORMED', 'malformed'],
  ['CONNECT', 'connect'],
  ['DISCONNECT', 'disconnect'],
  ['NOTE', 'note'],
  ['SERIAL', 'serial'],
  ['TRANSFER', 'transfer'],
]);
const OWN_KINDS: ReadonlySet<unknown> = new Set(RECORD_KINDS);
const NO_ISSUES: readonly Issue[] = [];

/**
 * Open OCPP Trace 1.0 and 1.1 (github.com/open-ocpp-trace/specification), as `toOpenOcppTrace` writes it in both
 * flavours and as other programs do. Of a line with `meta.kerbside` everything comes back.
 */
export const openOcppTraceFormat: TextFormat = {
  id: 'open-ocpp-trace',
  name: 'Open OCPP Trace',
  writer: 'unknown',
  isExplicit: true,
  score(sample) {
    const lines = sample.split('\n').filter((line) => line.trim() !== '');
    const whole = lines.length > 1 && !sample.endsWith('\n') ? lines.slice(0, -1) : lines;
    const fitting = whole.filter(
      (line) => line.includes('"schemaVersion"') && line.includes('"messageType"'),
    );
    return whole.length === 0 ? 0 : fitting.length / whole.length;
  },
  open(emit) {
    const lines = new LineSplitter((line, number) => readLine(line, number, emit));
    return { text: (piece) => lines.text(piece), end: () => lines.end() };
  },
};

function readLine(text: string, line: number, emit: (item: FoundItem) => void): void {
  const plain = plainTraceLine(text);
  if (plain !== undefined) emit(plainFrame(plain, line));
  else readWhole(text, line, emit);
}

function plainFrame(plain: PlainTraceLine, line: number): FoundFrame {
  const { timestamp, stationId, direction, raw, value } = plain;
  const frame: FoundFrame = { type: 'frame', line, raw, value };
  const time = statedTime(timestamp);
  if (time !== undefined) frame.time = time;
  if (stationId !== undefined) frame.stationId = stationId;
  frame.direction = direction === 'cp-to-csms' ? 'in' : 'out';
  const version = foundVersion(plain.version);
  if (version !== undefined) frame.version = version;
  return frame;
}

function readWhole(text: string, line: number, emit: (item: FoundItem) => void): void {
  const object = parsed(text);
  const kind = object === undefined ? undefined : KINDS.get(object['messageType']);
  if (object === undefined || kind === undefined) return damagedText(text, line).forEach(emit);
  const { direction, chargePointId, transport } = object;
  const own = ownMeta(object);
  const raw = rawOf(object, own, kind, text);
  const isSoap = transport === 'soap' && (typeof object['raw'] === 'string' || own !== undefined);
  const frame: FoundFrame = { type: 'frame', line, raw };
  const time = timeOf(object, own);
  if (time !== undefined) frame.time = time;
  if (typeof chargePointId === 'string') frame.stationId = chargePointId;
  if (direction === 'cp-to-csms') frame.direction = 'in';
  if (direction === 'csms-to-cp') frame.direction = 'out';
  const version = foundVersion(object['ocppVersion']);
  if (version !== undefined) frame.version = version;
  if (isSoap) frame.transport = 'soap';
  const known = knownOf(object, kind, isSoap, own);
  if (known !== undefined) frame.known = known;
  emit(frame);
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    // Cut off or broken: the line is kept as it stands.
    return undefined;
  }
}

function ownMeta({ meta }: JsonObject): JsonObject | undefined {
  const own = isJsonObject(meta) ? meta['kerbside'] : undefined;
  return isJsonObject(own) ? own : undefined;
}

/** Milliseconds in `timestamp`; their fractions are our own extension. */
function timeOf({ timestamp }: JsonObject, own: JsonObject | undefined): FoundTime | undefined {
  const exact = own?.['at'];
  return typeof exact === 'number' ? { at: exact, clock: 'explicit' } : statedTime(timestamp);
}

function statedTime(timestamp: Json | undefined): FoundTime | undefined {
  if (typeof timestamp === 'string' && timestamp.endsWith('Z')) {
    const at = utcTime(timestamp);
    if (!Number.isNaN(at)) return { at, clock: 'explicit' };
  }
  return foundTime(timestamp);
}

/** The exact text where the line has it, else the frame that the line describes, with the digits of its payload. */
function rawOf(
  object: JsonObject,
  own: JsonObject | undefined,
  kind: RecordKind,
  text: string,
): string | Uint8Array {
  const { raw } = object;
  if (typeof raw === 'string') return own?.['rawEncoding'] === 'base64' ? bytesOfBase64(raw) : raw;
  const members = new Map(jsonMembers(text).map((member) => [member.name, member.text]));
  const payload = members.get('payload');
  if (kind === 'connect' || kind === 'disconnect') return payload ?? '';
  const parts = { kind, messageId: object['messageId'], action: object['action'], payload };
  return (
    composedFrame({ ...parts, error: object['error'], details: detailsOf(members.get('error')) }) ?? text
  );
}

function detailsOf(error: string | undefined): string | undefined {
  if (error === undefined) return undefined;
  return jsonMembers(error).find(({ name }) => name === 'details')?.text;
}

/** With our own extension all that the record was; of a SOAP record what the envelope says. */
function knownOf(
  object: JsonObject,
  kind: RecordKind,
  isSoap: boolean,
  own: JsonObject | undefined,
): FoundKnowledge | undefined {
  if (own === undefined && !isSoap) return undefined;
  const { messageId, action, payload, error } = object;
  const known: FoundKnowledge = own === undefined ? { kind } : ownKnowledge(kind, own);
  if (typeof messageId === 'string') known.messageId = messageId;
  if (typeof action === 'string') known.action = action;
  if ((isSoap || kind === 'serial') && payload !== undefined) known.payload = JSON.stringify(payload);
  if (isSoap && isJsonObject(error)) known.payload = JSON.stringify(errorPayload(error));
  return known;
}

function errorPayload({ code = '', description = '', details }: JsonObject): JsonObject {
  const isEmpty = details === undefined || (isJsonObject(details) && Object.keys(details).length === 0);
  return isEmpty ? { code, description } : { code, description, details };
}

function ownKnowledge(kind: RecordKind, own: JsonObject): FoundKnowledge {
  const { seq, pairSeq, latencyMs, aboutSeq, isMarked, issues } = own;
  const known: FoundKnowledge = {
    kind: OWN_KINDS.has(own['kind']) ? (own['kind'] as RecordKind) : kind,
    issues: Array.isArray(issues) ? (issues as readonly unknown[]).filter(isIssue) : NO_ISSUES,
  };
  if (typeof seq === 'number') known.seq = seq;
  if (typeof pairSeq === 'number') known.pairSeq = pairSeq;
  if (typeof latencyMs === 'number') known.latencyMs = latencyMs;
  if (typeof aboutSeq === 'number') known.aboutSeq = aboutSeq;
  if (isMarked === true) known.isMarked = true;
  return known;
}

function isIssue(value: unknown): value is Issue {
  if (typeof value !== 'object' || value === null) return false;
  const { severity, code, message } = value as Partial<Record<keyof Issue, unknown>>;
  const isGraded = severity === 'info' || severity === 'warning' || severity === 'error';
  return isGraded && typeof code === 'string' && typeof message === 'string';
}
