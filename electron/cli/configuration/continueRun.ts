import type { ChangeRun, WantedChange } from '../../../shared/configuration/change.ts';
import { openSteps } from '../../../shared/configuration/openSteps.ts';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { isRiskTaken } from '../serial/changeRisks.ts';
import type { Terminal } from '../terminal.ts';
import { cableRisks } from './changeWarnings.ts';
import { withAskedSecrets } from './givenSecrets.ts';
import { changedSince } from './unfinishedRuns.ts';

interface ContinueWish {
  /** Secrets that were given with the command. */
  given: readonly WantedChange[];
  isYes: boolean;
  terminal: Terminal;
}

/** Goes on with a run that broke off; asks for secrets, and for what may disturb the charging as it is now. Nothing where that is not wanted. */
export async function continueRun(
  client: ContractClient,
  run: ChangeRun,
  runs: readonly ChangeRun[],
  { given, isYes, terminal }: ContinueWish,
): Promise<ChangeRun | undefined> {
  const { id, stationId } = run;
  for (const address of changedSince(run, runs)) {
    terminal.note(`${stationId}: ${address} was changed again since; going on writes over that.`);
  }
  if (run.state !== 'broken-off') return run;
  const left = openSteps(run);
  const wanted = left.map(({ address, wanted: value = '(secret)' }) => ({ address, value }));
  const risks = await cableRisks(client, stationId, wanted);
  if (!(await isRiskTaken(risks, { isYes, terminal }))) return undefined;
  const unkept = left.flatMap(({ address, isSecret }) => (isSecret ? [address] : []));
  const secrets = await withAskedSecrets(given, new Set(unkept), terminal);
  const isConfirmed = risks.length > 0;
  return client.call('changeRun.continue', { id, secrets, ...(isConfirmed ? { isConfirmed } : {}) });
}
