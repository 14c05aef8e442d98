import type { DatabaseSync } from 'node:sqlite';
import { attemptSchema, type Attempt } from '../../../../shared/station/attempt.ts';
import { findingSchema, type Finding } from '../../../../shared/station/finding.ts';
import { stationSchema, type Station } from '../../../../shared/station/station.ts';
import { SESSION_DETAILS } from '../file/sessionFacts.ts';
import { readJsonColumn } from '../store/readJsonColumn.ts';
import { mergeConfigurations } from './mergeConfigurations.ts';
import { mergeFetches } from './mergeFetches.ts';
import type { MergePart } from './mergeParts.ts';
import { mergePortRuns } from './mergePortRuns.ts';
import { mergeUpdates } from './mergeUpdates.ts';

/** Everything of a session beside its records: stations, attempts, findings, configurations, marks, and what was written about it. */
export function mergeTables(parts: readonly MergePart[], into: DatabaseSync): void {
  writeJson(into, 'station', 'id', mergedStations(parts));
  writeJson(into, 'attempt', 'id', mergedAttempts(parts));
  writeJson(into, 'finding', 'key', mergedFindings(parts));
  mergeConfigurations(parts, into);
  mergeFetches(parts, into);
  mergeUpdates(parts, into);
  mergePortRuns(parts, into);
  mergeMarks(parts, into);
  mergeDetails(parts, into);
}

function writeJson(
  into: DatabaseSync,
  table: 'station' | 'attempt' | 'finding',
  key: 'id' | 'key',
  entries: Iterable<[string | number, unknown]>,
): void {
  const statement = into.prepare(`INSERT OR REPLACE INTO ${table} (${key}, json) VALUES (?, ?)`);
  for (const [id, value] of entries) statement.run(id, JSON.stringify(value));
}

function read<T>(part: MergePart, table: string, schema: Parameters<typeof readJsonColumn<T>>[1]): T[] {
  return readJsonColumn(part.session.database.prepare(`SELECT json FROM ${table}`), schema);
}

/** A station that was in several files is as it last was. */
function mergedStations(parts: readonly MergePart[]): Map<string, Station> {
  const merged = new Map<string, Station>();
  for (const part of parts) {
    for (const station of read(part, 'station', stationSchema)) {
      const known = merged.get(station.id);
      if (known === undefined || lastSeen(station) >= lastSeen(known)) {
        merged.set(station.id, { ...station, connected: false, openCalls: 0 });
      }
    }
  }
  return merged;
}

function lastSeen({ lastReceivedAt, disconnectedAt, connectedAt }: Station): number {
  return lastReceivedAt ?? disconnectedAt ?? connectedAt ?? 0;
}

function mergedAttempts(parts: readonly MergePart[]): Array<[number, Attempt]> {
  return parts
    .flatMap((part) =>
      read(part, 'attempt', attemptSchema).map((attempt) => ({
        ...attempt,
        at: attempt.at + part.offsetMs,
        ...(attempt.lastAt === undefined ? {} : { lastAt: attempt.lastAt + part.offsetMs }),
      })),
    )
    .sort((a, b) => a.at - b.at)
    .map((attempt, index) => [index + 1, { ...attempt, id: index + 1 }]);
}

/** More proofs than these say nothing more. */
const MAX_PROOF = 20;

/** A finding that several files have is one: seen as often as in all of them, from the first to the last. */
function mergedFindings(parts: readonly MergePart[]): Map<string, Finding> {
  const merged = new Map<string, Finding>();
  for (const part of parts) {
    for (const finding of read(part, 'finding', findingSchema)) {
      const key = JSON.stringify([finding.stationId, finding.id]);
      const moved = {
        ...finding,
        firstAt: finding.firstAt + part.offsetMs,
        lastAt: finding.lastAt + part.offsetMs,
        proof: finding.proof.map((seq) => part.numbers[seq] ?? 0).filter((seq) => seq !== 0),
      };
      const known = merged.get(key);
      merged.set(key, known === undefined ? moved : joined(known, moved));
    }
  }
  return merged;
}

function joined(one: Finding, other: Finding): Finding {
  const latest = other.lastAt >= one.lastAt ? other : one;
  return {
    ...latest,
    firstAt: Math.min(one.firstAt, other.firstAt),
    lastAt: Math.max(one.lastAt, other.lastAt),
    count: one.count + other.count,
    proof: [...one.proof, ...other.proof].sort((a, b) => a - b).slice(0, MAX_PROOF),
  };
}

function mergeMarks(parts: readonly MergePart[], into: DatabaseSync): void {
  const statement = into.prepare('INSERT OR REPLACE INTO mark (seq, at) VALUES (?, ?)');
  for (const { session, numbers, offsetMs } of parts) {
    for (const row of session.database.prepare('SELECT seq, at FROM mark').iterate()) {
      const seq = numbers[Number(row['seq'])] ?? 0;
      if (seq !== 0) statement.run(seq, Number(row['at']) + offsetMs);
    }
  }
}

/** Titles, sites and notes that differ stand one after the other. */
function mergeDetails(parts: readonly MergePart[], into: DatabaseSync): void {
  const statement = into.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  for (const key of SESSION_DETAILS) {
    const values = new Set(parts.flatMap(({ facts }) => facts[key] ?? []));
    const text = [...values].join(key === 'notes' ? '\n\n' : ' + ');
    if (text !== '') statement.run(key, text);
  }
}
