import { newestAt, type Attempt } from '../../../shared/station/attempt.ts';
import { clockTime } from '../clockTime.ts';
import { EXIT, type Command } from '../command.ts';
import { withCore } from '../connect.ts';
import { attemptJson } from '../stationJson.ts';
import { table } from '../table.ts';

export const attempts: Command = {
  positionals: [],
  flags: { head: { about: 'Also what was agreed and the first bytes of each attempt, as received.' } },
  about:
    'Lists the connection attempts that the running Kerbside saw: how far each came, why, and what to do.',
  examples: ['attempts', 'attempts --head', 'attempts --json'],
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
    const [heads = '', ...lines] = table(
      ['TIME', 'FROM', 'STAGE', 'RESULT', 'WHAT HAPPENED'],
      all.map(rowOf),
    );
    await terminal.print(heads);
    for (const [index, line] of lines.entries()) {
      await terminal.print(line);
      const attempt = all[index];
      if (args.has('head') && attempt !== undefined) await terminal.print(behind(attempt));
    }
    return EXIT.done;
  },
};

function rowOf(attempt: Attempt): string[] {
  const { remoteAddress, stage, ok, sentence, remedy, count } = attempt;
  const times = count === undefined ? undefined : `(${count} times since ${clockTime(attempt.at)})`;
  return [
    clockTime(newestAt(attempt)),
    remoteAddress,
    stage,
    ok ? 'ok' : 'failed',
    [sentence, times, remedy].filter(Boolean).join(' '),
  ];
}

/** Indented, so that the lines of a head are not taken for attempts. */
function behind({ details = [], head }: Attempt): string {
  const lines = [...details, ...head.trimEnd().split(/\r?\n/)];
  return lines.map((line) => `    ${printable(line)}`).join('\n');
}

/** A head is what a stranger sent: it must not steer the terminal. */
function printable(line: string): string {
  return line.replace(/[^\t\x20-\x7e\xa0-\uffff]/g, '·');
}
