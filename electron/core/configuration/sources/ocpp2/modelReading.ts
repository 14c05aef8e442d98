import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadScope } from '../../../../../shared/configuration/configuration.ts';
import type { ConfigurationItem } from '../../../../../shared/configuration/item.ts';
import type { ReadingStep } from '../../../../../shared/configuration/readingStep.ts';
import { standardVariables } from '../../../../../shared/ocpp/deviceModel/standardVariables.ts';
import type { OcppVersion } from '../../../../../shared/ocpp/version.ts';
import type { Outcome } from '../../../../../shared/station/outcome.ts';
import type { Report } from '../../../../../shared/station/report.ts';
import { objectOf, textOf } from '../../../central/payloadFields.ts';
import type { SourceContext, SourceReading } from '../configurationSource.ts';
import { stepOf } from '../readingSteps.ts';
import { awaitReport, type ReportSource } from '../../awaitReport.ts';
import type { GetVariables } from './getVariables.ts';
import type { KnownVariables } from './knownVariables.ts';
import { modelSentence } from './modelSentence.ts';
import { itemsOfReportData } from '../../../../../shared/configuration/reportItems.ts';
import { addressIdentity } from '../../../../../shared/configuration/variableMessage.ts';

export interface ModelReadingOptions {
  stationId: string;
  version: OcppVersion;
  scope: ReadScope;
  context: SourceContext;
  reports: ReportSource;
  known: KnownVariables;
  /** Sends a command; rejects only when the reading is cancelled. */
  ask: (action: string, payloadText: string) => Promise<Outcome>;
  byName: GetVariables;
}

const BASE_OF: Readonly<Record<ReadScope, string>> = {
  full: 'FullInventory',
  configuration: 'ConfigurationInventory',
  summary: 'SummaryInventory',
};
const PART_TIMEOUT_MS = 60_000;
/** Entries that are turned into items before others get their turn. */
const SLICE_ENTRIES = 1000;
/** Numbers of requests fit into 31 bits; a station may still send parts of an earlier session's report. */
let lastRequestId = Math.floor(Math.random() * 2 ** 30);

/** What a report came to, with why it is not whole. */
export interface ReportResult {
  items: ConfigurationItem[];
  isComplete: boolean;
  /** Why there is nothing, or not all. */
  problem: string | undefined;
  /** The station does not have the command, or not this base. */
  isNotSupported: boolean;
}

/**
 * Reads the device model of a 2.x station: GetBaseReport, where it does not have that GetReport, and where no report
 * comes, or only a part of one, GetVariables of the standard variables that are missing.
 */
export class ModelReading {
  readonly #options: ModelReadingOptions;
  readonly #steps: ReadingStep[] = [];
  readonly #proof: number[] = [];

  constructor(options: ModelReadingOptions) {
    this.#options = options;
  }

  async run(): Promise<SourceReading> {
    const { scope, version } = this.#options;
    const base = await this.#report('GetBaseReport', { reportBase: BASE_OF[scope] });
    const isAskedAnew = base.isNotSupported && base.items.length === 0;
    const report = isAskedAnew ? await this.#report('GetReport', {}) : base;
    if (report.isComplete) return this.#result(report, 'report');
    // A summary holds a few variables of each part of the station: none of them has a name that is known beforehand.
    const told = new Set(report.items.map(({ address }) => addressIdentity(address)));
    const missing = standardVariables(version).filter((address) => !told.has(addressIdentity(address)));
    if (scope !== 'summary' || report.items.length === 0) await this.#readByName(missing);
    return this.#result(report, report.items.length > 0 ? 'report' : 'by-name');
  }

  /** The first of them says how many the station takes at once, and is asked for alone. */
  async #readByName(addresses: readonly string[]): Promise<void> {
    const { byName } = this.#options;
    await byName.read(addresses.slice(0, 1));
    await byName.read(addresses.slice(1));
  }

  async #report(action: 'GetBaseReport' | 'GetReport', query: Record<string, string>): Promise<ReportResult> {
    const { stationId, context, reports, ask, byName } = this.#options;
    lastRequestId = (lastRequestId + 1) % 2 ** 31;
    const requestId = lastRequestId;
    context.onProgress?.({ phase: 'report', done: 0 });
    const outcome = await ask(action, JSON.stringify({ requestId, ...query }));
    const refusal = refusalOf(outcome, action);
    if (refusal !== undefined) {
      this.#steps.push(stepOf(outcome, 0));
      if (outcome.outcome === 'disconnected') await byName.comeBack();
      const isNotSupported = isUnsupported(outcome);
      const isEmpty = textOf(objectOf(outcome.payload)['status']) === 'EmptyResultSet';
      return { items: [], isComplete: isEmpty, problem: refusal, isNotSupported };
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
    this.#steps.push(stepOf(outcome, items.length));
    const isComplete = report?.state === 'complete';
    const problem = isComplete ? undefined : partialProblem(report);
    if (!isComplete) await byName.comeBack();
    return { items, isComplete, problem, isNotSupported: false };
  }

  async #itemsOf({ id, items: count, proof }: Report): Promise<ConfigurationItem[]> {
    this.#proof.push(...proof);
    const items: ConfigurationItem[] = [];
    for (let from = 0; from < count; from += SLICE_ENTRIES) {
      const entries = this.#options.reports.read(id, from, SLICE_ENTRIES).items;
      items.push(...entries.flatMap((entry) => itemsOfReportData(entry)));
      await nextTurn();
    }
    this.#options.known.learn(items);
    return withTwins(items);
  }

  #result(report: ReportResult, how: 'report' | 'by-name'): SourceReading {
    const { byName, known, scope } = this.#options;
    const items = [...report.items, ...byName.items];
    known.learn(byName.items);
    const steps = [...this.#steps, ...byName.steps];
    const isNothing = items.length === 0 && byName.unknown.length === 0 && !report.isComplete;
    const reading = {
      how: isNothing ? ('not-read' as const) : how,
      ...(byName.chunk === undefined ? {} : { chunk: byName.chunk }),
      isWhole: report.isComplete,
      items,
      unknown: byName.unknown,
      unread: byName.unread,
      steps,
      proof: [...steps.flatMap(({ requestSeq }) => requestSeq ?? []), ...this.#proof].sort((a, b) => a - b),
    };
    const circumstances = { scope, reported: report.items.length, problem: report.problem };
    return {
      ...reading,
      sentence: modelSentence(reading, { ...circumstances, stoppedBy: byName.stoppedBy }),
    };
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
