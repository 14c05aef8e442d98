import type { ChangeRun } from '../../../shared/configuration/change.ts';
import type { AppliedStation, CheckedStation } from '../../../shared/contract/methods/templateMethods.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type Command } from '../command.ts';
import { followRuns, runsExit, showRuns } from '../configuration/followRuns.ts';
import {
  givenSecrets,
  SECRET_ENV_FLAG,
  SECRET_FLAG,
  withAskedSecrets,
} from '../configuration/givenSecrets.ts';
import { isConfirmed, showPreview, type ChangePreview } from '../configuration/previewChanges.ts';
import { asFileError, readTextFile } from '../configuration/readTextFile.ts';
import { failureExit, failureSentence, gravestExit } from '../configuration/stationFailure.ts';
import { withCore } from '../connect.ts';
import type { Terminal } from '../terminal.ts';

export const configApply: Command = {
  positionals: ['FILE', 'STATION', '[STATION…]'],
  flags: {
    yes: { about: 'Send the changes without asking.' },
    secret: SECRET_FLAG,
    'secret-env': SECRET_ENV_FLAG,
    'for-all': { about: 'Also to chargers that the template is not for.' },
  },
  about:
    'Brings chargers to what a template wants, all at once: shows what would be sent, asks, sends, and reads back. What is as wanted is not sent again. ' +
    'With --json one line for each charger. Exit 3 where something was refused, cannot be brought about or does not hold, 4 without an answer, 5 not connected.',
  examples: ['config apply depot.json CP-0042 CP-0043', 'config apply depot.json CP-0042 --yes --json'],
  async run(args, terminal) {
    const [path = '', ...stationIds] = args.all();
    const text = await readTextFile(path);
    const given = givenSecrets(args);
    return withCore(args, async (client) => {
      const { stations } = await client
        .call('template.check', { text, stationIds }, { timeoutMs: 0 })
        .catch((error: unknown) => asFileError(path, error));
      const meant = stations.filter((station) => isMeant(station, args));
      const wanted = new Set(meant.flatMap(({ plan }) => plan?.missingSecrets ?? []));
      const secrets = await withAskedSecrets(given, wanted, terminal);
      const previews = meant.map((station) => previewOf(station, secrets.length > 0));
      await showPreview(client, previews, terminal);
      const isToSend = previews.some(({ changes, secrets: count = 0 }) => changes.length + count > 0);
      if (isToSend && !(await isConfirmed(args, previews))) return EXIT.refused;
      const isForAll = args.has('for-all');
      const applied = await client.call(
        'template.apply',
        { text, stationIds, secrets, isForAll, isConfirmed: isToSend },
        { timeoutMs: 0 },
      );
      const begun = applied.stations.flatMap(({ run }) => run ?? []);
      const runs = await followRuns(client, begun, terminal);
      await show(applied.stations, runs, { args, terminal });
      return gravestExit([runsExit(runs), ...applied.stations.map(notBegunExit)]);
    });
  },
};

function isMeant({ check }: CheckedStation, args: Arguments): boolean {
  return check !== undefined && (check.notFor === undefined || args.has('for-all'));
}

/** What applying sends, with the secrets that the check did not have. */
function previewOf({ stationId, plan }: CheckedStation, hasSecrets: boolean): ChangePreview {
  const { changes = [], cannot = [], missingSecrets = [] } = plan ?? {};
  const secrets = hasSecrets ? missingSecrets : [];
  return {
    stationId,
    changes,
    secrets: secrets.length,
    cannot: cannot.filter(({ address }) => !secrets.includes(address)),
  };
}

async function show(
  stations: readonly AppliedStation[],
  runs: readonly ChangeRun[],
  { args, terminal }: { args: Arguments; terminal: Terminal },
): Promise<void> {
  const ended = new Map(runs.map((run) => [run.id, run]));
  if (args.has('json')) {
    for (const { run, ...station } of stations) {
      const shown = run === undefined ? station : { ...station, run: ended.get(run.id) ?? run };
      await terminal.print(JSON.stringify(shown));
    }
    return;
  }
  if (runs.length > 0) await showRuns(runs, terminal);
  for (const { stationId, sentence, failure, cannot } of stations) {
    if (failure !== undefined) terminal.note(`${stationId}: ${failureSentence(failure)}`);
    else if (sentence !== undefined) terminal.note(`${stationId}: ${sentence}`);
    for (const { address, sentence: why } of cannot) terminal.note(`${stationId}: not ${address}: ${why}`);
  }
}

function notBegunExit({ reason, failure, cannot }: AppliedStation): number {
  if (failure !== undefined) return failureExit(failure) ?? EXIT.failed;
  return reason === 'not-for' || cannot.length > 0 ? EXIT.refused : EXIT.done;
}
