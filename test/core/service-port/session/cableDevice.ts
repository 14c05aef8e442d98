import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A device behind a TCP port that stands for its cable; the test says what it does. */
export interface CableDevice {
  path: string;
  /** What came so far, of all connections. */
  received(): Buffer;
  /** Resolves when the device has received `text` (latin1) somewhere. */
  until(text: string): Promise<void>;
  write(bytes: string | Uint8Array): Promise<void>;
  /** What it does with each piece that comes. */
  onData(listener: (bytes: Buffer) => void): void;
  /** Pulls the cable; the device lives on and takes the next connection. */
  unplug(): void;
  /** How often somebody connected. */
  plugs(): number;
  /** Resolves when somebody is connected. */
  plugged(): Promise<Socket>;
  close(): Promise<void>;
}

export async function startCableDevice(): Promise<CableDevice> {
  let socket: Socket | undefined;
  let plugs = 0;
  const pieces: Buffer[] = [];
  const checks = new Set<() => void>();
  const told = (): void => {
    for (const check of checks) check();
  };
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!isSo()) return;
        checks.delete(check);
        resolve();
      };
      checks.add(check);
      check();
    });
  let onData: (bytes: Buffer) => void = () => undefined;
  const server = createServer((accepted) => {
    socket?.destroy();
    socket = accepted;
    plugs += 1;
    accepted.setNoDelay(true);
    accepted.on('error', () => undefined);
    accepted.on('close', () => {
      if (socket === accepted) socket = undefined;
    });
    accepted.on('data', (bytes) => {
      pieces.push(bytes);
      onData(bytes);
      told();
    });
    told();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const plugged = async (): Promise<Socket> => {
    await until(() => socket !== undefined);
    if (socket === undefined) throw new Error('The cable was pulled again.');
    return socket;
  };
  return {
    path: `tcp://127.0.0.1:${port}`,
    received: () => Buffer.concat(pieces),
    until: (text) => until(() => Buffer.concat(pieces).includes(Buffer.from(text, 'latin1'))),
    write: async (bytes) => {
      const end = await plugged();
      await new Promise<void>((resolve, reject) =>
        end.write(bytes, (error) => (error ? reject(error) : resolve())),
      );
    },
    onData: (listener) => {
      onData = listener;
    },
    unplug: () => socket?.destroy(),
    plugs: () => plugs,
    plugged,
    close: async () => {
      if (!server.listening) return;
      socket?.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
