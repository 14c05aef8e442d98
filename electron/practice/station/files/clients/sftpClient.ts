import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, type SFTPWrapper } from 'ssh2';
import type { FileLocation } from '../fileLocation.ts';
import { asProblem, TransferProblem } from '../transferProblem.ts';
import {
  beginAt,
  goOnAt,
  type ClientContext,
  type DownloadTask,
  type FileClient,
  type UploadTask,
} from './fileClient.ts';
import { openSink } from './openSink.ts';

/** SFTP with a password; any host key is taken, as stations do that nobody told one. */
export const sftpClient: FileClient = {
  upload: (task, context) =>
    loggedIn(task.to, context, (sftp, cut) => upload(sftp, { ...task, cut }, context)),
  download: (task, context) => loggedIn(task.from, context, (sftp) => download(sftp, task, context)),
};

async function upload(
  sftp: SFTPWrapper,
  task: UploadTask & { cut: () => Promise<void> },
  { signal }: ClientContext,
): Promise<void> {
  const { to, file } = task;
  const held = task.isResumed ? await sizeOf(sftp, to.path) : undefined;
  const from = goOnAt(task, held);
  const bytes = createReadStream(file.path, { start: from });
  const sink = sftp.createWriteStream(to.path, from > 0 ? { flags: 'r+', start: from } : { flags: 'w' });
  await pipeline(bytes, task.disturb(file.sizeBytes - from, task.cut), sink, { signal });
}

async function download(sftp: SFTPWrapper, task: DownloadTask, { signal }: ClientContext): Promise<void> {
  const { from, path } = task;
  const size = await sizeOf(sftp, from.path);
  const start = beginAt(task, size);
  const sink = await openSink(path, { isAppended: start > 0 });
  const source = sftp.createReadStream(from.path, { start });
  const rest = size === undefined ? undefined : size - start;
  await pipeline(source, task.disturb(rest), sink, { signal });
}

function sizeOf(sftp: SFTPWrapper, path: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    // A file that is not there has no size; what is wrong besides shows when it is opened.
    sftp.stat(path, (error, stats) => resolve(error === undefined ? stats.size : undefined));
  });
}

async function loggedIn(
  at: FileLocation,
  { habits, signal }: ClientContext,
  work: (sftp: SFTPWrapper, cut: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const client = new Client();
  const lost = Promise.withResolvers<never>();
  lost.promise.catch(() => undefined);
  const hangUp = (): void => {
    client.destroy();
  };
  // Closing the file would say that it is whole.
  const cut = async (): Promise<void> => {
    await pause(ARRIVING_MS);
    client.destroy();
  };
  signal.addEventListener('abort', hangUp, { once: true });
  client.on('error', (error) => lost.reject(problemOf(error)));
  client.on('close', () => lost.reject(new TransferProblem('broken', 'the server hung up')));
  try {
    const ready = new Promise<void>((resolve) => client.once('ready', resolve));
    client.connect({
      host: at.host,
      port: at.port ?? 22,
      username: at.user,
      password: at.password,
      keepaliveInterval: KEEP_ALIVE_MS,
      hostVerifier: () => habits.isStrict !== true,
    });
    await Promise.race([ready, lost.promise]);
    await Promise.race([opened(client).then((sftp) => work(sftp, cut)), lost.promise]);
  } catch (error) {
    throw problemOf(error);
  } finally {
    signal.removeEventListener('abort', hangUp);
    client.end();
  }
}

/** What was sent is on its way for a moment. */
const ARRIVING_MS = 100;
/** The server is asked whether it is still there; the third question without an answer ends the line. */
const KEEP_ALIVE_MS = 20_000;

function opened(client: Client): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.sftp((error, sftp) => {
      if (error === undefined) resolve(sftp);
      else reject(error);
    });
  });
}

/** Codes of draft-ietf-secsh-filexfer-02 §7. */
function problemOf(error: unknown): TransferProblem {
  if (!(error instanceof Error)) return asProblem(error);
  if ('level' in error && error.level === 'client-authentication') return asProblem(error, 'denied');
  const code = 'code' in error ? error.code : undefined;
  if (code === 3) return asProblem(error, 'denied');
  if (code === 8) return asProblem(error, 'unsupported');
  return asProblem(error, code === 2 || code === 4 ? 'failed' : 'broken');
}
