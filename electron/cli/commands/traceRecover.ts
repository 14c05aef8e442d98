import { recoverSession } from '../../core/index.ts';
import { EXIT, type Command } from '../command.ts';
import { UsageError } from '../usageError.ts';

export const traceRecover: Command = {
  positionals: ['FILE'],
  flags: { out: { value: 'OUT', about: 'The session file to make; one that exists is left alone.' } },
  about:
    'Saves what can be read of a damaged session file into another one. Records keep their numbers; the damaged file ' +
    'stays as it is.',
  examples: ['trace recover visit.kerbside --out saved.kerbside'],
  async run(args, terminal) {
    const out = args.text('out');
    if (out === undefined) throw new UsageError('trace recover needs --out: the session file to make.');
    const recovery = await recoverSession(args.at(0), out);
    if (args.has('json')) await terminal.print(JSON.stringify(recovery));
    else {
      const { records, missing, lostTables, path } = recovery;
      terminal.note(`${records} records were saved to ${path}.`);
      if (missing > 0) terminal.note(`${missing} numbers between them are missing.`);
      if (lostTables.length > 0) terminal.note(`Not or not wholly readable: ${lostTables.join(', ')}.`);
    }
    return EXIT.done;
  },
};
