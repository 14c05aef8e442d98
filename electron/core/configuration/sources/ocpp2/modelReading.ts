import type { ReadScope } from '../../../../../shared/configuration/configuration.ts';
import { addressIdentity } from '../../../../../shared/configuration/variableMessage.ts';
import { standardVariables } from '../../../../../shared/ocpp/deviceModel/standardVariables.ts';
import type { OcppVersion } from '../../../../../shared/ocpp/version.ts';
import type { SourceReading } from '../configurationSource.ts';
import type { GetVariables } from './getVariables.ts';
import type { KnownVariables } from './knownVariables.ts';
import { modelSentence } from './modelSentence.ts';
import type { ReportReader, ReportResult } from './reportReader.ts';

export interface ModelReadingOptions {
  version: OcppVersion;
  scope: ReadScope;
  reader: ReportReader;
  known: KnownVariables;
  byName: GetVariables;
}

const BASE_OF: Readonly<Record<ReadScope, string>> = {
  full: 'FullInventory',
  configuration: 'ConfigurationInventory',
  summary: 'SummaryInventory',
};

/**
 * Reads the device model of a 2.x station: GetBaseReport, where it does not have that GetReport, and where no report
 * comes, or only a part of one, GetVariables of the standard variables that are missing.
 */
export class ModelReading {
  readonly #options: ModelReadingOptions;

  constructor(options: ModelReadingOptions) {
    this.#options = options;
  }

  async run(): Promise<SourceReading> {
    const { scope, version, reader } = this.#options;
    const base = await reader.read('GetBaseReport', { reportBase: BASE_OF[scope] });
    const isAskedAnew = base.isNotSupported && base.items.length === 0;
    const report = isAskedAnew ? await reader.read('GetReport', {}) : base;
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

  #result(report: ReportResult, how: 'report' | 'by-name'): SourceReading {
    const { byName, known, reader, scope } = this.#options;
    const items = [...report.items, ...byName.items];
    known.learn(byName.items);
    const steps = [...reader.steps, ...byName.steps];
    const isNothing = items.length === 0 && byName.unknown.length === 0 && !report.isComplete;
    const reading = {
      how: isNothing ? ('not-read' as const) : how,
      ...(byName.chunk === undefined ? {} : { chunk: byName.chunk }),
      isWhole: report.isComplete,
      items,
      unknown: byName.unknown,
      unread: byName.unread,
      steps,
      proof: [...steps.flatMap(({ requestSeq }) => requestSeq ?? []), ...reader.proof].sort((a, b) => a - b),
    };
    const circumstances = { scope, reported: report.items.length, problem: report.problem };
    return {
      ...reading,
      sentence: modelSentence(reading, { ...circumstances, stoppedBy: byName.stoppedBy }),
    };
  }
}
