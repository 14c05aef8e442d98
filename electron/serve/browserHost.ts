import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { WebSocketServer } from 'ws';
import { contentSecurityPolicy } from '../../shared/contract/contentSecurityPolicy.ts';
import { LIMITS } from '../../shared/contract/limits.ts';
import type { Core } from '../core/index.ts';
import { contentDisposition } from './contentDisposition.ts';
import { checkRequest, tokenCookie, type GuardSettings } from './guard.ts';
import { listenFailure } from './listenFailure.ts';
import { originOf } from './originOf.ts';
import { ownNames, printedNames } from './ownNames.ts';
import { sendPage } from './page.ts';
import type { Screens } from './screens.ts';
import { sendFile } from './staticFiles.ts';
import { takeUpload } from './takeUpload.ts';
import { webSocketLink } from './webSocketLink.ts';

export interface BrowserHostOptions {
  core: Pick<Core, 'serve' | 'takeDownload' | 'takeUpload'>;
  /** Loopback unless the technician wants the screens on other machines. */
  uiHost?: string;
  /** 0 takes a free one. */
  uiPort: number;
  /** Random when absent. */
  token?: string;
  screens: Screens;
  /** A line for developers. */
  log: (line: string) => void;
}

export interface BrowserHost {
  readonly port: number;
  /** Addresses of the screens, token included; this machine's own comes first. */
  readonly urls: readonly string[];
  close(): Promise<void>;
}

/** Serves the screens and the contract's link to browsers. Fails with `ContractError` where the port cannot be had. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { uiHost = '127.0.0.1', token = randomBytes(24).toString('base64url'), log } = options;
  const server = createServer();
  const port = await listen(server, uiHost, options.uiPort);
  const guard = (): GuardSettings => ({
    token,
    port,
    allowedHosts: ownNames(uiHost).map((name) => `${name}:${port}`),
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.messageChars });
  server.on('request', (request, response) => {
    answer(options, guard(), request, response).catch((error: unknown) => {
      // Also a reader that left in the middle of a file.
      log(`${request.method ?? ''} ${pathOf(request)}: ${String(error)}`);
      response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    upgrade(options, guard(), sockets, request, socket, head);
  });
  return {
    port,
    urls: printedNames(uiHost).map((name) => `http://${name}:${port}/?token=${token}`),
    async close() {
      for (const client of sockets.clients) client.close(1001, 'Kerbside is closing.');
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      for (const client of sockets.clients) client.terminate();
      await closed;
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(listenFailure(error, host, port)));
    server.listen({ host, port }, () => {
      const address = server.address();
      resolve(address === null || typeof address === 'string' ? port : address.port);
    });
  });
}

async function answer(
  { core, screens }: BrowserHostOptions,
  guard: GuardSettings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  setSecurityHeaders(request, response);
  const verdict = checkRequest(request, guard);
  if (!verdict.ok) {
    return sendPage(response, { status: verdict.status, title: 'Not let in', sentence: verdict.sentence });
  }
  if (request.method === 'PUT') return takeUpload(core, request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD, PUT');
    return sendPage(response, {
      status: 405,
      title: 'Nothing to do here',
      sentence: `Kerbside's screens answer GET only, not ${request.method ?? ''}.`,
    });
  }
  const path = pathOf(request);
  const ticket = /^\/download\/([^/]+)$/.exec(path)?.[1];
  if (ticket !== undefined) return sendDownload(core, ticket, response);
  return sendScreen(screens, guard, path, request, response);
}

function setSecurityHeaders(request: IncomingMessage, response: ServerResponse): void {
  // Not every browser counts ws: to the same host as 'self'. The guard lets only our own names through.
  const links = request.headers.host === undefined ? [] : [`ws://${request.headers.host}`];
  response.setHeaders(
    new Map([
      ['content-security-policy', contentSecurityPolicy(links)],
      ['x-content-type-options', 'nosniff'],
      ['referrer-policy', 'no-referrer'],
      ['cross-origin-opener-policy', 'same-origin'],
      ['cross-origin-resource-policy', 'same-origin'],
    ]),
  );
}

async function sendScreen(
  screens: Screens,
  { token, port }: GuardSettings,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (path === '/') {
    // The page's own files and its reloads come without the token of the address: from here on the cookie has it.
    response.setHeader('set-cookie', `${tokenCookie(port)}=${token}; HttpOnly; SameSite=Strict; Path=/`);
  }
  const state = screens.state();
  if (state === 'building') {
    return sendPage(response, {
      status: 503,
      title: 'One moment',
      sentence: 'Kerbside is building its screens; this page opens them as soon as they are there.',
      reloadAfterS: 1,
    });
  }
  if (state !== 'ready') {
    return sendPage(response, { status: 500, title: 'No screens', sentence: state.problem });
  }
  if (await sendFile(screens.folder, path, request, response)) return;
  sendPage(response, {
    status: 404,
    title: 'Not here',
    sentence: 'There is no such page. Kerbside starts at /.',
  });
}

async function sendDownload(
  core: BrowserHostOptions['core'],
  ticket: string,
  response: ServerResponse,
): Promise<void> {
  // A browser that only asks what it would get must not use the ticket up.
  const download = response.req.method === 'HEAD' ? undefined : core.takeDownload(ticket);
  if (download === undefined) {
    return sendPage(response, {
      status: 404,
      title: 'Nothing to download',
      sentence: 'This file was fetched already, or it waited for more than ten minutes. Export it once more.',
    });
  }
  response.writeHead(200, {
    'content-type': download.contentType,
    'content-disposition': contentDisposition(download.fileName),
    'cache-control': 'no-store',
  });
  await pipeline(download.body, response);
}

function upgrade(
  { core, log }: BrowserHostOptions,
  guard: GuardSettings,
  sockets: WebSocketServer,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  socket.on('error', (error) => log(`a browser's connection broke: ${error.message}`));
  const verdict = checkRequest(request, guard);
  if (!verdict.ok) return refuseUpgrade(socket, verdict.status, verdict.sentence);
  if (pathOf(request) !== '/link') return refuseUpgrade(socket, 404, 'The link is at /link.');
  sockets.handleUpgrade(request, socket, head, (client) => {
    core.serve(webSocketLink(client), originOf(request.socket.remoteAddress));
  });
}

function refuseUpgrade(socket: Duplex, status: number, sentence: string): void {
  const body = `${sentence}\n`;
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function pathOf(request: IncomingMessage): string {
  return URL.parse(request.url ?? '/', 'http://host')?.pathname ?? '/';
}
