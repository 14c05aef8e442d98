import { resolve } from 'node:path';
import { IMPORT_FORMAT_IDS, runImport } from '../../core/index.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type Command } from '../command.ts';
import { readOffset } from '../importOffset.ts';
import { importProgress } from '../importProgress.ts';
import { reportJson, reportLines } from '../importReportText.ts';
import { nearestName } from '../nearestName.ts';
import { UsageError } from '../usageError.ts';

const INTERRUPTED = 130;

export const traceImport: Command = {
  positionals: ['IN'],
  flags: {
    out: { value: 'SESSION', about: 'The session file to make; it must not exist yet.' },
    format: {
      value: 'FORMAT',
      about: `Instead of what Kerbside recognises: ${IMPORT_FORMAT_IDS.join(', ')}.`,
    },
    offset: {
      value: 'ZONE',
      about: 'The zone of times that have none, such as +02:00 (default: learnt, else this computer’s).',
    },
    station: {
      value: 'ID',
      about: 'The station of frames whose file names none (default: the name of the file).',
    },
    'dry-run': { about: 'Only report what an import would find in the first 64 MB; write nothing.' },
  },
  about:
    'Makes a session file out of a log, a capture or an exchange format; what is in the file counts, not its name. ' +
    'Prints what was found and what was not understood; nothing is dropped.',
  examples: [
    'trace import steve.log --out visit.kerbside',
    'trace import evcc.log --dry-run --json',
    'trace import capture.pcapng --out visit.kerbside',
  ],
  async run(args, terminal) {
    const job = jobOf(args);
    const abort = new AbortController();
    const stop = (): void => abort.abort();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    const onProgress = importProgress(terminal);
    const report = await runImport(job, { signal: abort.signal, onProgress }).catch((error: unknown) => {
      if (!abort.signal.aborted) throw error;
      return undefined;
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
    if (report === undefined) {
      terminal.note('kerbside: the import was cancelled; nothing was written.');
      return INTERRUPTED;
    }
    if (args.has('json')) await terminal.print(JSON.stringify(reportJson(report, job.out)));
    else for (const line of reportLines(report)) await terminal.print(line.trimEnd());
    if (report.hint !== undefined) terminal.note(`kerbside: ${report.hint}`);
    if (job.out !== undefined) terminal.note(`Imported to ${job.out}.`);
    return EXIT.done;
  },
};

function jobOf(args: Arguments): Parameters<typeof runImport>[0] {
  const out = args.text('out');
  if (out === undefined && !args.has('dry-run')) {
    throw new UsageError('trace import needs --out SESSION, or --dry-run to look only.');
  }
  const offset = args.text('offset');
  const options = {
    format: formatOf(args.text('format')),
    offsetMs: offset === undefined ? undefined : readOffset(offset),
    stationId: args.text('station'),
  };
  const isDry = args.has('dry-run') || out === undefined;
  return { path: args.at(0), options, ...(isDry ? {} : { out: resolve(out) }) };
}

function formatOf(format: string | undefined): string | undefined {
  const known = IMPORT_FORMAT_IDS;
  if (format === undefined || known.includes(format)) return format;
  const nearest = nearestName(format, known);
  const guess = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  throw new UsageError(`--format takes ${known.join(', ')}, not "${format}".${guess}`);
}
