import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { XML_LIMITS } from '../../../../shared/ocpp/soap/xmlGuard.ts';
import type { CallbackTarget } from './chooseCallback.ts';
import { plainHost } from './sameHost.ts';

export interface SoapPost {
  target: CallbackTarget;
  text: string;
  contentType: string;
  /** For the header `SOAPAction`, which SOAP 1.1 clients must send. */
  soapAction?: string;
  timeoutMs: number;
  signal: AbortSignal;
}

/** What came back over HTTP, or one sentence on why nothing did. `isUnreached`: no byte of ours can have arrived. */
export type PostResult =
  | { ok: true; status: number; contentType: string | undefined; location: string | undefined; body: Buffer }
  | { ok: false; isUnreached: boolean; sentence: string };

/** Posts one envelope on a connection of its own. Redirects are not followed. Never rejects. */
export function postSoap(post: SoapPost): Promise<PostResult> {
  return new Promise((resolve) => {
    const url = new URL(post.target.url);
    const bytes = Buffer.from(post.text);
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    let isConnected = false;
    const request = send(optionsOf(post, url, bytes.length));
    const timer = setTimeout(
      () => request.destroy(new Error(`no answer within ${post.timeoutMs / 1000} s`)),
      post.timeoutMs,
    );
    const finish = (result: PostResult): void => {
      clearTimeout(timer);
      resolve(result);
    };
    request.on('socket', (socket) => socket.once('connect', () => (isConnected = true)));
    request.on('error', (error) => {
      finish({ ok: false, isUnreached: !isConnected, sentence: failureSentence(post.target.url, error) });
    });
    request.on('response', (response) => {
      collect(response).then(finish, (error: unknown) => {
        request.destroy();
        finish({ ok: false, isUnreached: false, sentence: failureSentence(post.target.url, error) });
      });
    });
    request.end(bytes);
  });
}

function optionsOf(
  { target, contentType, soapAction, signal }: SoapPost,
  url: URL,
  length: number,
): RequestOptions & {
  rejectUnauthorized: boolean;
} {
  return {
    method: 'POST',
    host: plainHost(target.connectTo ?? url.hostname),
    port: url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    signal,
    agent: false,
    // Chargers have certificates of their own making; what is sent here is no secret.
    rejectUnauthorized: false,
    headers: {
      Host: url.host,
      'Content-Type': contentType,
      'Content-Length': length,
      'User-Agent': 'Kerbside',
      Connection: 'close',
      ...(soapAction === undefined ? {} : { SOAPAction: `"${soapAction}"` }),
    },
  };
}

async function collect(response: IncomingMessage): Promise<PostResult> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > XML_LIMITS.chars) throw new Error('the answer is longer than any of OCPP');
    chunks.push(chunk);
  }
  const { statusCode = 0, headers } = response;
  return {
    ok: true,
    status: statusCode,
    contentType: headers['content-type'],
    location: headers.location,
    body: Buffer.concat(chunks),
  };
}

const REASONS = new Map<string, string>([
  ['ECONNREFUSED', 'nothing listens there (connection refused)'],
  ['EHOSTUNREACH', 'there is no way to it (host unreachable)'],
  ['ENETUNREACH', 'there is no way to it (network unreachable)'],
  ['ETIMEDOUT', 'it does not answer at all (connection timed out)'],
  ['ENOTFOUND', 'its name is not known (DNS)'],
  ['EAI_AGAIN', 'its name cannot be looked up at present (DNS)'],
  ['ECONNRESET', 'it hung up without an answer'],
]);

function failureSentence(url: string, error: unknown): string {
  const { code, message } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) };
  const reason = REASONS.get(code ?? '') ?? message;
  return `The station could not be reached at ${url}: ${reason}.`;
}
