import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { textFrame } from '../../../../electron/core/central/json/textFrame.ts';

/** An independent client reads what is written straight to the connection. */
const server = createServer();
const webSockets = new WebSocketServer({ noServer: true });
let url: string;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it.each([0, 1, 125, 126, 127, 65_535, 65_536, 1_000_000])(
  'a client reads a frame of %i bytes',
  async (size) => {
    const text = 'ü'.repeat(Math.floor(size / 2)) + 'a'.repeat(size % 2);
    server.once('upgrade', (request, socket, head) => {
      webSockets.handleUpgrade(request, socket, head, () => {
        socket.write(Buffer.concat([textFrame(text), textFrame('next')]));
      });
    });
    const client = new WebSocket(url);
    const received: string[] = [];
    client.on('message', (data: Buffer, isBinary) =>
      received.push(`${isBinary ? 'binary ' : ''}${data.toString()}`),
    );
    while (received.length < 2) await once(client, 'message');
    expect(received).toEqual([text, 'next']);
    client.terminate();
  },
);
