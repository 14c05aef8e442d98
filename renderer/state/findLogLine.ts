import type { ContractClient } from '../../shared/contract/client.ts';
import { ContractError } from '../../shared/contract/failure.ts';
import type { ContentState } from '../../shared/files/contents/contentState.ts';
import type { LookedLog } from './lookedLogs.ts';

/**
 * The line of a log that is nearest to a moment (epoch ms by this computer's clock), by its clock where that was compared; nothing where
 * its lines tell no times. Fails with `invalid-params` where it is no text, such as an archive.
 */
export async function findLogLine(
  client: ContractClient,
  { fetchId, inside }: Pick<LookedLog, 'fetchId' | 'inside'>,
  at: number,
): Promise<{ line: number; distanceMs: number; inside: readonly string[]; isCompared: boolean } | undefined> {
  const { content } = await client.call('content.open', { source: { fetch: fetchId }, inside: [...inside] });
  try {
    // Waits until it is open and counted.
    const found = await client.call('content.lineAt', { content, at }, { timeoutMs: 0 });
    const state = await stateOf(client, content);
    const { line, distanceMs = 0 } = found;
    if (line === undefined) return undefined;
    return {
      line,
      distanceMs,
      inside: state.inside,
      isCompared: state.alignment?.offsetMs !== undefined,
    };
  } finally {
    await client.call('content.close', { content });
  }
}

function stateOf(client: ContractClient, content: number): Promise<ContentState> {
  return new Promise((resolve, reject) => {
    const unsubscribe = client.subscribe(
      'content',
      { content },
      {
        snapshot(state) {
          resolve(state);
          queueMicrotask(() => unsubscribe());
        },
        change: () => undefined,
        ended: ({ code, message }) => reject(new ContractError(code, message)),
      },
    );
  });
}
