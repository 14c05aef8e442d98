import type { Finding } from '../../../../shared/station/finding.ts';
import type { NewFinding } from './detector.ts';
import { keptText } from './keptText.ts';

/** Records that prove one finding: the first ones are enough. */
const PROOF_LIMIT = 20;
/** A station in a bad way must not fill the memory. */
const PER_STATION_LIMIT = 200;
/** A finding that every frame repeats is told this often at most; the first time at once. */
const ANNOUNCE_MS = 250;

/** Keeps findings beyond the program's end. */
export interface FindingKeeper {
  save(finding: Finding): void;
}

function isSame(before: Finding | undefined, fields: Omit<NewFinding, 'subject'>): before is Finding {
  return (
    before !== undefined &&
    before.message === fields.message &&
    before.remedy === fields.remedy &&
    before.severity === fields.severity
  );
}

/** The findings of all stations. What is found again is counted, not listed twice. */
export class FindingLog {
  #keeper: FindingKeeper | undefined;
  readonly #byStation = new Map<string, Map<string, Finding>>();
  readonly #listeners = new Set<(finding: Finding) => void>();
  readonly #repeated = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(keeper?: FindingKeeper, kept: readonly Finding[] = []) {
    this.#keeper = keeper;
    for (const finding of kept) this.#findingsOf(finding.stationId).set(finding.id, finding);
  }

  add(stationId: string, found: NewFinding, at: number, seq: number | undefined): void {
    const { subject, ...fields } = found;
    const key = subject === undefined ? found.code : `${found.code} ${keptText(subject, 100)}`;
    const findings = this.#findingsOf(stationId);
    const before = findings.get(key);
    if (before === undefined && findings.size >= PER_STATION_LIMIT) return;
    const proof = before?.proof ?? [];
    const isProven = seq === undefined || proof.length >= PROOF_LIMIT || proof.at(-1) === seq;
    // Of its own: the words may hold pieces of a message of megabytes.
    const words = isSame(before, fields) ? before : (JSON.parse(JSON.stringify(fields)) as typeof fields);
    const finding: Finding = {
      ...words,
      id: key,
      stationId,
      firstAt: before?.firstAt ?? at,
      lastAt: at,
      count: (before?.count ?? 0) + 1,
      proof: isProven ? proof : [...proof, seq],
    };
    findings.set(key, finding);
    if (before === undefined) this.#announce(finding);
    else this.#announceSoon(finding);
  }

  list(): Finding[] {
    return [...this.#byStation.values()].flatMap((findings) => [...findings.values()]);
  }

  onChange(listener: (finding: Finding) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Writes down what was not yet: its file is left. */
  leaveFile(): void {
    clearTimeout(this.#timer);
    this.#announceRepeated();
  }

  /**
   * Goes on in another file, which has kept findings of its own. What was found about connected stations is still so,
   * though the records that prove it stand in the file before.
   */
  enterFile(
    keeper: FindingKeeper,
    kept: readonly Finding[],
    isConnected: (stationId: string) => boolean,
  ): void {
    this.#keeper = keeper;
    for (const [stationId, findings] of this.#byStation) {
      if (!isConnected(stationId)) this.#byStation.delete(stationId);
      else for (const [id, finding] of findings) findings.set(id, { ...finding, proof: [] });
    }
    for (const finding of kept) {
      if (!isConnected(finding.stationId)) this.#findingsOf(finding.stationId).set(finding.id, finding);
    }
    for (const finding of this.list()) keeper.save(finding);
  }

  /** Tells and keeps what was not yet. */
  close(): void {
    clearTimeout(this.#timer);
    this.#announceRepeated();
  }

  #findingsOf(stationId: string): Map<string, Finding> {
    let findings = this.#byStation.get(stationId);
    if (findings === undefined) {
      findings = new Map();
      this.#byStation.set(stationId, findings);
    }
    return findings;
  }

  #announceSoon({ stationId, id }: Finding): void {
    this.#repeated.add(JSON.stringify([stationId, id]));
    this.#timer ??= setTimeout(() => this.#announceRepeated(), ANNOUNCE_MS).unref();
  }

  #announceRepeated(): void {
    this.#timer = undefined;
    const keys = [...this.#repeated];
    this.#repeated.clear();
    for (const key of keys) {
      const [stationId = '', id = ''] = JSON.parse(key) as string[];
      const finding = this.#byStation.get(stationId)?.get(id);
      if (finding !== undefined) this.#announce(finding);
    }
  }

  #announce(finding: Finding): void {
    this.#keeper?.save(finding);
    for (const listener of this.#listeners) listener(finding);
  }
}
