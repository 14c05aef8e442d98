import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { ClientContext, UploadTask } from './fileClient.ts';
import { exchange, finish, refusalOf } from './httpExchange.ts';

/** By PUT, by POST, or as the file of a form, as the station's habit is. */
export async function uploadByHttp(task: UploadTask, context: ClientContext): Promise<void> {
  const { httpUpload = 'PUT', isChunked = false, announcesBytes } = context.habits;
  const { to, file } = task;
  const isForm = httpUpload === 'form';
  const from = task.isResumed && !isForm ? await heldBytes(task, context) : 0;
  if (from >= file.sizeBytes && from > 0) return;
  const flow = task.disturb(file.sizeBytes - from);
  const bytes = createReadStream(file.path, { start: from }).on('error', (error) => flow.destroy(error));
  bytes.pipe(flow);
  const body = isForm ? asForm(flow, basename(to.path)) : { stream: flow, extraBytes: 0, type: BINARY };
  const length = announcesBytes ?? file.sizeBytes - from + body.extraBytes;
  const size = isChunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': length };
  const range = from > 0 ? { 'content-range': `bytes ${from}-${file.sizeBytes - 1}/${file.sizeBytes}` } : {};
  try {
    const method = isForm ? 'POST' : httpUpload;
    const response = await exchange(
      { method, at: to, headers: { 'content-type': body.type, ...size, ...range }, body: body.stream },
      context,
    );
    await finish(response);
    const { statusCode = 0 } = response;
    if (statusCode < 200 || statusCode > 299) throw refusalOf(response);
  } finally {
    bytes.destroy();
  }
}

const BINARY = 'application/octet-stream';

/** How much the server has of a file that broke off; 0 where it does not know the question. */
async function heldBytes({ to, file }: UploadTask, context: ClientContext): Promise<number> {
  const headers = { 'content-range': `bytes */${file.sizeBytes}`, 'content-length': 0 };
  const response = await exchange({ method: 'PUT', at: to, headers }, context);
  await finish(response);
  const { statusCode, headers: said } = response;
  if (statusCode !== 308) return 0;
  const last = /^bytes=0-(\d+)$/.exec(typeof said['range'] === 'string' ? said['range'] : '')?.[1];
  return last === undefined ? 0 : Number(last) + 1;
}

/** RFC 7578. */
function asForm(file: Readable, fileName: string): { stream: Readable; extraBytes: number; type: string } {
  const boundary = 'kerbside-practice-boundary';
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\n` +
      `Content-Type: ${BINARY}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const stream = Readable.from(
    (async function* parts() {
      yield head;
      yield* file;
      yield tail;
    })(),
    { objectMode: false },
  );
  return {
    stream,
    extraBytes: head.length + tail.length,
    type: `multipart/form-data; boundary=${boundary}`,
  };
}
