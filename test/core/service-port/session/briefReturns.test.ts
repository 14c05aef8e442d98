import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { startPorts } from './startPorts.ts';

/** A converter that has one connection at a time: once another program has it, everybody else is thrown out. */
async function startConverter() {
  const sockets: Socket[] = [];
  let isTaken = false;
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    if (isTaken) socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    path: `tcp://127.0.0.1:${port}`,
    connections: () => sockets.length,
    take: () => {
      isTaken = true;
      sockets.at(-1)?.destroy();
    },
    free: () => (isTaken = false),
  };
}

it('a port that ends right after each opening is not opened again without end, and it is said', async () => {
  const converter = await startConverter();
  const { path } = converter;
  const { ports, state } = await startPorts();
  await ports.open({ path });
  const givenUp = state((now) => now.failure?.sentence.includes('5 times in a row') === true);
  converter.take();
  expect(await givenUp).toMatchObject({
    phase: 'lost',
    failure: { remedy: expect.stringContaining('Another program') },
  });
  const tried = converter.connections();
  expect(tried).toBe(6);
  // Several times as long as it waits for a return.
  await pause(100);
  expect(converter.connections()).toBe(tried);
  converter.free();
  expect(await ports.open({ path })).toMatchObject({ phase: 'ready' });
});
