import { isJsonObject } from '../../../shared/json.ts';
import { EXIT, type Command } from '../command.ts';
import { stationFailureExit } from '../configuration/stationFailure.ts';
import { withCore } from '../connect.ts';
import { outcomeExit } from '../outcomeExit.ts';
import { knownCharger } from '../configuration/knownCharger.ts';

export const configRestart: Command = {
  positionals: ['STATION'],
  flags: {},
  about:
    'Restarts a charger, so that changes that wait for it hold; they are read back when it is there again. Not while it charges. Exit 3 where the charger or Kerbside refuses, 4 without an answer, 5 not connected.',
  examples: ['config restart CP-0042'],
  async run(args, terminal) {
    const stationId = args.at(0);
    return withCore(args, async (client) => {
      if ((await knownCharger(client, stationId, terminal)) === undefined) return EXIT.notConnected;
      try {
        const outcome = await client.call('configuration.restart', { stationId }, { timeoutMs: 0 });
        const { payload, description } = outcome;
        const status = isJsonObject(payload) ? payload['status'] : undefined;
        const isTaken = status === 'Accepted' || status === 'Scheduled';
        if (args.has('json')) await terminal.print(JSON.stringify(outcome));
        else if (isTaken) terminal.note(`${stationId} restarts.`);
        else
          terminal.note(
            `${stationId} does not restart: ${typeof status === 'string' ? status : (description ?? outcome.outcome)}.`,
          );
        if (outcome.outcome !== 'answered') return outcomeExit(outcome.outcome);
        return isTaken ? EXIT.done : EXIT.refused;
      } catch (error) {
        return stationFailureExit(error, terminal);
      }
    });
  },
};
