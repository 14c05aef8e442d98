import { once } from 'node:events';
import type { Server } from 'node:net';
import { ContractError } from '../../../shared/contract/failure.ts';

/**
 * Listens on the first of these ports that can be had. The standard ports come first: some chargers ignore the port in
 * an address. Fails with `unavailable`.
 */
export async function openPort<S extends Server>(
  host: string,
  ports: readonly number[],
  create: () => S,
): Promise<{ server: S; port: number }> {
  let cause: unknown;
  for (const port of ports) {
    const server = create();
    try {
      server.listen({ host, port });
      await once(server, 'listening');
      const address = server.address();
      // A listener that breaks later goes on with the connections that it has.
      server.on('error', () => undefined);
      return { server, port: typeof address === 'object' && address !== null ? address.port : port };
    } catch (error) {
      cause = error;
    }
  }
  throw new ContractError('unavailable', `None of the ports ${ports.join(', ')} can be opened on ${host}.`, {
    hint: 'Another program may use them, or the system forbids them. HTTP needs no port of its own.',
    cause,
  });
}
