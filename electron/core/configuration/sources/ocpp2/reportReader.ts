import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ConfigurationItem } from '../../../../../shared/configuration/item.ts';
import { itemsOfReportData } from '../../../../../shared/configuration/reportItems.ts';
import type { ReadingStep } from '../../../../../shared/configuration/readingStep.ts';
import type { JsonObject } from '../../../../../shared/json.ts';
import type { Outcome } from '../../../../../shared/station/outcome.ts';
import type { Report } from '../../../../../shared/station/report.ts';
import { objectOf, textOf } from '../../../../../shared/payloadFields.ts';
import { awaitReport, type ReportSource } from '../../awaitReport.ts';
import type { SourceContext } from '../configurationSource.ts';
import { stepOf } from '../readingSteps.ts';
import type { KnownVariables } from './knownVariables.ts';

export interface ReportReaderOptions {
  stationId: string;
  context: SourceContext;
  reports: ReportSource;
  known: KnownVariables;
  /** Sends a command; rejects only when the reading is cancelled. */
  ask: (action: string, payloadText: string) => Promise<Outcome>;
  /** Resolves with whether the station is there again after it left. */
  comeBack: () => Promise<boolean>;
}

/** What a report came to, with why it is not whole. */
export interface ReportResult {
  items: ConfigurationItem[];
  isComplete: boolean;
  /** Why there is nothing, or not all. */
  problem: string | undefined;
  /** The station does not have the command, or not this base or these criteria. */
  isNotSupported: boolean;
  /** False where the station left and did not come back. */
  isThere: boolean;
}

const PART_TIMEOUT_MS = 60_000;
/** Entries that are turned into items before others get their turn. */
const SLICE_ENTRIES = 1000;
/** Numbers of requests fit into 31 bits; a station may still send parts of an earlier session's report. */
let lastRequestId = Math.floor(Math.random() * 2 ** 30);

/** Asks for reports of a device model and joins their parts (NotifyReport, OCPP 2.0.1 B07 and B08). */
export class ReportReader {
  readonly steps: ReadingStep[] = [];
  /** The records of the parts. */
  readonly proof: number[] = [];
  readonly #options: ReportReaderOptions;

  constructor(options: ReportReaderOptions) {
    this.#options = options;
  }

  async read(action: 'GetBaseReport' | 'GetReport', query: JsonObject): Promise<ReportResult> {
    const { stationId, context, reports, ask, comeBack } = this.#options;
    lastRequestId = (lastRequestId + 1) % 2 ** 31;
    const requestId = lastRequestId;
    context.onProgress?.({ phase: 'report', done: 0 });
    const outcome = await ask(action, JSON.stringify({ requestId, ...query }));
    const refusal = refusalOf(outcome, action);
    if (refusal !== undefined) {
      this.steps.push(stepOf(outcome, 0));
      const isThere = outcome.outcome !== 'disconnected' || (await comeBack());
      const isNotSupported = isUnsupported(outcome);
      const isEmpty = textOf(objectOf(outcome.payload)['status']) === 'EmptyResultSet';
      return { items: [], isComplete: isEmpty, problem: refusal, isNotSupported, isThere };
    }
    const report = await awaitReport(reports, {
      stationId,
      action: 'NotifyReport',
      requestId,
      partTimeoutMs: context.timeoutMs ?? PART_TIMEOUT_MS,
      signal: context.signal,
      onParts: ({ items }) => context.onProgress?.({ phase: 'report', done: items }),
    });
    const items = report === undefined ? [] : await this.#itemsOf(report);
    this.steps.push(stepOf(outcome, items.length));
    const isComplete = report?.state === 'complete';
    const problem = isComplete ? undefined : partialProblem(report);
    const isThere = isComplete || (await comeBack());
    return { items, isComplete, problem, isNotSupported: false, isThere };
  }

  async #itemsOf({ id, items: count, proof }: Report): Promise<ConfigurationItem[]> {
    this.proof.push(...proof);
    const items: ConfigurationItem[] = [];
    for (let from = 0; from < count; from += SLICE_ENTRIES) {
      const entries = this.#options.reports.read(id, from, SLICE_ENTRIES).items;
      items.push(...entries.flatMap((entry) => itemsOfReportData(entry)));
      await nextTurn();
    }
    this.#options.known.learn(items);
    return withTwins(items);
  }
}

/** Why no report comes; nothing where the station says that one will. */
function refusalOf(outcome: Outcome, action: string): string | undefined {
  if (outcome.outcome !== 'answered') {
    const said = [outcome.code, outcome.description].filter(Boolean).join(': ');
    return `${action}: ${said === '' ? outcome.outcome : said}`;
  }
  const status = textOf(objectOf(outcome.payload)['status']);
  return status === 'Accepted' ? undefined : `${action}: ${status ?? 'an answer without a status'}`;
}

function isUnsupported({ outcome, code = '', payload }: Outcome): boolean {
  if (outcome === 'refused') return /^(NotImplemented|NotSupported)$/.test(code);
  return outcome === 'answered' && textOf(objectOf(payload)['status']) === 'NotSupported';
}

function partialProblem(report: Report | undefined): string {
  if (report === undefined || report.parts === 0)
    return report?.problem ?? 'The charger accepted the request, but no part of the report came.';
  return report.problem ?? 'The charger announced more parts, but none came any more.';
}

/** A variable that a report holds several times is kept each time and said to be so. */
function withTwins(items: readonly ConfigurationItem[]): ConfigurationItem[] {
  const times = new Map<string, number>();
  for (const { address } of items) times.set(address, (times.get(address) ?? 0) + 1);
  return items.map((item) => {
    const count = times.get(item.address) ?? 1;
    if (count === 1) return item;
    const note = `The charger tells this variable ${count} times.`;
    return { ...item, note: item.note === undefined ? note : `${item.note} ${note}` };
  });
}
