import type { IncomingMessage, ServerResponse } from 'node:http';
import { ContractError, type Failure } from '../../shared/contract/failure.ts';
import type { Core } from '../core/index.ts';

const PATH = /^\/upload\/([^/]+)$/;

/** `PUT /upload/<file name>`: a file for an import. Answers with its ticket, or with the failure, as JSON. */
export async function takeUpload(
  core: Pick<Core, 'takeUpload'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const name = fileName(URL.parse(request.url ?? '/', 'http://host')?.pathname ?? '/');
  if (name === undefined) {
    return send(response, 404, { code: 'not-found', message: 'Files are taken at /upload/ and their name.' });
  }
  try {
    send(response, 201, { upload: await core.takeUpload(name, request) });
  } catch (error) {
    const failure =
      error instanceof ContractError
        ? error.toFailure()
        : { code: 'internal' as const, message: String(error) };
    send(response, 507, failure);
  }
}

function fileName(path: string): string | undefined {
  try {
    return decodeURIComponent(PATH.exec(path)?.[1] ?? '') || undefined;
  } catch {
    // A percent sign that encodes nothing: no name that one of our screens has written.
    return undefined;
  }
}

function send(response: ServerResponse, status: number, body: { upload: string } | Failure): void {
  // The sender may have gone, or be in the middle of a file that has no room.
  if (response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(JSON.stringify(body));
}
