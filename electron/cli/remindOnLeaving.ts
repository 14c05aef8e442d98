import type { ContractClient } from '../../shared/contract/client.ts';
import { ContractError } from '../../shared/contract/failure.ts';
import type { Terminal } from './terminal.ts';

/** The end must not wait for it. */
const LIMIT_MS = 1000;

/** Says on stderr which chargers still point to this laptop: whoever leaves now leaves them without their back end. */
export async function remindOnLeaving(client: ContractClient, terminal: Terminal): Promise<void> {
  try {
    const left = await client.call('backends.left', {}, { timeoutMs: LIMIT_MS });
    for (const { sentence } of left) terminal.note(`kerbside: ${sentence}`);
  } catch (error) {
    // Being reminded is no reason not to end.
    if (!(error instanceof ContractError)) throw error;
  }
}
