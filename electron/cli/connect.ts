import { WebSocket } from 'ws';
import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import { ContractError } from '../../shared/contract/failure.ts';
import { LIMITS } from '../../shared/contract/limits.ts';
import { webSocketLink } from '../serve/webSocketLink.ts';
import type { Arguments } from './args.ts';
import { findCore } from './runningCore.ts';
import { UsageError } from './usageError.ts';

const HANDSHAKE_TIMEOUT_MS = 5000;
/** Asked for so that the port for chargers, which lets every WebSocket in, says no. */
const LINK_PROTOCOL = 'kerbside-link';

/** Connects to the core that `--connect` names, or to the one that runs on this machine, and does one thing with it. */
export async function withCore<T>(args: Arguments, use: (client: ContractClient) => Promise<T>): Promise<T> {
  const given = args.text('connect');
  const client = await open(given ?? findCore());
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

async function open(address: string): Promise<ContractClient> {
  const socket = new WebSocket(linkAddress(address), LINK_PROTOCOL, {
    maxPayload: LIMITS.messageChars,
    perMessageDeflate: false,
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
  });
  const link = webSocketLink(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('unexpected-response', (_request, response) => {
      socket.terminate();
      reject(refused(address, response.statusCode ?? 0));
    });
    socket.once('error', (error) => reject(unreachable(address, error)));
  });
  return createClient(link);
}

function linkAddress(address: string): URL {
  const url = URL.parse(address);
  if (url === null || !/^(http|ws)s?:$/.test(url.protocol)) {
    throw new UsageError(
      `--connect takes the \`ui\` address that \`kerbside serve\` prints (http://127.0.0.1:8886/?token=…), not "${address}".`,
    );
  }
  url.protocol = url.protocol.replace('http', 'ws');
  url.pathname = '/link';
  return url;
}

/** The address without its token: messages end up in logs. */
function withoutToken(address: string): string {
  return URL.parse(address)?.origin ?? address;
}

function refused(address: string, status: number): ContractError {
  const where = withoutToken(address);
  if (status === 401 || status === 403) {
    return new ContractError('permission', `The Kerbside at ${where} did not accept the token.`, {
      hint: 'Copy the whole `ui` address that `kerbside serve` printed, with ?token=… at its end.',
    });
  }
  return new ContractError('unavailable', `What answers at ${where} is not Kerbside (HTTP ${status}).`, {
    hint: 'Check the address: it is the `ui` address that `kerbside serve` prints.',
  });
}

function unreachable(address: string, cause: Error): ContractError {
  if (/subprotocol/i.test(cause.message)) {
    return new ContractError(
      'unavailable',
      `What answers at ${withoutToken(address)} is not Kerbside’s screens.`,
      {
        hint: 'It may be the port for chargers: use the `ui` address that `kerbside serve` prints.',
        cause,
      },
    );
  }
  return new ContractError('unavailable', `No Kerbside answers at ${withoutToken(address)}.`, {
    hint: 'Start one with `kerbside serve`, or check the address given with --connect.',
    cause,
  });
}
