import type { SQLOutputValue } from 'node:sqlite';
import { OCPP_VERSIONS, type OcppVersion, type Transport } from '../../../../shared/ocpp/version.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { RECORD_KINDS, type Direction, type RecordKind } from '../../../../shared/trace/record.ts';

/** What the technician's notes say about a record. */
export interface RecordMarks {
  isMarked?: true;
  hasNotes?: true;
  correctedBySeq?: number;
}

/** One row of the table `record`, or one that waits in memory to become it. */
export interface StoredRecord {
  readonly seq: number;
  readonly at: number;
  readonly stationId: string;
  readonly version: OcppVersion | undefined;
  readonly kind: RecordKind;
  readonly direction: Direction;
  readonly action: string | undefined;
  readonly messageId: string | undefined;
  pairSeq: number | undefined;
  latencyMs: number | undefined;
  readonly issues: readonly Issue[];
  readonly sizeBytes: number;
  /** Absent for JSON. */
  readonly transport: Transport | undefined;
  /** The payload as JSON text, where the raw is not JSON itself. */
  readonly payload: string | undefined;
  /** The record that a note belongs to. */
  readonly aboutSeq: number | undefined;
  /** What the technician made of it since; on records that are read from a store, not on those that come. */
  readonly marks?: RecordMarks;
  /** Text exactly as on the wire, or bytes where they are no text. */
  readonly raw: string | Uint8Array;
}

export type Row = Record<string, SQLOutputValue>;

/** Columns of `decodeRecord`. */
export const RECORD_COLUMNS =
  'seq, at, station, version, kind, direction, action, message_id, pair_seq, latency, issues, size, transport, about, payload, raw';

/** Larger frames are not read for lists, where a row of 10 MB must not cost 10 MB. */
export const ROW_RAW_BYTES = 64 * 1024;

/** The same for lists: nothing of a large frame, only the head of one that is shown by its head. */
export const ROW_COLUMNS = RECORD_COLUMNS.replace(
  /payload, raw$/,
  `CASE WHEN size <= ${ROW_RAW_BYTES} THEN payload END AS payload, CASE WHEN size <= ${ROW_RAW_BYTES} THEN raw WHEN kind = 'malformed' THEN substr(raw, 1, 400) ELSE '' END AS raw`,
);

const NO_ISSUES: readonly Issue[] = [];
const KINDS: ReadonlySet<string> = new Set(RECORD_KINDS);
const VERSIONS: ReadonlySet<string> = new Set(OCPP_VERSIONS);

/** A file may be damaged or edited by other hands: what a column cannot hold becomes the harmless value. */
export function decodeRecord(row: Row): StoredRecord {
  return {
    seq: Number(row['seq']),
    at: timeOf(row['at']),
    stationId: textOf(row['station']) ?? '',
    version: versionOf(row['version']),
    kind: kindOf(row['kind']),
    direction: row['direction'] === 'out' ? 'out' : 'in',
    action: textOf(row['action']),
    messageId: textOf(row['message_id']),
    pairSeq: numberOf(row['pair_seq']),
    latencyMs: numberOf(row['latency']),
    issues: decodeIssues(row['issues']),
    sizeBytes: Number(row['size']),
    transport: row['transport'] === 'soap' ? 'soap' : undefined,
    payload: textOf(row['payload']),
    aboutSeq: numberOf(row['about']),
    raw: rawOf(row['raw']),
  };
}

function textOf(value: SQLOutputValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberOf(value: SQLOutputValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** A time that no calendar has would make every format of a time throw. */
function timeOf(value: SQLOutputValue | undefined): number {
  const at = Number(value);
  return Math.abs(at) <= LAST_TIME ? at : 0;
}

const LAST_TIME = 8.64e15;

function kindOf(value: SQLOutputValue | undefined): RecordKind {
  return typeof value === 'string' && KINDS.has(value) ? (value as RecordKind) : 'malformed';
}

function versionOf(value: SQLOutputValue | undefined): OcppVersion | undefined {
  return typeof value === 'string' && VERSIONS.has(value) ? (value as OcppVersion) : undefined;
}

function rawOf(value: SQLOutputValue | undefined): string | Uint8Array {
  if (typeof value === 'string' || value instanceof Uint8Array) return value;
  return value === null || value === undefined ? '' : String(value);
}

export function decodeIssues(value: SQLOutputValue | undefined): readonly Issue[] {
  if (typeof value !== 'string') return NO_ISSUES;
  try {
    const issues: unknown = JSON.parse(value);
    return Array.isArray(issues) ? (issues as Issue[]) : NO_ISSUES;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      {
        severity: 'error',
        code: 'issues-unreadable',
        message: `The issues of this record cannot be read: ${reason}`,
      },
    ];
  }
}

/** Size on the wire. Called once for each record: the length of ASCII text is its size already. */
export function sizeOf(raw: string | Uint8Array): number {
  return typeof raw === 'string' ? Buffer.byteLength(raw, 'utf8') : raw.byteLength;
}

/** A note of the tool's own, such as where the records that follow come from. */
export function noteRecord(
  note: Pick<StoredRecord, 'seq' | 'at' | 'stationId' | 'raw'> & { payload?: string },
): StoredRecord {
  return {
    ...note,
    version: undefined,
    kind: 'note',
    direction: 'in',
    action: undefined,
    messageId: undefined,
    pairSeq: undefined,
    latencyMs: undefined,
    issues: NO_ISSUES,
    sizeBytes: sizeOf(note.raw),
    transport: undefined,
    payload: note.payload,
    aboutSeq: undefined,
  };
}

/** What stands in for a record that was lost because the disk was full for too long, so that numbers have no gaps. */
export function lostRecord(seq: number): StoredRecord {
  return {
    seq,
    at: 0,
    stationId: '',
    version: undefined,
    kind: 'malformed',
    direction: 'in',
    action: undefined,
    messageId: undefined,
    pairSeq: undefined,
    latencyMs: undefined,
    issues: [
      {
        severity: 'error',
        code: 'record-lost',
        message:
          'This record was lost: the disk was full for longer than the memory could bridge, or the file was damaged here.',
      },
    ],
    sizeBytes: 0,
    transport: undefined,
    payload: undefined,
    aboutSeq: undefined,
    raw: '',
  };
}
