import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';

/**
 * The address of this machine on its route to a host: what the host can call back. Nothing is sent; the operating
 * system looks the route up. Fails with the system's error where there is none.
 */
export function routeAddress(host: string, port: number): Promise<string> {
  const bare = host.replace(/^\[|\]$/g, '');
  const socket = createSocket(isIPv6(bare) ? 'udp6' : 'udp4');
  return new Promise<string>((resolve, reject) => {
    socket.once('error', reject);
    socket.connect(port, bare, () => resolve(socket.address().address));
  }).finally(() => socket.close());
}
