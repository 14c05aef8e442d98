import type { WantedChange } from '../../../shared/configuration/change.ts';
import type { ContractClient } from '../../../shared/contract/client.ts';
import type { Arguments } from '../args.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { askYes, canAsk } from './askOnTerminal.ts';
import { changeWarnings } from './changeWarnings.ts';
import { knownPacks } from './knownPacks.ts';

/** What would be sent to a station, and what cannot be brought about. */
export interface ChangePreview {
  stationId: string;
  changes: readonly WantedChange[];
  /** How many secrets are sent besides. */
  secrets?: number;
  cannot: ReadonlyArray<{ address: string; sentence: string }>;
}

/** Shows on stderr what would be sent, before anything is, and what it would do to the connection or, over a cable, to the charging. */
export async function showPreview(
  client: ContractClient,
  previews: readonly ChangePreview[],
  terminal: Terminal,
): Promise<void> {
  const packs = await knownPacks(client);
  for (const { stationId, changes, cannot, secrets = 0 } of previews) {
    for (const warning of await changeWarnings(client, stationId, changes, packs))
      terminal.note(`Careful: ${warning}`);
    for (const { address, value } of changes) {
      terminal.note(
        `${stationId}: ${address} = ${packs.isSecret(address) ? '(secret)' : JSON.stringify(value)}`,
      );
    }
    if (secrets > 0) terminal.note(`${stationId}: ${secrets} ${secrets === 1 ? 'secret' : 'secrets'}`);
    for (const { address, sentence } of cannot) terminal.note(`${stationId}: not ${address}: ${sentence}`);
  }
}

/** Whether the technician wants it: by --yes, or asked on the terminal. Throws `UsageError` where nobody can be asked. */
export async function isConfirmed(args: Arguments, previews: readonly ChangePreview[]): Promise<boolean> {
  if (args.has('yes')) return true;
  const counts = previews.map(({ changes, secrets = 0 }) => changes.length + secrets);
  const count = counts.reduce((sum, one) => sum + one, 0);
  const stations = counts.filter((one) => one > 0).length;
  const what = `${count} ${count === 1 ? 'change' : 'changes'} to ${stations} ${stations === 1 ? 'charger' : 'chargers'}`;
  if (!canAsk()) throw new UsageError(`nothing was sent. Add --yes to send ${what}.`);
  return askYes(`Send ${what}?`);
}
