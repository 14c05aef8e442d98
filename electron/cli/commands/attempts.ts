import { clockTime } from '../clockTime.ts';
import { EXIT, type Command } from '../command.ts';
import { withCore } from '../connect.ts';
import { attemptJson } from '../stationJson.ts';
import { table } from '../table.ts';

export const attempts: Command = {
  positionals: [],
  flags: {},
  about:
    'Lists the connection attempts that the running Kerbside saw: how far each came, why, and what to do.',
  examples: ['attempts', 'attempts --json'],
  async run(args, terminal) {
    const all = await withCore(args, (client) => client.call('attempts.list', {}));
    if (args.has('json')) {
      await terminal.print(JSON.stringify(all.map(attemptJson)));
      return EXIT.done;
    }
    if (all.length === 0) {
      terminal.note(
        'Nothing has tried to connect yet. Type the address that `kerbside serve` shows into the charger.',
      );
      return EXIT.done;
    }
    const rows = all.map(({ at, remoteAddress, stage, ok, sentence, remedy }) => [
      clockTime(at),
      remoteAddress,
      stage,
      ok ? 'ok' : 'failed',
      [sentence, remedy].filter(Boolean).join(' '),
    ]);
    for (const line of table(['TIME', 'FROM', 'STAGE', 'RESULT', 'WHAT HAPPENED'], rows)) {
      await terminal.print(line);
    }
    return EXIT.done;
  },
};
