import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseFilter } from '../../shared/trace/filter/parseFilter.ts';
import type { TraceFilter } from '../../shared/trace/filter/traceFilter.ts';
import { redactionSentence, type RedactionChoice } from '../../shared/trace/redaction/redactionChoice.ts';
import { leftOutSentence, packSecrets, writeWholeFile, type ExportFormat } from '../core/index.ts';
import type { Arguments, Flag } from './args.ts';
import { dataFolder } from './dataFolder.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';
import { readVersion } from './version.ts';
import { withAnyTrace } from './withAnyTrace.ts';

/** Which records of a file are taken. */
export const FILTER_FLAGS: Readonly<Record<string, Flag>> = {
  filter: { value: 'QUERY', about: 'Only the records that this filter shows, as in `trace search`.' },
  stations: {
    value: 'ID[,ID]',
    isRepeatable: true,
    about: 'Only the records of these stations.',
  },
};

export function wantedFilter(args: Arguments): TraceFilter {
  const query = args.text('filter');
  const stationIds = args.texts('stations').flatMap((ids) => ids.split(','));
  if (query !== undefined) {
    const parsed = parseFilter(query);
    if ('error' in parsed) throw new UsageError(`--filter: ${parsed.error.message}`);
  }
  return {
    ...(query === undefined ? {} : { query }),
    ...(stationIds.length === 0 ? {} : { stationIds }),
  };
}

export interface ExportOrder {
  path: string;
  /** Absent: stdout. */
  out: string | undefined;
  format: ExportFormat;
  filter: TraceFilter;
  redaction: RedactionChoice | undefined;
}

/** Makes the file whole or not at all, and says what became of it. */
export async function exportFile(order: ExportOrder, terminal: Terminal, isJson: boolean): Promise<void> {
  const { path, out, format, filter, redaction } = order;
  if (out !== undefined && resolve(out) === resolve(path)) {
    throw new UsageError('--out names the file itself: give the export another name.');
  }
  const secretNames = redaction === undefined ? [] : await packSecrets(dataFolder());
  await withAnyTrace(path, terminal, async ({ file }) => {
    let result = {};
    let sentences: string[] = [];
    const body = file.export(format.id, {
      filter,
      productVersion: readVersion(),
      ...(redaction === undefined ? {} : { redaction, secretNames }),
      onEnd: ({ records, leftOut, redaction: summary }) => {
        const left = leftOutSentence(format, leftOut);
        result = {
          records,
          leftOut,
          ...(left === undefined ? {} : { sentence: left }),
          redaction: summary ?? null,
        };
        sentences = [left, summary === undefined ? undefined : redactionSentence(summary)].filter(
          (sentence) => sentence !== undefined,
        );
      },
    });
    if (out === undefined) await pipeline(body, process.stdout, { end: false });
    else await writeWholeFile(resolve(out), body);
    if (isJson && out !== undefined) {
      await terminal.print(JSON.stringify({ format: format.id, out: resolve(out), ...result }));
      return;
    }
    if (out !== undefined) terminal.note(`Exported to ${resolve(out)}.`);
    for (const sentence of sentences) terminal.note(sentence);
  });
}
