import type { ChangeRun } from '../../../shared/configuration/change.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type Command } from '../command.ts';
import { continueRun } from '../configuration/continueRun.ts';
import { YES_ON_CABLE_FLAG } from '../serial/portFlags.ts';
import { followRuns, runsExit, showRuns } from '../configuration/followRuns.ts';
import { givenSecrets, SECRET_ENV_FLAG, SECRET_FLAG } from '../configuration/givenSecrets.ts';
import { stationFailureExit } from '../configuration/stationFailure.ts';
import { chosenRun, runLines, unfinishedRuns } from '../configuration/unfinishedRuns.ts';
import { withCore } from '../connect.ts';
import { oneLine } from '../oneLine.ts';
import type { Terminal } from '../terminal.ts';
import { knownCharger } from '../configuration/knownCharger.ts';

export const configContinue: Command = {
  positionals: ['STATION'],
  flags: {
    run: { value: 'N', about: 'Which of several runs: its number in --list, or its id.' },
    list: { about: 'Only show the runs that can go on.' },
    secret: SECRET_FLAG,
    'secret-env': SECRET_ENV_FLAG,
    yes: YES_ON_CABLE_FLAG,
  },
  about:
    'Goes on with changes of a charger that broke off, because it left, Kerbside ended or somebody stopped them: what is not known is read first, and what was not sent is sent. ' +
    'Where several runs can go on, nothing is sent without --run N. Exit 0 done or nothing to do, 2 several, 3 refused or does not hold, 4 without an answer, 5 not connected.',
  examples: [
    'config continue CP-0042',
    'config continue CP-0042 --list --json',
    'config continue CP-0042 --run 2',
  ],
  async run(args, terminal) {
    const stationId = args.at(0);
    const given = givenSecrets(args);
    return withCore(args, async (client) => {
      if ((await knownCharger(client, stationId, terminal)) === undefined) return EXIT.notConnected;
      const runs = await client.call('changeRuns.list', { stationId });
      if (args.has('list')) return list(stationId, runs, { args, terminal });
      const run = chosenRun(stationId, runs, args.text('run'));
      if (run === undefined) {
        terminal.note(`Nothing broke off on ${stationId}: there is nothing to go on with.`);
        if (args.has('json')) await terminal.print('null');
        return EXIT.done;
      }
      try {
        const begun = await continueRun(client, run, runs, { given, isYes: args.has('yes'), terminal });
        if (begun === undefined) return EXIT.refused;
        const ended = await followRuns(client, [begun], terminal);
        if (args.has('json')) await terminal.print(JSON.stringify(ended[0]));
        else await showRuns(ended, terminal);
        return runsExit(ended);
      } catch (error) {
        return stationFailureExit(error, terminal);
      }
    });
  },
};

async function list(
  stationId: string,
  runs: readonly ChangeRun[],
  { args, terminal }: { args: Arguments; terminal: Terminal },
): Promise<number> {
  const open = unfinishedRuns(runs);
  if (args.has('json')) {
    await terminal.print(JSON.stringify(open.map(({ number, run }) => ({ number, ...run }))));
  } else if (open.length > 0) for (const line of runLines(open)) await terminal.print(oneLine(line));
  if (open.length === 0) terminal.note(`Nothing broke off on ${stationId}.`);
  return EXIT.done;
}
