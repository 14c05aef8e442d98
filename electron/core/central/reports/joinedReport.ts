import type { Json, JsonObject } from '../../../../shared/json.ts';
import type { Report } from '../../../../shared/station/report.ts';
import { integerOf } from '../../../../shared/payloadFields.ts';
import type { ReportKind } from './reportKinds.ts';

/** Entries and parts of one report that are kept; a station in a loop must not fill the memory. */
const ITEMS_LIMIT = 200_000;
const PARTS_LIMIT = 50_000;
const PROOF_LIMIT = 1000;

/** Who reports what: fixed for the life of a report. */
export type ReportHead = Pick<Report, 'id' | 'stationId' | 'action' | 'requestId' | 'askedBy' | 'startedAt'>;

/** One report, growing part by part. Pure but for its own state: time comes in as epoch ms. */
export class JoinedReport {
  readonly #head: ReportHead;
  readonly #kind: ReportKind;
  /** By sequence number, or by order of arrival where the parts have none. */
  readonly #parts = new Map<number, Json[]>();
  readonly #proof: number[] = [];
  #lastNumber: number | undefined;
  /** Sequence number of the last part in order, of those that came. */
  #highest = -1;
  #items = 0;
  #doubled = 0;
  #lastAt: number;
  #overdue: string | undefined;

  constructor(head: ReportHead, kind: ReportKind) {
    this.#head = head;
    this.#kind = kind;
    this.#lastAt = head.startedAt;
  }

  add(payload: JsonObject, at: number, seq: number | undefined): void {
    this.#lastAt = at;
    this.#overdue = undefined;
    if (seq !== undefined && this.#proof.length < PROOF_LIMIT) this.#proof.push(seq);
    const number = this.#kind.isNumbered
      ? (integerOf(payload['seqNo']) ?? this.#parts.size)
      : this.#parts.size;
    if (payload['tbc'] !== true) this.#lastNumber = Math.max(number, this.#lastNumber ?? 0);
    if (this.#parts.has(number)) {
      this.#doubled += 1;
      return;
    }
    if (this.#parts.size >= PARTS_LIMIT) return;
    this.#highest = Math.max(this.#highest, number);
    const items = this.#kind.itemsOf(payload).slice(0, ITEMS_LIMIT - this.#items);
    this.#parts.set(number, items);
    this.#items += items.length;
  }

  /** What was announced does not come any more. A part that comes all the same takes this back. */
  giveUp(reason: string): void {
    this.#overdue = reason;
  }

  get isOpen(): boolean {
    return !this.#isComplete && this.#overdue === undefined;
  }

  report(): Report {
    const { state, problem } = this.#verdict();
    return {
      ...this.#head,
      state,
      parts: this.#parts.size,
      items: this.#items,
      missing: this.#missing(),
      doubled: this.#doubled,
      ...(problem === undefined ? {} : { problem }),
      startedAt: this.#head.startedAt,
      lastAt: this.#lastAt,
      proof: [...this.#proof],
    };
  }

  /** Entries `from` to `from + count - 1` in the order of the sequence numbers. */
  items(from: number, count: number): Json[] {
    const found: Json[] = [];
    let skipped = 0;
    for (const number of [...this.#parts.keys()].sort((a, b) => a - b)) {
      const items = this.#parts.get(number) ?? [];
      const start = Math.max(0, from - skipped);
      if (start < items.length) found.push(...items.slice(start, start + count - found.length));
      skipped += items.length;
      if (found.length >= count) break;
    }
    return found;
  }

  get #isComplete(): boolean {
    return this.#lastNumber !== undefined && this.#missing().length === 0;
  }

  /** Stations that count from 1 are known; over one connection nothing gets lost before the first part. */
  get #first(): number {
    return this.#parts.has(0) || !this.#parts.has(1) ? 0 : 1;
  }

  #missing(): number[] {
    const missing: number[] = [];
    for (let number = this.#first; number < this.#highest && missing.length < 100; number += 1) {
      if (!this.#parts.has(number)) missing.push(number);
    }
    return missing;
  }

  #verdict(): Pick<Report, 'state' | 'problem'> {
    if (this.#isComplete) {
      if (this.#first === 0) return { state: 'complete' };
      return {
        state: 'complete',
        problem: 'The station counts its parts from 1; the first part is number 0.',
      };
    }
    if (this.#overdue !== undefined) return { state: 'partial', problem: this.#overdue };
    return { state: this.#parts.size === 0 ? 'awaited' : 'receiving' };
  }
}
