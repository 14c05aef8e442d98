import { createServer as createHttpServer, request } from 'node:http';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { checkRequest, tokenCookie, type GuardSettings } from '../../electron/serve/guard.ts';
import { webSocketLink } from '../../electron/serve/webSocketLink.ts';
import { openWebSocketLink } from '../../renderer/transport/webSocketLink.ts';
import { createClient } from '../../shared/contract/client.ts';
import { createServer } from '../../shared/contract/server.ts';
import { failureOf } from './connected.ts';
import { testHandlers, testTopics } from './testHandlers.ts';

const TOKEN = 'the-token';

/** The contract behind the guard, on a real HTTP server. */
async function guarded(): Promise<{ host: string; cookie: string; served: () => number }> {
  const sockets = new WebSocketServer({ noServer: true });
  const contract = createServer({
    handlers: testHandlers({ 'stations.list': () => [] }),
    topics: testTopics({}),
    onDefect: (error) => {
      throw error;
    },
  });
  const settings: GuardSettings = { token: TOKEN, port: 0, allowedHosts: [] };
  const http = createHttpServer((incoming, response) => {
    const verdict = checkRequest(incoming, settings);
    response.statusCode = verdict.ok ? 200 : verdict.status;
    response.end(verdict.ok ? 'welcome' : verdict.sentence);
  });
  let served = 0;
  http.on('upgrade', (incoming, socket, head) => {
    const verdict = checkRequest(incoming, settings);
    if (!verdict.ok) {
      socket.end(`HTTP/1.1 ${verdict.status} Refused\r\nConnection: close\r\n\r\n${verdict.sentence}`);
      return;
    }
    served += 1;
    sockets.handleUpgrade(incoming, socket, head, (accepted) => contract.serve(webSocketLink(accepted)));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    http.closeAllConnections();
    http.close();
  });
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const { port } = address;
  const host = `127.0.0.1:${port}`;
  Object.assign(settings, { port, allowedHosts: [host] });
  return { host, cookie: `${tokenCookie(port)}=${TOKEN}`, served: () => served };
}

/** Opens a WebSocket as a page of `origin` would; answers with the status of a refusal. */
async function refusalOf(
  url: string,
  options: { origin?: string; headers?: Record<string, string> },
): Promise<number> {
  const socket = new WebSocket(url, options);
  // Refusing ends the handshake with an error too, which says nothing more.
  socket.on('error', () => undefined);
  const status = await new Promise<number>((resolve, reject) => {
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('open', () => reject(new Error('the WebSocket was let in')));
  });
  socket.terminate();
  return status;
}

it('lets its own screens in', async () => {
  const { host } = await guarded();
  const socket = new WebSocket(`ws://${host}/link?token=${TOKEN}`, { origin: `http://${host}` });
  const client = createClient(webSocketLink(socket));
  await expect(client.call('stations.list', {})).resolves.toEqual([]);
  client.close();
});

it('lets a program in that has the token and no origin', async () => {
  const { host } = await guarded();
  const client = createClient(await openWebSocketLink(`ws://${host}/link?token=${TOKEN}`));
  await expect(client.call('stations.list', {})).resolves.toEqual([]);
  client.close();
});

it('keeps a foreign page out, though the browser sends the cookie for it', async () => {
  const { host, cookie, served } = await guarded();
  const headers = { cookie };
  for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1', `https://${host}`]) {
    await expect(refusalOf(`ws://${host}/link`, { origin, headers })).resolves.toBe(403);
  }
  expect(served()).toBe(0);
});

it('keeps a name out that was made to point here', async () => {
  const { host, cookie, served } = await guarded();
  const rebound = { host: 'evil.example', cookie };
  const origin = 'http://evil.example';
  await expect(refusalOf(`ws://${host}/link`, { origin, headers: rebound })).resolves.toBe(403);
  const page = request(`http://${host}/?token=${TOKEN}`, { headers: { host: 'evil.example' } }).end();
  const [response] = await once(page, 'response');
  expect(response).toMatchObject({ statusCode: 403 });
  expect(served()).toBe(0);
});

it('keeps out who has no token, with a failure that says what to do', async () => {
  const { host, served } = await guarded();
  await expect(refusalOf(`ws://${host}/link?token=guess`, {})).resolves.toBe(401);
  const failure = await failureOf(openWebSocketLink(`ws://${host}/link`));
  expect(failure).toMatchObject({ code: 'unavailable', hint: expect.any(String) });
  expect(served()).toBe(0);
});
