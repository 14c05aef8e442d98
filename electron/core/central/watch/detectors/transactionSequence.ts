import type { JsonObject } from '../../../../../shared/json.ts';
import type { Issue } from '../../../../../shared/trace/issue.ts';
import { integerOf, objectOf, textOf } from '../../../../../shared/payloadFields.ts';
import { issueOf } from '../../sessionIssue.ts';
import { stationTime } from '../../station/stationTime.ts';
import { CappedMap } from '../capped.ts';
import { keptText } from '../keptText.ts';
import type { Detection, Detector, NewFinding, StationEvent } from '../detector.ts';
import { found } from '../found.ts';

const KEPT = 50;
const CLAUSE = 'OCPP 2.0.1 part 2 E01';
/** An event that is sent this soon after it happened was not kept for want of a connection. */
const AT_ONCE_MS = 5000;

interface Seen {
  seqNo: number;
  evse: string;
}

/** The events of each 2.x transaction: numbers that skip or repeat, flags that contradict, blocks that say nothing. */
export class TransactionSequence implements Detector {
  readonly interest = { calls: ['TransactionEvent'] } as const;
  readonly #seen = new CappedMap<Seen>(KEPT);

  observe(event: StationEvent): Detection | undefined {
    if (event.type !== 'call') return undefined;
    const fields = objectOf(event.payload);
    const id = textOf(objectOf(fields['transactionInfo'])['transactionId']);
    const issues: Issue[] = [];
    const findings: NewFinding[] = [];
    checkFlags(fields, event.at, issues, findings);
    if (id !== undefined) this.#checkOrder(keptText(id, 64), fields, issues, findings);
    return issues.length === 0 && findings.length === 0 ? undefined : { issues, findings };
  }

  #checkOrder(id: string, fields: JsonObject, issues: Issue[], findings: NewFinding[]): void {
    const before = this.#seen.get(id);
    const seqNo = integerOf(fields['seqNo']);
    const evse = keptText(JSON.stringify(fields['evse'] ?? null), 200);
    const hasEvse = evse !== 'null';
    if (before !== undefined && hasEvse && evse === before.evse) findings.push(EVSE_REPEATED);
    if (before !== undefined && seqNo !== undefined) checkSequence(before.seqNo, seqNo, issues, findings);
    this.#seen.set(id, {
      seqNo: Math.max(seqNo ?? 0, before?.seqNo ?? 0),
      evse: hasEvse ? evse : (before?.evse ?? ''),
    });
  }
}

function checkSequence(last: number, seqNo: number, issues: Issue[], findings: NewFinding[]): void {
  if (seqNo === last + 1) return;
  if (seqNo > last + 1) {
    const missing = seqNo - last - 1;
    const message = `seqNo went from ${last} to ${seqNo}: ${missing} ${missing === 1 ? 'event is' : 'events are'} missing.`;
    issues.push(issueOf('warning', 'sequence-gap', message, CLAUSE));
    findings.push(SEQUENCE_GAP);
    return;
  }
  const message = `seqNo ${seqNo} came after ${last}: an event was sent again or late.`;
  issues.push(issueOf('info', 'sequence-back', message, CLAUSE));
}

function checkFlags(fields: JsonObject, at: number, issues: Issue[], findings: NewFinding[]): void {
  const evse = objectOf(fields['evse']);
  if (
    fields['eventType'] === 'Started' &&
    fields['evse'] !== undefined &&
    evse['connectorId'] === undefined
  ) {
    const message = 'The transaction starts without saying on which connector of the EVSE.';
    issues.push(issueOf('info', 'connector-missing', message, CLAUSE));
  }
  if (fields['triggerReason'] === undefined) findings.push(REASON_MISSING);
  if (fields['offline'] !== true) return;
  const time = stationTime(textOf(fields['timestamp']), at);
  if (time === undefined || Math.abs(at - time) > AT_ONCE_MS) return;
  const message = 'Marked as offline, though it was sent the moment that it happened.';
  issues.push(issueOf('info', 'offline-flag', message, 'OCPP 2.0.1 part 2 E12'));
  findings.push(OFFLINE_FLAG);
}

const EVSE_REPEATED = found(
  'info',
  'evse-repeated',
  'The station repeats the EVSE in every event of a transaction.',
  {
    clause: CLAUSE,
    remedy: 'It does no harm: once is enough, in the event from which on it is known.',
  },
);
const SEQUENCE_GAP = found(
  'warning',
  'sequence-gap',
  'Events of a transaction are missing: their numbers skip.',
  {
    clause: CLAUSE,
    remedy:
      'They may still come from the station’s memory. If they do not, ask with GetTransactionStatus whether messages are waiting, and do not trust the energy of that transaction.',
  },
);
const REASON_MISSING = found(
  'error',
  'trigger-reason-missing',
  'The station sends transaction events without a triggerReason.',
  {
    clause: CLAUSE,
    remedy: 'They are accepted all the same. Other back ends refuse them: the maker has to correct it.',
  },
);
const OFFLINE_FLAG = found(
  'info',
  'offline-flag',
  'The station marks events as offline that it sends at once.',
  {
    clause: 'OCPP 2.0.1 part 2 E12',
    remedy: 'Trust the times of the events, not the flag.',
  },
);
