import type { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { ContractError, type Failure } from '../../../../shared/contract/failure.ts';
import type { ExportFormatId } from '../../../../shared/trace/exportFormat.ts';
import type { ExportOutcome } from '../../../../shared/trace/exportOutcome.ts';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import type { Downloads } from '../../downloads/downloads.ts';
import { exportFileName } from './exportFileName.ts';
import { exportFormat, leftOutSentence } from './exportFormats.ts';
import type { ExportOptions, ExportResult } from './exportTrace.ts';

/** A trace that can be exported: that of the running core, or another one that is open. */
export interface Exportable {
  name: string;
  export(format: ExportFormatId, options: ExportOptions): Readable;
}

/** Outcomes that are remembered, for a screen that asks after its download. */
const MAX_OUTCOMES = 100;

/** Exports on offer as downloads, and what became of them. */
export class ExportTickets {
  readonly #downloads: Downloads;
  readonly #productVersion: string;
  readonly #outcomes = new Map<string, ExportOutcome>();

  constructor(downloads: Downloads, productVersion: string) {
    this.#downloads = downloads;
    this.#productVersion = productVersion;
  }

  /** Nothing is read before the ticket is taken. */
  prepare(
    trace: Exportable,
    id: ExportFormatId,
    options: ExportOptions & { filter: TraceFilter },
  ): { ticket: string; fileName: string } {
    const format = exportFormat(id);
    const fileName = exportFileName(
      trace.name,
      { ...options.filter, redacted: options.redaction !== undefined },
      format,
    );
    let ticket = '';
    const open = (): Readable => {
      let outcome: ExportOutcome = { state: 'broken-off' };
      const body = trace.export(id, {
        ...options,
        productVersion: this.#productVersion,
        onEnd: (result) => {
          const sentence = leftOutSentence(format, result.leftOut);
          outcome = { state: 'done', ...result, ...(sentence === undefined ? {} : { sentence }) };
        },
      });
      this.#outcomes.set(ticket, { state: 'running' });
      body.once('error', (error) => (outcome = { state: 'failed', failure: failureOf(error) }));
      body.once('close', () => this.#outcomes.set(ticket, outcome));
      return body;
    };
    ticket = this.#downloads.offer({ fileName, contentType: format.contentType, open });
    this.#remember(ticket);
    return { ticket, fileName };
  }

  /** The whole of an export that is short by its format. */
  async text(
    trace: Exportable,
    id: 'markdown' | 'mermaid',
    options: ExportOptions,
  ): Promise<{ text: string; records: number; sentence?: string }> {
    let result: ExportResult = { records: 0, leftOut: 0 };
    const onEnd = (end: ExportResult): void => void (result = end);
    const stream = trace.export(id, { ...options, productVersion: this.#productVersion, onEnd });
    const text = await textOf(stream);
    const sentence = leftOutSentence(exportFormat(id), result.leftOut);
    return { text, records: result.records, ...(sentence === undefined ? {} : { sentence }) };
  }

  /** Fails with `not-found` where the ticket is unknown or long gone. */
  outcome(ticket: string): ExportOutcome {
    const outcome = this.#outcomes.get(ticket);
    if (outcome === undefined) throw new ContractError('not-found', 'There is no such export any more.');
    return outcome;
  }

  #remember(ticket: string): void {
    this.#outcomes.set(ticket, { state: 'waiting' });
    const oldest = this.#outcomes.keys().next();
    if (this.#outcomes.size > MAX_OUTCOMES && oldest.done !== true) this.#outcomes.delete(oldest.value);
  }
}

function failureOf(error: Error): Failure {
  return error instanceof ContractError
    ? error.toFailure()
    : { code: 'internal', message: `The export failed: ${error.message}.` };
}
