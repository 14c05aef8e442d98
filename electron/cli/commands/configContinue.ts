import { EXIT, type Command } from '../command.ts';
import { followRuns, runsExit, showRuns } from '../configuration/followRuns.ts';
import {
  givenSecrets,
  SECRET_ENV_FLAG,
  SECRET_FLAG,
  withAskedSecrets,
} from '../configuration/givenSecrets.ts';
import { stationFailureExit } from '../configuration/stationFailure.ts';
import { withCore } from '../connect.ts';
import { knownStation } from './knownStation.ts';

export const configContinue: Command = {
  positionals: ['STATION'],
  flags: { secret: SECRET_FLAG, 'secret-env': SECRET_ENV_FLAG },
  about:
    'Goes on with the last changes of a charger that broke off, because it left, Kerbside ended or somebody stopped them: what is not known is read first, and what was not sent is sent.',
  examples: ['config continue CP-0042'],
  async run(args, terminal) {
    const stationId = args.at(0);
    const given = givenSecrets(args);
    return withCore(args, async (client) => {
      if ((await knownStation(client, stationId, terminal)) === undefined) return EXIT.notConnected;
      const last = (await client.call('changeRuns.list', { stationId })).at(-1);
      if (last === undefined || last.state === 'finished') {
        terminal.note(`Nothing broke off on ${stationId}: there is nothing to go on with.`);
        if (args.has('json')) await terminal.print('null');
        return EXIT.done;
      }
      try {
        const isOpen = last.state === 'broken-off';
        const wanted = last.steps.filter(({ isSecret, state }) => isSecret && state === 'not-sent');
        const secrets = isOpen
          ? await withAskedSecrets(given, new Set(wanted.map(({ address }) => address)), terminal)
          : given;
        const begun = isOpen ? await client.call('changeRun.continue', { id: last.id, secrets }) : last;
        const runs = await followRuns(client, [begun], terminal);
        if (args.has('json')) await terminal.print(JSON.stringify(runs[0]));
        else await showRuns(runs, terminal);
        return runsExit(runs);
      } catch (error) {
        return stationFailureExit(error, terminal);
      }
    });
  },
};
