import { createReadStream } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { pipeline } from 'node:stream/promises';
import { Client, FTPError } from 'basic-ftp';
import type { FileLocation } from '../fileLocation.ts';
import { asProblem, type TransferProblem } from '../transferProblem.ts';
import {
  beginAt,
  goOnAt,
  type ClientContext,
  type DownloadTask,
  type FileClient,
  type UploadTask,
} from './fileClient.ts';
import { openSink } from './openSink.ts';

/** FTP and FTPS in passive mode. */
export const ftpClient: FileClient = {
  upload: (task, context) => loggedIn(task.to, context, (client) => upload(client, task, context)),
  download: (task, context) => loggedIn(task.from, context, (client) => download(client, task, context)),
};

async function upload(client: Client, task: UploadTask, { habits }: ClientContext): Promise<void> {
  const { to, file } = task;
  if (habits.announcesBytes !== undefined) await client.send(`ALLO ${habits.announcesBytes}`);
  const held = task.isResumed ? await sizeOf(client, to.path) : undefined;
  const from = goOnAt(task, held);
  const source = task.disturb(file.sizeBytes - from, () => cut(client));
  const bytes = createReadStream(file.path, { start: from }).on('error', (error) => source.destroy(error));
  bytes.pipe(source);
  try {
    if (from > 0) await client.appendFrom(source, to.path);
    else await client.uploadFrom(source, to.path);
  } finally {
    bytes.destroy();
  }
}

/**
 * The end of the data connection is the end of the file (RFC 959 §3.4.1), unless it is reset. TLS knows no reset: there
 * the server has to see by itself that half a file came.
 */
async function cut({ ftp: { dataSocket } }: Client): Promise<void> {
  await pause(ARRIVING_MS);
  if (dataSocket !== undefined && !(dataSocket instanceof TLSSocket)) dataSocket.resetAndDestroy();
  await pause(ARRIVING_MS);
}

async function download(client: Client, task: DownloadTask, { signal }: ClientContext): Promise<void> {
  const { from, path } = task;
  const size = await sizeOf(client, from.path);
  const start = beginAt(task, size);
  const way = task.disturb(size === undefined ? undefined : size - start);
  const sink = await openSink(path, { isAppended: start > 0 });
  const written = pipeline(way, sink, { signal });
  await Promise.all([client.downloadTo(way, from.path, start), written]);
}

/** Servers of the simplest kind do not know SIZE, and a file that is not there has none. */
async function sizeOf(client: Client, path: string): Promise<number | undefined> {
  try {
    return await client.size(path);
  } catch (error) {
    if (error instanceof FTPError) return undefined;
    throw error;
  }
}

async function loggedIn(
  at: FileLocation,
  context: ClientContext,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  const client = new Client(context.silenceMs);
  const hangUp = (): void => client.close();
  context.signal.addEventListener('abort', hangUp, { once: true });
  try {
    const secure = at.protocol === 'ftps' ? await securityOf(at, context.signal) : false;
    await client.access({
      host: at.host,
      ...(at.port === undefined ? {} : { port: at.port }),
      ...(at.user === '' ? {} : { user: at.user, password: at.password }),
      secure,
      secureOptions: { ...context.trust, host: at.host },
    });
    await work(client);
  } catch (error) {
    throw problemOf(error);
  } finally {
    context.signal.removeEventListener('abort', hangUp);
    client.close();
  }
}

const ARRIVING_MS = 100;
const GREETING_MS = 1_000;
const IMPLICIT_PORT = 990;

/** A server that greets in clear waits for AUTH TLS (RFC 4217); one that is silent waits for the handshake. */
function securityOf(
  { host, port = IMPLICIT_PORT }: FileLocation,
  signal: AbortSignal,
): Promise<true | 'implicit'> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, signal });
    const decide = (secure: true | 'implicit'): void => {
      socket.destroy();
      resolve(secure);
    };
    socket.once('data', () => decide(true));
    socket.once('connect', () => socket.setTimeout(GREETING_MS, () => decide('implicit')));
    socket.once('error', reject);
    socket.once('end', () => decide(true));
  });
}

/** Reply codes of RFC 959 §4.2. */
function problemOf(error: unknown): TransferProblem {
  if (!(error instanceof FTPError)) return asProblem(error);
  if ([430, 530, 532, 550, 553].includes(error.code)) return asProblem(error, 'denied');
  if ([502, 504].includes(error.code)) return asProblem(error, 'unsupported');
  if ([500, 501].includes(error.code)) return asProblem(error, 'unreadable');
  return asProblem(error, error.code === 426 ? 'broken' : 'failed');
}
