import type { ContractClient } from '../../shared/contract/client.ts';
import { ContractError } from '../../shared/contract/failure.ts';
import type { Terminal } from './terminal.ts';

const LIST_LIMIT_MS = 1000;
/** A boot loader that is in the middle of a page may take so long to let go. */
const STOP_LIMIT_MS = 5000;

/** Ends what goes over cables while their lines are still there, and says on stderr in what state that leaves each charger. */
export async function stopPushes(client: ContractClient, terminal: Terminal): Promise<void> {
  try {
    const runs = await client.call('portRuns.list', {}, { timeoutMs: LIST_LIMIT_MS });
    for (const { id, path, kind } of runs.filter(({ endedAt }) => endedAt === undefined)) {
      const { sentence, remedy = '' } = await client.call(
        'portRun.cancel',
        { id },
        { timeoutMs: STOP_LIMIT_MS },
      );
      terminal.note(
        `kerbside: ${kind === 'firmware' ? 'Firmware over' : 'Log over'} ${path}: ${sentence} ${remedy}`,
      );
    }
  } catch (error) {
    // The end must not wait for it.
    if (!(error instanceof ContractError)) throw error;
  }
}
