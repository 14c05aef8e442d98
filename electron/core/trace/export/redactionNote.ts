import {
  redactionSentence,
  type RedactionSummary,
} from '../../../../shared/trace/redaction/redactionChoice.ts';
import { sizeOf, type StoredRecord } from '../store/storedRecord.ts';

/** The note with which a redacted export begins. It has the number 0, which no record of a session has. */
export function redactionNote(summary: RedactionSummary): (first: StoredRecord) => StoredRecord {
  const raw = redactionSentence(summary);
  return ({ at }) => ({
    seq: 0,
    at,
    stationId: '',
    version: undefined,
    kind: 'note',
    direction: 'in',
    action: undefined,
    messageId: undefined,
    pairSeq: undefined,
    latencyMs: undefined,
    issues: [],
    sizeBytes: sizeOf(raw),
    transport: undefined,
    payload: JSON.stringify({ redaction: summary }),
    aboutSeq: undefined,
    raw,
  });
}
