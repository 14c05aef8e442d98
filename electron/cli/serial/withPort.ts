import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { Params } from '../../../shared/contract/methods.ts';
import type { PortState } from '../../../shared/service-port/portState.ts';
import type { Arguments } from '../args.ts';
import { EXIT } from '../command.ts';
import { failureSentence } from '../configuration/stationFailure.ts';
import { firstSnapshot } from '../firstSnapshot.ts';
import { nearestName } from '../nearestName.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
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
  return withPortCore(args, terminal, async (client, interruption) => {
    const { path } = wish;
    let isOurs = false;
    const work = async (): Promise<number> => {
      const before = await openBefore(client, path);
      isOurs = before === undefined;
      const isAsIs = wish.profileId === undefined && wish.line === undefined && wish.unit === undefined;
      const state = before !== undefined && isAsIs ? before : await opened(client, wish);
      for (const { sentence, remedy, seq } of state.banners) {
        const message = seq === undefined ? sentence : `${sentence} (record ${seq})`;
        terminal.note(failureSentence({ message, hint: remedy }));
      }
      const port = { client, path, state, wasOpen: before !== undefined, interruption };
      const user = args.text('login');
      const login = user === undefined ? EXIT.done : await logIn(port, user, terminal);
      return login === EXIT.done ? await use(port) : login;
    };
    try {
      return await interruption.race(work);
    } catch (error) {
      // Somebody else opens it, and keeps it.
      if (error instanceof ContractError && error.code === 'busy') isOurs = false;
      return portFailureExit(error, terminal);
    } finally {
      // A port that is gone has nothing to be closed.
      if (isOurs) await client.call('port.close', { path }).catch(() => undefined);
    }
  });
}

/** The port as somebody else has it open; nothing where it is closed. */
async function openBefore(client: ContractClient, path: string): Promise<PortState | undefined> {
  const known = (await firstSnapshot(client, 'ports', {})).find(({ port }) => port.path === path);
  return known === undefined || known.phase === 'closed' || known.phase === 'lost' ? undefined : known;
}

/** Throws `UsageError` for a profile that there is not. */
async function opened(client: ContractClient, wish: Params<'port.open'>): Promise<PortState> {
  try {
    return await client.call('port.open', wish, NO_TIMEOUT);
  } catch (error) {
    if (error instanceof ContractError && error.code === 'not-found') await checkProfile(client, wish);
    throw error;
  }
}

async function checkProfile(client: ContractClient, { profileId }: Params<'port.open'>): Promise<void> {
  if (profileId === undefined) return;
  const { profiles } = await client.call('portProfiles.list', {});
  const ids = profiles.map(({ id }) => id);
  if (ids.includes(profileId)) return;
  const near = nearestName(profileId, ids) ?? ids.find((id) => id.includes(profileId));
  const guess = near === undefined ? '' : ` Did you mean ${near}?`;
  throw new UsageError(
    `there is no profile "${profileId}".${guess} \`kerbside serial profiles\` lists them.`,
  );
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
