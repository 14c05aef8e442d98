import {
  redactionSentence,
  type RedactionSummary,
} from '../../../../shared/trace/redaction/redactionChoice.ts';
import { noteRecord, type StoredRecord } from '../store/storedRecord.ts';

/** The note with which a redacted export begins. It has the number 0, which no record of a session has. */
export function redactionNote(summary: RedactionSummary): (first: StoredRecord) => StoredRecord {
  const raw = redactionSentence(summary);
  const payload = JSON.stringify({ redaction: summary });
  return ({ at }) => noteRecord({ seq: 0, at, stationId: '', raw, payload });
}
