import { extname } from 'node:path';
import { exportFormats, type ExportFormat } from '../../core/index.ts';
import { EXIT, type Command } from '../command.ts';
import { exportFile, FILTER_FLAGS, wantedFilter } from '../exportedFile.ts';
import { REDACTION_FLAGS, redactionChoice } from '../redactionFlags.ts';
import { UsageError } from '../usageError.ts';

const FORMATS = exportFormats();

export const traceRedact: Command = {
  positionals: ['FILE'],
  flags: {
    out: {
      value: 'OUT',
      about: `The file to write; its ending says the format: ${[...new Set(FORMATS.map(({ extension }) => extension))].join(', ')}.`,
    },
    ...FILTER_FLAGS,
    ...REDACTION_FLAGS,
  },
  about:
    'Writes a copy in which passwords, keys, id tags, SIM numbers, addresses and contacts have stand-ins, the same ' +
    'everywhere, so that messages still belong together. The file itself stays as it is.',
  examples: [
    'trace redact visit.kerbside --out for-the-maker.kerbside',
    'trace redact visit.kerbside --out for-the-maker.html --redact-stations',
  ],
  async run(args, terminal) {
    const out = args.text('out');
    if (out === undefined) throw new UsageError('trace redact needs a file to write: --out OUT.');
    const order = {
      path: args.at(0),
      out,
      format: formatOf(out),
      filter: wantedFilter(args),
      redaction: redactionChoice(args),
    };
    await exportFile(order, terminal, args.has('json'));
    return EXIT.done;
  },
};

/** The first format of an ending: `.jsonl` is the one that carries everything. */
function formatOf(out: string): ExportFormat {
  const extension = extname(out).toLowerCase();
  const format = FORMATS.find((one) => one.extension === extension);
  if (format !== undefined) return format;
  const known = [...new Set(FORMATS.map((one) => one.extension))].join(', ');
  throw new UsageError(`--out ends in "${extension}", which is no format of an export. It takes ${known}.`);
}
