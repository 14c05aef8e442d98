import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A two-wire line in front of a device: whoever sends hears himself, byte by byte, before anybody answers. Answers with its path. */
export async function halfDuplex(path: string): Promise<string> {
  const { hostname, port } = new URL(path);
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) socket.setNoDelay(true).on('error', () => undefined);
    near.on('data', (bytes) => {
      near.write(bytes);
      far.write(bytes);
    });
    far.on('data', (bytes) => near.write(bytes));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    await once(server, 'close');
  });
  return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
