import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { serverCredentials } from './serverCredentials.ts';

export interface HttpArrival {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The body came to its end. */
  isWhole: boolean;
}

export interface HttpFiles {
  url: string;
  arrivals: HttpArrival[];
  /** Resolves when the next request has begun. */
  begun(): Promise<unknown>;
  /** The next arrival that has ended, whole or not. */
  next(): Promise<HttpArrival>;
}

export type HttpAnswer = (arrival: HttpArrival, response: ServerResponse) => void;

/** A plain server of Node; by default it takes everything. */
export async function startHttp(
  answer: HttpAnswer = (_arrival, response) => void response.writeHead(201).end(),
  { isSecure = false } = {},
): Promise<HttpFiles> {
  const arrivals: HttpArrival[] = [];
  const waiting: Array<(arrival: HttpArrival) => void> = [];
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch (error) {
      // The client broke off: what came is the arrival.
      if (!(error instanceof Error)) throw error;
    }
    const { method = '', url = '', headers, complete } = request;
    const arrival = { method, url, headers, body: Buffer.concat(chunks), isWhole: complete };
    arrivals.push(arrival);
    waiting.shift()?.(arrival);
    if (complete) answer(arrival, response);
  };
  const server = isSecure
    ? createSecureServer(await serverCredentials(), (request, response) => void take(request, response))
    : createServer((request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const scheme = isSecure ? 'https' : 'http';
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    begun: () => once(server, 'request'),
    next: () => new Promise((resolve) => waiting.push(resolve)),
  };
}

/** Offers bytes under any path, with ranges. */
export function offering(bytes: Buffer): HttpAnswer {
  return ({ method, headers }, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
    const head = { 'content-length': bytes.length - from, etag: '"one"' };
    if (from === 0) response.writeHead(200, head);
    else
      response.writeHead(206, {
        ...head,
        'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}`,
      });
    response.end(method === 'HEAD' ? undefined : bytes.subarray(from));
  };
}
