import { ConsumerViewCounter, type ConsumerView } from '../../../shared/trace/consumerView.ts';
import type { Severity } from '../../../shared/trace/issue.ts';
import type { RecordKind } from '../../../shared/trace/record.ts';
import type { TraceFile } from '../trace/traceFile.ts';

/** All issues of one code. `records` are the numbers of the first ones that have it. */
export interface IssueCount {
  code: string;
  severity: Severity;
  count: number;
  records: number[];
  /** The sentence of the first one. */
  message: string;
}

export interface TraceCheck {
  records: number;
  kinds: Partial<Record<RecordKind, number>>;
  /** Gravest first, then by count. */
  issues: IssueCount[];
  consumerView: ConsumerView;
}

const PLACES = 5;
const GRAVITY: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Goes through a whole trace and adds up what is wrong in it. */
export function checkTrace(file: TraceFile): TraceCheck {
  const view = new ConsumerViewCounter();
  const issues = new Map<string, IssueCount>();
  const kinds: Partial<Record<RecordKind, number>> = {};
  let records = 0;
  for (const record of file.search({})) {
    records += 1;
    kinds[record.kind] = (kinds[record.kind] ?? 0) + 1;
    view.add(record);
    for (const { code, severity, message } of record.issues) {
      const key = `${severity} ${code}`;
      const known = issues.get(key);
      const count = known ?? { code, severity, count: 0, records: [], message };
      if (known === undefined) issues.set(key, count);
      count.count += 1;
      if (count.records.length < PLACES) count.records.push(record.seq);
    }
  }
  const sorted = [...issues.values()].sort(
    (a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || b.count - a.count || a.code.localeCompare(b.code),
  );
  return { records, kinds, issues: sorted, consumerView: view.result() };
}
