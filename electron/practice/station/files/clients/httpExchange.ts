import { request as requestPlain, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { Readable } from 'node:stream';
import type { FileLocation } from '../fileLocation.ts';
import { asProblem, TransferProblem, type ProblemKind } from '../transferProblem.ts';
import type { ClientContext } from './fileClient.ts';

export interface HttpQuestion {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  at: FileLocation;
  headers: Record<string, string | number>;
  body?: Readable;
}

/**
 * Asks on a connection of its own and answers with the head as soon as it comes; the body of the answer is the
 * caller's. An answer that comes before the whole question is out ends the sending. Fails with `TransferProblem`.
 */
export function exchange(
  { method, at, headers, body }: HttpQuestion,
  { trust, silenceMs, signal }: ClientContext,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = (at.protocol === 'https' ? requestSecure : requestPlain)({
    ...trust,
    method,
    host: at.host,
    ...(at.port === undefined ? {} : { port: at.port }),
    path: targetOf(at),
    agent: false,
    signal,
    timeout: silenceMs,
    headers: { 'user-agent': 'Kerbside-Practice/1.0', ...authorization(at), ...headers },
  });
  request.on('timeout', () => request.destroy(new Error('the server is silent')));
  request.on('error', (error) => reject(asProblem(error)));
  request.on('response', (response) => {
    if (body !== undefined && !request.writableEnded) body.unpipe(request);
    // Until somebody reads it, it may end badly; who reads then hears of it.
    response.on('error', () => undefined);
    resolve(response);
  });
  if (body === undefined) {
    request.end();
    return promise;
  }
  body.on('error', (error) => {
    reject(asProblem(error));
    // What was written still leaves; then the server sees the line end.
    request.socket?.end();
  });
  body.pipe(request);
  return promise;
}

/** Reads the rest of an answer that says nothing of interest, and lets go of the connection. */
export async function finish(response: IncomingMessage): Promise<void> {
  try {
    for await (const chunk of response) void chunk;
  } catch (error) {
    // The head has said all; how the connection ends does not matter any more.
    if (!(error instanceof Error)) throw error;
  }
  response.destroy();
}

export function refusalOf({ statusCode = 0, statusMessage = '' }: IncomingMessage): TransferProblem {
  return new TransferProblem(kindOf(statusCode), `the server answered ${statusCode} ${statusMessage}`.trim());
}

export function lengthOf(headers: IncomingHttpHeaders): number | undefined {
  const length = headers['content-length'];
  return length === undefined ? undefined : Number(length);
}

function kindOf(status: number): ProblemKind {
  if (status === 400) return 'unreadable';
  if (status === 401 || status === 403 || status === 407) return 'denied';
  return status === 405 || status === 501 ? 'unsupported' : 'failed';
}

/** Segment by segment: dots stay as they are, so that a path that leads outside leaves as one. */
function targetOf({ path, query }: FileLocation): string {
  return path.split('/').map(encodeURIComponent).join('/') + query;
}

function authorization({ user, password }: FileLocation): Record<string, string> {
  if (user === '') return {};
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}
