import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { RECORD_KINDS, isFrame, type RecordKind } from '../../../../shared/trace/record.ts';
import type { TraceStats } from '../../../../shared/trace/stats.ts';
import type { Row } from '../store/storedRecord.ts';

export interface ActionCount {
  action: string;
  count: number;
}

/** Counts a trace range by range, so that a long one can be counted between other work. */
export class StatsCounter {
  readonly #groups: StatementSync;
  readonly #issues: StatementSync;
  readonly #kinds = new Map<string, number>();
  readonly #stations = new Set<string>();
  #pairs = 0;
  #issueCount = 0;
  #first = Infinity;
  #last = -Infinity;

  constructor(database: DatabaseSync) {
    this.#groups = database.prepare(
      `SELECT station, kind, count(*) AS records, count(pair_seq) AS paired, min(at) AS first, max(at) AS last
       FROM record WHERE seq BETWEEN ? AND ? GROUP BY station, kind`,
    );
    this.#issues = database.prepare(
      `SELECT sum(CASE WHEN json_valid(issues) THEN json_array_length(issues) ELSE 1 END) AS issues
       FROM record WHERE issues IS NOT NULL AND seq BETWEEN ? AND ?`,
    );
  }

  add(fromSeq: number, toSeq: number): void {
    for (const group of this.#groups.all(fromSeq, toSeq) as Row[]) {
      const kind = String(group['kind']);
      this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + Number(group['records']));
      this.#stations.add(String(group['station']));
      if (kind === 'call') this.#pairs += Number(group['paired']);
      this.#first = Math.min(this.#first, Number(group['first']));
      this.#last = Math.max(this.#last, Number(group['last']));
    }
    this.#issueCount += Number(this.#issues.get(fromSeq, toSeq)?.['issues'] ?? 0);
  }

  result(): TraceStats {
    const count = (kind: RecordKind): number => this.#kinds.get(kind) ?? 0;
    const records = [...this.#kinds.values()].reduce((sum, n) => sum + n, 0);
    const marks = RECORD_KINDS.filter((kind) => !isFrame(kind)).reduce((sum, kind) => sum + count(kind), 0);
    return {
      records,
      frames: records - marks,
      calls: count('call'),
      results: count('result'),
      errors: count('error') + count('resultError'),
      sends: count('send'),
      pairs: this.#pairs,
      unanswered: count('call') - this.#pairs,
      malformed: count('malformed'),
      issues: this.#issueCount,
      stations: [...this.#stations].sort(),
      ...(records === 0 ? {} : { first: this.#first, last: this.#last }),
    };
  }
}

/** Counts the actions of a trace, or of one station in it, range by range. An answer counts for its call's action. */
export class ActionCounter {
  readonly #groups: StatementSync;
  readonly #stationId: string | undefined;
  readonly #counts = new Map<string, number>();

  constructor(database: DatabaseSync, stationId?: string) {
    this.#stationId = stationId;
    const ofStation = stationId === undefined ? '' : 'AND station = ?';
    this.#groups = database.prepare(
      `SELECT action, count(*) AS records FROM record
       WHERE seq BETWEEN ? AND ? AND action IS NOT NULL ${ofStation} GROUP BY action`,
    );
  }

  add(fromSeq: number, toSeq: number): void {
    const station = this.#stationId === undefined ? [] : [this.#stationId];
    for (const group of this.#groups.all(fromSeq, toSeq, ...station) as Row[]) {
      const action = String(group['action']);
      this.#counts.set(action, (this.#counts.get(action) ?? 0) + Number(group['records']));
    }
  }

  /** Most frequent first. */
  result(): ActionCount[] {
    return [...this.#counts]
      .map(([action, count]) => ({ action, count }))
      .sort((a, b) => b.count - a.count || a.action.localeCompare(b.action));
  }
}

/** The counts of a whole file at once, for programs that have nothing else to do. */
export function traceStats(database: DatabaseSync): TraceStats {
  const counter = new StatsCounter(database);
  counter.add(1, Number.MAX_SAFE_INTEGER);
  return counter.result();
}
