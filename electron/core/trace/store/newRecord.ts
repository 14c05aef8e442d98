import type { OcppVersion, Transport } from '../../../../shared/ocpp/version.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { Direction, RecordKind } from '../../../../shared/trace/record.ts';

/**
 * What a service hands to the store. `raw` is text, or bytes where they are not valid UTF-8. `at` is epoch ms.
 * `transport` is absent for JSON; `payload` is the payload as JSON text where the raw is not JSON itself.
 */
export interface NewRecord {
  at: number;
  stationId: string;
  version?: OcppVersion;
  kind: RecordKind;
  direction: Direction;
  action?: string;
  messageId?: string;
  transport?: Transport;
  payload?: string;
  /** The record that a note belongs to. */
  aboutSeq?: number;
  raw: string | Uint8Array;
  issues: readonly Issue[];
}

/** What the store found out while appending: an answer gets its call's seq, latency and action. */
export interface Appended {
  seq: number;
  pairSeq?: number;
  latencyMs?: number;
  action?: string;
}

/** The part of the store that the central system and the front door need. */
export interface Recorder {
  /** Assigns the seq at once; the row is in the file after the commit at the end of this turn of the event loop. */
  append(record: NewRecord): Appended;
  /** Runs `action` as soon as everything appended so far is committed (or known not to be committable). */
  afterCommit(action: () => void): void;
}
