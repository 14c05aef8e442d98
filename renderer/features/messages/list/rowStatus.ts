import { worstSeverity, type Issue, type Severity } from '../../../../shared/trace/issue.ts';
import { isAnswer, type TraceRow } from '../../../../shared/trace/record.ts';

/** How a call stands: answered, waiting, or waiting for so long that no answer will come. */
export type CallState = 'answered' | 'waiting' | 'slow' | 'unanswered';

/** From here on a wait is worth a word. */
const SLOW_MS = 2000;
/** The time-out of most central systems. */
const UNANSWERED_MS = 30_000;

export function callState(row: Pick<TraceRow, 'pairSeq' | 'at'>, now: number): CallState {
  if (row.pairSeq !== undefined) return 'answered';
  const waitedMs = now - row.at;
  if (waitedMs >= UNANSWERED_MS) return 'unanswered';
  return waitedMs >= SLOW_MS ? 'slow' : 'waiting';
}

/** An error against an answer: a CALLRESULTERROR, or a CALLERROR where the call had its answer already. */
export function isThirdLeg({ kind, isProtest }: Pick<TraceRow, 'kind' | 'isProtest'>): boolean {
  return kind === 'resultError' || isProtest === true;
}

export interface WorstIssue {
  severity: Severity;
  issue: Issue;
  count: number;
}

export function worstIssue(issues: readonly Issue[]): WorstIssue | undefined {
  const severity = worstSeverity(issues);
  const issue = issues.find((one) => one.severity === severity);
  return severity === undefined || issue === undefined
    ? undefined
    : { severity, issue, count: issues.length };
}

/** The family of an issue code, which has a word of its own: `schema-required` -> `schema`. */
export function issueFamily(code: string): string {
  return code.split('-', 1)[0] ?? code;
}

/**
 * The summary of an answer as its status and the rest: `Accepted, heartbeat every 300 s`. What stands in brackets
 * stays together: `Rejected (Occupied, no EVSE is free)`.
 */
export function splitSummary(row: Pick<TraceRow, 'kind' | 'summary'>): { status: string; rest: string } {
  if (!isAnswer(row.kind)) return { status: '', rest: row.summary };
  const [, status, rest, bracketed] = /^([^(]{1,28}?)(?:[,:] (.*)| (\(.*))?$/su.exec(row.summary) ?? [];
  return status === undefined ? { status: '', rest: row.summary } : { status, rest: rest ?? bracketed ?? '' };
}
