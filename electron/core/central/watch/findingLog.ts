import type { Finding } from '../../../../shared/station/finding.ts';
import type { NewFinding } from './detector.ts';

/** Records that prove one finding: the first ones are enough. */
const PROOF_LIMIT = 20;
/** A station in a bad way must not fill the memory. */
const PER_STATION_LIMIT = 200;

/** The findings of all stations. What is found again is counted, not listed twice. */
export class FindingLog {
  readonly #byStation = new Map<string, Map<string, Finding>>();
  readonly #listeners = new Set<(finding: Finding) => void>();

  add(stationId: string, found: NewFinding, at: number, seq: number | undefined): void {
    const { subject, ...fields } = found;
    const key = subject === undefined ? found.code : `${found.code} ${subject}`;
    const findings = this.#byStation.get(stationId) ?? new Map<string, Finding>();
    this.#byStation.set(stationId, findings);
    const before = findings.get(key);
    if (before === undefined && findings.size >= PER_STATION_LIMIT) return;
    const proof = before?.proof ?? [];
    const finding: Finding = {
      ...fields,
      id: key,
      stationId,
      firstAt: before?.firstAt ?? at,
      lastAt: at,
      count: (before?.count ?? 0) + 1,
      proof: seq === undefined || proof.length >= PROOF_LIMIT ? proof : [...proof, seq],
    };
    findings.set(key, finding);
    for (const listener of this.#listeners) listener(finding);
  }

  list(): Finding[] {
    return [...this.#byStation.values()].flatMap((findings) => [...findings.values()]);
  }

  onChange(listener: (finding: Finding) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
