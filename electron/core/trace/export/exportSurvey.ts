import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import type { Issue, Severity } from '../../../../shared/trace/issue.ts';
import type { StoredRecord } from '../store/storedRecord.ts';
import { RecordSource } from '../views/recordSource.ts';

/** One kind of issue, how often it occurs and where first. */
export interface IssueGroup {
  code: string;
  severity: Severity;
  count: number;
  firstSeq: number;
}

/** What an export will hold, for formats that begin with it. `first` and `last` are epoch ms, absent without records. */
export interface ExportSurvey {
  records: number;
  first?: number;
  last?: number;
  /** Records of each station, the first `MOST_STATIONS` that occur. */
  stations: ReadonlyMap<string, number>;
  calls: number;
  /** Calls of either side that nobody answered. */
  unanswered: number;
  refusals: number;
  malformed: number;
  notes: number;
  issues: readonly IssueGroup[];
}

const SLICE_MS = 8;
const MOST_STATIONS = 1000;
const MOST_CODES = 500;

/** Looks through what a filter shows. `stationName` is how a station is called outside. */
export async function surveyExport(
  database: DatabaseSync,
  filter: TraceFilter,
  kept: readonly StoredRecord[],
  stationName: (stationId: string) => string,
): Promise<ExportSurvey> {
  const source = new RecordSource(database, filter, kept);
  const surveyor = new Surveyor();
  while (!source.isAtEnd) {
    const until = performance.now() + SLICE_MS;
    for (const record of source.next()) {
      if (record !== undefined) surveyor.add(record);
      if (performance.now() >= until) break;
    }
    await nextTurn();
  }
  const { stations, ...counts } = surveyor.survey();
  const named = [...stations].map(([id, count]): [string, number] => [stationName(id), count]);
  return { ...counts, stations: new Map(named) };
}

class Surveyor {
  readonly #stations = new Map<string, number>();
  readonly #issues = new Map<string, IssueGroup>();
  #first = Infinity;
  #last = -Infinity;
  readonly #counts = { records: 0, calls: 0, unanswered: 0, refusals: 0, malformed: 0, notes: 0 };

  add({ seq, at, stationId, kind, pairSeq, issues }: StoredRecord): void {
    const counts = this.#counts;
    counts.records += 1;
    this.#first = Math.min(this.#first, at);
    this.#last = Math.max(this.#last, at);
    if (stationId !== '' && (this.#stations.has(stationId) || this.#stations.size < MOST_STATIONS)) {
      this.#stations.set(stationId, (this.#stations.get(stationId) ?? 0) + 1);
    }
    if (kind === 'call') counts.calls += 1;
    if (kind === 'call' && pairSeq === undefined) counts.unanswered += 1;
    if (kind === 'error' || kind === 'resultError') counts.refusals += 1;
    if (kind === 'malformed') counts.malformed += 1;
    if (kind === 'note') counts.notes += 1;
    for (const issue of issues) this.#addIssue(issue, seq);
  }

  #addIssue({ code, severity }: Issue, seq: number): void {
    const group = this.#issues.get(code);
    if (group !== undefined) group.count += 1;
    else if (this.#issues.size < MOST_CODES)
      this.#issues.set(code, { code, severity, count: 1, firstSeq: seq });
  }

  survey(): ExportSurvey {
    const times = this.#counts.records === 0 ? {} : { first: this.#first, last: this.#last };
    const order: readonly Severity[] = ['error', 'warning', 'info'];
    const issues = [...this.#issues.values()].sort(
      (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || b.count - a.count,
    );
    return { ...this.#counts, ...times, stations: this.#stations, issues };
  }
}
