import { exportFormats, type ExportFormat } from '../../core/index.ts';
import { choice } from '../choice.ts';
import { EXIT, type Command } from '../command.ts';
import { exportFile, FILTER_FLAGS, wantedFilter } from '../exportedFile.ts';
import { REDACTION_FLAGS, wantedRedaction } from '../redactionFlags.ts';
import { UsageError } from '../usageError.ts';

const FORMATS = exportFormats();
const IDS = FORMATS.map(({ id }) => id);

export const traceExport: Command = {
  positionals: ['FILE'],
  flags: {
    format: {
      value: 'FORMAT',
      about: `One of: ${FORMATS.map(({ id, name }) => `${id} (${name})`).join('; ')}.`,
    },
    out: { value: 'OUT', about: 'The file to write (default: stdout).' },
    ...FILTER_FLAGS,
    redact: {
      about:
        'Replace passwords, keys, id tags, SIM numbers, addresses and contacts by stand-ins, the same everywhere. ' +
        'Without this flag nothing is replaced.',
    },
    'no-redact': { about: 'Replace nothing, and say nothing about it.' },
    ...REDACTION_FLAGS,
  },
  about: 'Writes a session file in another format, also while Kerbside records into it.',
  examples: [
    'trace export visit.kerbside --format jsonl --out visit.jsonl',
    'trace export visit.kerbside --format html --redact --out for-the-maker.html',
    "trace export visit.kerbside --format markdown --redact --filter 'issue:error'",
  ],
  async run(args, terminal) {
    const format = wantedFormat(args.text('format'));
    const redaction = wantedRedaction(args);
    const filter = wantedFilter(args);
    if (redaction === undefined && !args.has('no-redact')) {
      terminal.note(
        'Nothing is redacted: passwords, id tags and addresses are in the export. --redact replaces them.',
      );
    }
    const order = { path: args.at(0), out: args.text('out'), format, filter, redaction };
    await exportFile(order, terminal, args.has('json'));
    return EXIT.done;
  },
};

function wantedFormat(typed: string | undefined): ExportFormat {
  if (typed === undefined) throw new UsageError(`trace export needs a format: --format ${IDS.join('|')}.`);
  const id = choice('format', typed, IDS);
  const format = FORMATS.find((one) => one.id === id);
  if (format === undefined) throw new UsageError(`There is no format ${id}.`);
  return format;
}
