import type { ContractClient } from '../../shared/contract/client.ts';
import { navigate } from './useRoute.ts';

/** Opens a session file beside the running session and goes there; the running session has a screen of its own. */
export async function openTrace(client: ContractClient, path: string): Promise<void> {
  const { trace } = await client.call('trace.open', { path });
  navigate(trace === undefined ? { screen: 'messages' } : { screen: 'trace', traceId: trace });
}
