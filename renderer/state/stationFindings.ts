import type { Finding } from '../../shared/station/finding.ts';
import { SEVERITIES, type Severity } from '../../shared/trace/issue.ts';

/** What was found about one station, the newest first: by when it was first seen, so that rows do not move. */
export function findingsOf(findings: readonly Finding[], stationId: string): Finding[] {
  return findings
    .filter((finding) => finding.stationId === stationId)
    .sort((one, other) => other.firstAt - one.firstAt || (one.id < other.id ? -1 : 1));
}

export interface FindingCount {
  count: number;
  worst: Severity;
}

/** How many findings each station has, and the severity of the gravest. */
export function countFindings(findings: readonly Finding[]): Map<string, FindingCount> {
  const counts = new Map<string, FindingCount>();
  for (const { stationId, severity } of findings) {
    const before = counts.get(stationId);
    const isGraver = before === undefined || SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(before.worst);
    counts.set(stationId, {
      count: (before?.count ?? 0) + 1,
      worst: isGraver ? severity : before.worst,
    });
  }
  return counts;
}
