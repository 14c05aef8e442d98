import { ContractError } from '../../../shared/contract/failure.ts';
import type { Arguments } from '../args.ts';
import { EXIT } from '../command.ts';
import { failureSentence } from '../configuration/stationFailure.ts';
import { firstSnapshot } from '../firstSnapshot.ts';
import type { Terminal } from '../terminal.ts';
import { logIn } from './logIn.ts';
import type { OpenPort } from './openPort.ts';
import { portWish } from './portFlags.ts';
import { withPortCore } from './withPortCore.ts';

/** Opening identifies the device, which may be slow: it has time-outs of its own. */
const NO_TIMEOUT = { timeoutMs: 0 };

/**
 * Opens the port of `--port` and works with it; answers with the exit code. A port that was open before stays open, and where no setting is
 * asked for it stays as it is. Trouble of the port is told and ends with its code.
 */
export async function withPort(
  args: Arguments,
  terminal: Terminal,
  use: (port: OpenPort) => Promise<number>,
): Promise<number> {
  const wish = portWish(args);
  return withPortCore(args, async (client) => {
    const { path } = wish;
    try {
      const before = (await firstSnapshot(client, 'ports', {})).find(({ port }) => port.path === path);
      const wasOpen = before !== undefined && before.phase !== 'closed' && before.phase !== 'lost';
      const isAsIs = wish.profileId === undefined && wish.line === undefined && wish.unit === undefined;
      const state = wasOpen && isAsIs ? before : await client.call('port.open', wish, NO_TIMEOUT);
      for (const { sentence, remedy } of state.banners) {
        terminal.note(failureSentence({ message: sentence, hint: remedy }));
      }
      try {
        const port = { client, path, state, wasOpen };
        const user = args.text('login');
        const login = user === undefined ? EXIT.done : await logIn(port, user, terminal);
        return login === EXIT.done ? await use(port) : login;
      } finally {
        // A port that is gone has nothing to be closed.
        if (!wasOpen) await client.call('port.close', { path }).catch(() => undefined);
      }
    } catch (error) {
      return portFailureExit(error, terminal);
    }
  });
}

/** Tells trouble of a port, and answers with its exit code; trouble of the tool itself is thrown on. */
export function portFailureExit(error: unknown, terminal: Terminal): number {
  if (!(error instanceof ContractError)) throw error;
  const code = exitOf(error.code);
  if (code === undefined) throw error;
  terminal.note(`kerbside: ${failureSentence(error)}`);
  return code;
}

function exitOf(code: ContractError['code']): number | undefined {
  switch (code) {
    case 'busy':
    case 'permission':
    case 'not-found':
    case 'unavailable':
      return EXIT.notConnected;
    case 'conflict':
      return EXIT.refused;
    case 'invalid-params':
      return EXIT.usage;
    case 'timeout':
      return EXIT.timedOut;
    default:
      return undefined;
  }
}
