import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect } from 'vitest';

/** A device behind a TCP port that says what it is told to say. */
export interface TextDevice {
  /** Of its port. */
  path: string;
  write: (text: string) => void;
  /** Waits until it got this since it was asked last, and answers with all that it got. */
  got: (text: string) => Promise<string>;
  stop: () => void;
}

/** `greeting` is what it says to whoever connects. */
export async function startTextDevice(greeting: string): Promise<TextDevice> {
  let wire: Socket | undefined;
  let received = '';
  const server = createServer((socket) => {
    wire = socket;
    socket.on('data', (bytes) => (received += bytes.toString('latin1')));
    socket.on('error', () => undefined);
    socket.write(greeting);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    path: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    write: (text) => void wire?.write(text),
    got: async (text) => {
      await expect.poll(() => received).toContain(text);
      const all = received;
      received = '';
      return all;
    },
    stop: () => {
      wire?.destroy();
      server.close();
    },
  };
}
