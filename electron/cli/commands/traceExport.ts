import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeWholeFile } from '../../core/index.ts';
import { EXIT, type Command } from '../command.ts';
import { nearestName } from '../nearestName.ts';
import { UsageError } from '../usageError.ts';
import { withAnyTrace } from '../withAnyTrace.ts';

const FORMATS = ['jsonl'];

export const traceExport: Command = {
  positionals: ['FILE'],
  flags: {
    format: { value: 'FORMAT', about: 'jsonl: Open OCPP Trace 1.1, one JSON line for each record.' },
    out: { value: 'OUT', about: 'The file to write (default: stdout).' },
  },
  about: 'Writes a session file in an exchange format, also while Kerbside records into it.',
  examples: ['trace export visit.kerbside --format jsonl --out visit.jsonl'],
  async run(args, terminal) {
    checkFormat(args.text('format'));
    const out = args.text('out');
    const path = args.at(0);
    if (out !== undefined && resolve(out) === resolve(path)) {
      throw new UsageError('--out names the session file itself: give the export another name.');
    }
    await withAnyTrace(path, terminal, async ({ file }) => {
      if (out === undefined) {
        await pipeline(file.export('jsonl'), process.stdout, { end: false });
        return;
      }
      await writeWholeFile(resolve(out), file.export('jsonl'));
      if (args.has('json')) await terminal.print(JSON.stringify({ format: 'jsonl', out: resolve(out) }));
      else terminal.note(`Exported to ${resolve(out)}.`);
    });
    return EXIT.done;
  },
};

function checkFormat(format: string | undefined): void {
  if (format !== undefined && FORMATS.includes(format)) return;
  if (format === undefined)
    throw new UsageError(`trace export needs a format: --format ${FORMATS.join('|')}.`);
  const nearest = nearestName(format, FORMATS);
  const guess = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  throw new UsageError(`--format takes ${FORMATS.join(', ')}, not "${format}".${guess}`);
}
