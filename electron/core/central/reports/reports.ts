import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Json } from '../../../../shared/json.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { Report } from '../../../../shared/station/report.ts';
import { integerOf, objectOf } from '../../../../shared/payloadFields.ts';
import type { HandledCall } from '../station/stationState.ts';
import type { StationObserver } from '../stationObserver.ts';
import { JoinedReport, type ReportHead } from './joinedReport.ts';
import { REPORT_KINDS, reportAskedBy } from './reportKinds.ts';

/** A part that has not come by then does not come any more: stations send them within seconds of each other. */
const PART_TIMEOUT_MS = 60_000;
const PER_STATION_LIMIT = 50;

interface Entry {
  joined: JoinedReport;
  stationId: string;
  timer: NodeJS.Timeout | undefined;
}

/** The reports of all stations, joined from their parts (OCPP 2.x). What does not come in time stays as a partial result. */
export class Reports implements StationObserver {
  readonly #timeoutMs: number;
  /** Oldest first, by id. */
  readonly #entries = new Map<string, Entry>();
  /** Commands under way that ask for a report, and what came of it already. */
  readonly #questions = new Map<string, { command: string; entry: Entry | undefined }>();
  readonly #listeners = new Set<(report: Report) => void>();
  #count = 0;

  constructor(timeoutMs = PART_TIMEOUT_MS) {
    this.#timeoutMs = timeoutMs;
  }

  list(): Report[] {
    return [...this.#entries.values()].map(({ joined }) => joined.report());
  }

  /** Fails with `not-found` for a report that is not kept. */
  read(id: string, from: number, count: number): { report: Report; items: Json[] } {
    const entry = this.#entries.get(id);
    if (entry === undefined)
      throw new ContractError('not-found', `There is no report ${id} in this session.`);
    return { report: entry.joined.report(), items: entry.joined.items(from, count) };
  }

  onChange(listener: (report: Report) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Parts may come with the answer, or even before it: whose they are is settled when the question leaves. */
  asking(stationId: string, command: string, payload: Json | undefined): void {
    const action = reportAskedBy(command);
    if (action === undefined) return;
    const requestId = integerOf(objectOf(payload)['requestId']);
    this.#questions.set(keyOf(stationId, action, requestId), { command, entry: undefined });
  }

  /** A command that asks for a report and was accepted: its report is awaited, unless it is there already. */
  asked(stationId: string, payload: Json | undefined, outcome: Outcome): void {
    const action = reportAskedBy(outcome.action);
    if (action === undefined) return;
    const sent = objectOf(payload);
    const requestId = integerOf(sent['requestId']);
    const key = keyOf(stationId, action, requestId);
    const question = this.#questions.get(key);
    this.#questions.delete(key);
    const isAccepted = outcome.outcome === 'answered' && objectOf(outcome.payload)['status'] === 'Accepted';
    const isReported = action !== 'NotifyCustomerInformation' || sent['report'] === true;
    if (!isAccepted || !isReported || question?.entry !== undefined) return;
    this.#changed(this.#begin({ stationId, action, requestId, at: Date.now(), askedBy: outcome.action }));
  }

  /** A part. It belongs to the newest report of its kind and number, which it begins where there is none. */
  called(stationId: string, { at, action, payload, seq }: HandledCall): void {
    if (!REPORT_KINDS.has(action)) return;
    const fields = objectOf(payload);
    const requestId = integerOf(fields['requestId']);
    const question = this.#questions.get(keyOf(stationId, action, requestId));
    const entry =
      question === undefined
        ? (this.#find(stationId, action, requestId) ?? this.#begin({ stationId, action, requestId, at }))
        : (question.entry ??= this.#begin({ stationId, action, requestId, at, askedBy: question.command }));
    entry.joined.add(fields, at, seq);
    this.#changed(entry);
  }

  left(stationId: string): void {
    for (const entry of this.#entries.values()) {
      if (entry.stationId !== stationId || !entry.joined.isOpen) continue;
      entry.joined.giveUp('The station left before its report was complete.');
      this.#changed(entry);
    }
  }

  /** Reports whose parts are still coming, as sentences. */
  awaited(): string[] {
    return [...this.#entries.values()].flatMap(({ joined, stationId }) =>
      joined.isOpen ? [`${stationId} is still sending a report.`] : [],
    );
  }

  close(): void {
    for (const { timer } of this.#entries.values()) clearTimeout(timer);
  }

  #find(stationId: string, action: string, requestId: number | undefined): Entry | undefined {
    return [...this.#entries.values()].findLast((entry) => {
      if (entry.stationId !== stationId) return false;
      const report = entry.joined.report();
      // What comes after the last part is a report of its own.
      return report.action === action && report.requestId === requestId && report.state !== 'complete';
    });
  }

  #begin(about: {
    stationId: string;
    action: string;
    requestId: number | undefined;
    at: number;
    askedBy?: string;
  }): Entry {
    const { stationId, action, requestId, at, askedBy } = about;
    this.#count += 1;
    const head: ReportHead = {
      id: `${stationId}/${this.#count}`,
      stationId,
      action,
      startedAt: at,
      ...(requestId === undefined ? {} : { requestId }),
      ...(askedBy === undefined ? {} : { askedBy }),
    };
    const kind = REPORT_KINDS.get(action);
    if (kind === undefined) throw new ContractError('internal', `${action} brings no report.`);
    const entry: Entry = { joined: new JoinedReport(head, kind), stationId, timer: undefined };
    this.#entries.set(head.id, entry);
    this.#forgetOldest(stationId);
    return entry;
  }

  #forgetOldest(stationId: string): void {
    const own = [...this.#entries].filter(([, entry]) => entry.stationId === stationId);
    for (const [id, { timer }] of own.slice(0, Math.max(0, own.length - PER_STATION_LIMIT))) {
      clearTimeout(timer);
      this.#entries.delete(id);
    }
  }

  #changed(entry: Entry): void {
    clearTimeout(entry.timer);
    entry.timer = undefined;
    if (entry.joined.isOpen) {
      entry.timer = setTimeout(() => {
        const { parts } = entry.joined.report();
        const waited = `within ${this.#timeoutMs / 1000} s`;
        entry.joined.giveUp(
          parts === 0
            ? `The station accepted the request, but no part of the report came ${waited}.`
            : `The station announced more parts, but none came ${waited}.`,
        );
        this.#changed(entry);
      }, this.#timeoutMs).unref();
    }
    const report = entry.joined.report();
    for (const listener of this.#listeners) listener(report);
  }
}

function keyOf(stationId: string, action: string, requestId: number | undefined): string {
  return JSON.stringify([stationId, action, requestId]);
}
