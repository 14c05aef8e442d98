import type { WantedChange } from '../../../shared/configuration/change.ts';
import { EXIT, type Command } from '../command.ts';
import { changeWarnings } from '../configuration/changeWarnings.ts';
import { knownPacks } from '../configuration/knownPacks.ts';
import { followRuns, runsExit, showRuns } from '../configuration/followRuns.ts';
import { isConfirmed } from '../configuration/previewChanges.ts';
import { stationFailureExit } from '../configuration/stationFailure.ts';
import {
  givenSecrets,
  SECRET_ENV_FLAG,
  SECRET_FLAG,
  withAskedSecrets,
} from '../configuration/givenSecrets.ts';
import { withCore } from '../connect.ts';
import { UsageError } from '../usageError.ts';
import { knownCharger } from '../configuration/knownCharger.ts';

export const configSet: Command = {
  positionals: ['STATION', '[KEY VALUE…]'],
  flags: {
    yes: {
      about:
        'Send also what would cut the charger off from Kerbside or, on a cable, may disturb its charging, without asking.',
    },
    secret: SECRET_FLAG,
    'secret-env': SECRET_ENV_FLAG,
    'ask-secret': {
      value: 'KEY',
      isRepeatable: true,
      about: 'Ask on the terminal for the value of this key.',
    },
  },
  about:
    'Sends changes in their order, each with its outcome, and reads them back. A snapshot is kept before, for `config undo`. ' +
    'KEY is a key of 1.x or a variable of 2.x, such as Connector@1:1.Enabled#Target. A VALUE that begins with a hyphen goes behind two hyphens, at the end. Exit 3 where something was refused or does not hold, 4 without an answer, 5 not connected.',
  examples: [
    'config set CP-0042 HeartbeatInterval 300 MeterValueSampleInterval 60',
    'config set CP-0042 OCPPCommCtrlr.HeartbeatInterval 300 --json',
    'config set CP-0042 --ask-secret AuthorizationKey',
  ],
  async run(args, terminal) {
    const [stationId = '', ...words] = args.all();
    const changes = changesOf(words);
    const secrets = givenSecrets(args);
    if (changes.length + secrets.length + args.texts('ask-secret').length === 0) {
      throw new UsageError('config set needs KEY and VALUE: kerbside config set STATION KEY VALUE …');
    }
    changes.push(...(await withAskedSecrets(secrets, args.texts('ask-secret'), terminal)));
    return withCore(args, async (client) => {
      if ((await knownCharger(client, stationId, terminal)) === undefined) return EXIT.notConnected;
      try {
        const warnings = await changeWarnings(client, stationId, changes, await knownPacks(client));
        for (const warning of warnings) terminal.note(`Careful: ${warning}`);
        const isMeant =
          warnings.length === 0 || (await isConfirmed(args, [{ stationId, changes, cannot: [] }]));
        if (!isMeant) return EXIT.refused;
        const begun = await client.call('configuration.change', {
          stationId,
          changes,
          origin: 'edit',
          isConfirmed: warnings.length > 0,
        });
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

function changesOf(words: readonly string[]): WantedChange[] {
  const changes: WantedChange[] = [];
  for (let index = 0; index < words.length; index += 2) {
    const [address = '', value] = [words[index], words[index + 1]];
    if (value === undefined)
      throw new UsageError(`config set: ${address} has no value; write "" for an empty one.`);
    if (address === '') throw new UsageError('config set: a key is empty.');
    changes.push({ address, value });
  }
  return changes;
}
