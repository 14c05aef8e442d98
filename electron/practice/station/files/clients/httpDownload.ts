import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { readLocation, type FileLocation } from '../fileLocation.ts';
import { asProblem, TransferProblem } from '../transferProblem.ts';
import { LARGEST_DOWNLOAD_BYTES, type ClientContext, type DownloadTask } from './fileClient.ts';
import { openSink } from './openSink.ts';
import { exchange, finish, lengthOf, refusalOf } from './httpExchange.ts';

const MOST_REDIRECTIONS = 5;

/** Fetches a file, or the rest of one by a range. */
export async function downloadByHttp(task: DownloadTask, context: ClientContext): Promise<void> {
  if (context.habits.asksHeadFirst === true) await askHead(task, context);
  const response = await get(task, context);
  const { statusCode = 0, headers } = response;
  if (statusCode === 416 && task.offset > 0) {
    await finish(response);
    return downloadByHttp({ ...task, offset: 0 }, context);
  }
  if (statusCode !== 200 && statusCode !== 206) {
    await finish(response);
    throw refusalOf(response);
  }
  if (context.habits.needsPlainHttp === true) demandPlain(response);
  if (typeof headers.etag === 'string') task.version.etag = headers.etag;
  const isRest = statusCode === 206 && firstOf(headers['content-range']) === task.offset;
  if (statusCode === 206 && !isRest) {
    response.destroy();
    throw new TransferProblem('unreadable', 'the server sent another part than it was asked for');
  }
  const restBytes = lengthOf(headers);
  if ((restBytes ?? 0) > LARGEST_DOWNLOAD_BYTES) {
    response.destroy();
    throw new TransferProblem('failed', 'the file is too large');
  }
  try {
    const sink = await openSink(task.path, { isAppended: isRest });
    await pipeline(response, task.disturb(restBytes), sink, { signal: context.signal });
  } catch (error) {
    throw asProblem(error);
  }
}

/** Follows redirections, which a plain client does not know. */
async function get(task: DownloadTask, context: ClientContext): Promise<IncomingMessage> {
  const { offset, version } = task;
  const range =
    offset > 0
      ? { range: `bytes=${offset}-`, ...(version.etag === undefined ? {} : { 'if-range': version.etag }) }
      : {};
  const isPlain = context.habits.needsPlainHttp === true;
  const connection = { connection: isPlain ? 'keep-alive' : 'close' };
  let at = task.from;
  for (let hops = 0; hops <= MOST_REDIRECTIONS; hops += 1) {
    const response = await exchange({ method: 'GET', at, headers: { ...connection, ...range } }, context);
    const next = isPlain ? undefined : redirection(response, at);
    if (next === undefined) return response;
    await finish(response);
    at = next;
  }
  throw new TransferProblem('failed', 'the server redirects for ever');
}

function redirection(
  { statusCode = 0, headers }: IncomingMessage,
  at: FileLocation,
): FileLocation | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) return undefined;
  const port = at.port === undefined ? '' : `:${at.port}`;
  const host = at.host.includes(':') ? `[${at.host}]` : at.host;
  const base = `${at.protocol}://${host}${port}${encodeURI(at.path)}`;
  return readLocation(URL.parse(headers.location, base)?.href ?? headers.location);
}

async function askHead({ from }: DownloadTask, context: ClientContext): Promise<void> {
  const response = await exchange({ method: 'HEAD', at: from, headers: {} }, context);
  await finish(response);
  if (response.statusCode !== 200) throw refusalOf(response);
  if (lengthOf(response.headers) === undefined)
    throw new TransferProblem('failed', 'the server did not say the size when it was asked (HEAD)');
}

function demandPlain(response: IncomingMessage): void {
  const { headers, httpVersion } = response;
  const fault =
    httpVersion === '1.1' && headers['transfer-encoding'] === undefined && lengthOf(headers) !== undefined
      ? headers.connection?.toLowerCase() === 'close'
        ? undefined
        : 'the server keeps the connection open'
      : 'the answer is not HTTP/1.1 with a Content-Length';
  if (fault === undefined) return;
  response.destroy();
  throw new TransferProblem('failed', fault);
}

function firstOf(contentRange: string | undefined): number {
  return Number(/^bytes (\d+)-/.exec(contentRange ?? '')?.[1] ?? Number.NaN);
}
