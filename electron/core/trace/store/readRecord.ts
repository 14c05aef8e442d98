import { ContractError } from '../../../../shared/contract/failure.ts';
import { LIMITS } from '../../../../shared/contract/limits.ts';
import { summarise } from '../../../../shared/ocpp/summaries/summarise.ts';
import { grouped } from '../../../../shared/ocpp/summaries/wording.ts';
import { summariseRecord } from '../../../../shared/ocpp/summaries/summariseRecord.ts';
import { noteRole } from '../../../../shared/trace/note.ts';
import type { TraceRecord, TraceRow } from '../../../../shared/trace/record.ts';
import { withLeg } from './exchangeLeg.ts';
import { ROW_RAW_BYTES, type StoredRecord } from './storedRecord.ts';
import type { TraceRecords } from './traceRecords.ts';

/** A record as lists show it. */
export function toTraceRow(record: StoredRecord): TraceRow {
  const { seq, at, stationId, version, transport, kind, direction, action, messageId, pairSeq, latencyMs } =
    record;
  return {
    seq,
    at,
    stationId,
    ...(version === undefined ? {} : { version }),
    ...(transport === undefined ? {} : { transport }),
    kind,
    direction,
    ...(action === undefined ? {} : { action }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(pairSeq === undefined ? {} : { pairSeq }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    issues: [...record.issues],
    sizeBytes: record.sizeBytes,
    summary: summaryOf(record),
    ...noteFields(record),
  };
}

/** What makes a note a note, and what notes say about a record. */
function noteFields({ kind, aboutSeq, payload, marks }: StoredRecord): Partial<TraceRow> {
  const role = kind === 'note' ? noteRole(payload) : undefined;
  return {
    ...(aboutSeq === undefined ? {} : { aboutSeq }),
    ...(role === undefined ? {} : { noteRole: role }),
    ...marks,
  };
}

/** The record in full: its raw frame exactly, as far as the contract carries it. */
export function readRecord(store: TraceRecords, seq: number): TraceRecord {
  const record = store.record(seq);
  if (record === undefined) {
    throw new ContractError('not-found', `There is no record ${seq} in this session.`);
  }
  const { payload } = record;
  const row = withLeg(toTraceRow(record), store);
  return { ...row, ...cutRaw(record.raw), ...(payload === undefined ? {} : { payload }) };
}

/** Text as it is, bytes as base64. */
export function rawText(raw: string | Uint8Array): { raw: string; rawEncoding: 'text' | 'base64' } {
  return typeof raw === 'string'
    ? { raw, rawEncoding: 'text' }
    : { raw: base64Of(raw), rawEncoding: 'base64' };
}

function summaryOf(record: StoredRecord): string {
  const { version, kind, direction, transport, action, payload, raw, sizeBytes } = record;
  if (sizeBytes <= ROW_RAW_BYTES) {
    return summariseRecord({ version, kind, direction, transport, action, payload, ...rawText(raw) });
  }
  // A large frame is not taken apart for one line of text; of a malformed one the head is shown anyway.
  if (typeof raw !== 'string') return `binary, ${sizeBytes} bytes`;
  if (kind === 'call' || kind === 'send' || kind === 'result') return `large: ${grouped(sizeBytes)} bytes`;
  const shown = kind === 'malformed' ? raw : undefined;
  return summarise({ version, kind, direction, transport, action, payload: shown });
}

function cutRaw(raw: string | Uint8Array): Pick<TraceRecord, 'raw' | 'rawEncoding' | 'isRawCut'> {
  if (typeof raw === 'string') {
    if (raw.length <= LIMITS.rawChars) return { raw, rawEncoding: 'text', isRawCut: false };
    // Not between the two halves of a character outside the BMP.
    const end = isHighSurrogate(raw.charCodeAt(LIMITS.rawChars - 1)) ? LIMITS.rawChars - 1 : LIMITS.rawChars;
    return { raw: raw.slice(0, end), rawEncoding: 'text', isRawCut: true };
  }
  const maxBytes = Math.floor(LIMITS.rawChars / 4) * 3;
  return {
    raw: base64Of(raw.subarray(0, maxBytes)),
    rawEncoding: 'base64',
    isRawCut: raw.byteLength > maxBytes,
  };
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
