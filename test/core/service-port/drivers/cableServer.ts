import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Cable {
  path: string;
  /** The device’s end, once it is plugged in. */
  plugged: Promise<Socket>;
}

/** A TCP port behind which a test is the device. `answer` gets each chunk that comes. */
export async function cableServer(
  answer: (text: string, socket: Socket) => void = () => undefined,
): Promise<Cable> {
  const server = createServer();
  const sockets = new Set<Socket>();
  const plugged = new Promise<Socket>((resolve) => {
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => answer(bytes.toString('utf8'), socket));
      resolve(socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { path: `tcp://127.0.0.1:${port}`, plugged };
}
