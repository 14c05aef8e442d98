import { once } from 'node:events';
import type { Server } from 'node:net';
import { ContractError } from '../../../shared/contract/failure.ts';

/** Binds the port; what can go wrong is said in a sentence with its remedy. Answers with the port that it got. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  try {
    // Throws at once where the number is no port, and tells everything else by an event.
    server.listen({ host, port });
    await once(server, 'listening');
  } catch (cause) {
    throw listenFailure(cause, host, port);
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function listenFailure(cause: unknown, host: string, port: number): ContractError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  switch (code) {
    case 'EADDRINUSE':
      return new ContractError('unavailable', `Port ${port} is in use by another program.`, {
        hint: 'Close that program (it may be another Kerbside), or choose another port with --port.',
        cause,
      });
    case 'EACCES':
      return new ContractError(
        'permission',
        `The system does not allow this user to listen on port ${port}.`,
        {
          hint: 'Choose a port above 1023 with --port.',
          cause,
        },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ContractError('unavailable', `This computer has no address ${host}.`, {
        hint: 'Choose one of its addresses with --host, or 0.0.0.0 for all of them.',
        cause,
      });
    case 'ERR_SOCKET_BAD_PORT':
      return new ContractError('invalid-params', `${port} is not a port number.`, {
        hint: 'Choose one between 1 and 65535 with --port, or 0 for any that is free.',
        cause,
      });
    default:
      return new ContractError(
        'unavailable',
        `Port ${port} on ${host} cannot be opened (${code || String(cause)}).`,
        {
          hint: 'Choose another port with --port.',
          cause,
        },
      );
  }
}
