import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface PostAnswer {
  status: number;
  text: string;
}

export interface PostRequest {
  url: string;
  contentType: string;
  /** `SOAPAction`, which SOAP 1.1 wants (§6.1.1). */
  soapAction?: string;
  /** User and password. */
  auth: string | undefined;
  body: string | Uint8Array;
  signal: AbortSignal;
}

const LARGEST_ANSWER_BYTES = 4 * 1024 * 1024;

/** Posts on a connection of its own. Fails with the system's error where nobody answers, or when it is aborted. */
export function post({ url, contentType, soapAction, auth, body, signal }: PostRequest): Promise<PostAnswer> {
  const send = url.startsWith('https:') ? requestHttps : requestHttp;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const headers = {
    'content-type': contentType,
    'content-length': bytes.length,
    connection: 'close',
    ...(soapAction === undefined ? {} : { soapaction: soapAction }),
  };
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method: 'POST',
      headers,
      signal,
      ...(auth === undefined ? {} : { auth }),
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > LARGEST_ANSWER_BYTES) response.destroy(new Error('the answer is too large'));
        else chunks.push(chunk);
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    request.end(bytes);
  });
}
