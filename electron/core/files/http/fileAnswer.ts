import type { Refusal } from '../transfers/refusal.ts';
import type { FileArrival } from './fileArrival.ts';

/** How long a client may go on sending after it was refused. */
const DRAIN_MS = 1000;

const STATUS: Readonly<Record<string, number>> = {
  'file-unknown': 404,
  'upload-over': 410,
  'offer-over': 410,
  'upload-twice': 409,
  'upload-busy': 409,
  'upload-taken-over': 409,
  'upload-too-large': 413,
  'file-too-big-for-disk': 413,
  'upload-no-room': 507,
  'disk-full': 507,
  'upload-gap': 416,
  'range-not-there': 416,
  'protocol-not-offered': 403,
  'wrong-way': 405,
  'transfer-method': 405,
  'transfer-stalled': 408,
  'folder-not-writable': 500,
  'folder-gone': 500,
  'disk-failed': 500,
  'offer-changed': 410,
};

type Headers = Readonly<Record<string, string>>;

/** A short text as the whole answer. It closes the connection, as chargers and proxies understand best. */
export function answerText(arrival: FileArrival, status: number, text: string, headers: Headers = {}): void {
  if (writeText(arrival, status, text, headers)) arrival.response.end();
}

/**
 * Says why in the answer. A client that is still sending is listened to for a moment, since many read no answer before
 * they have sent all, and a connection that is closed on them takes the answer with it.
 */
export function answerRefusal(arrival: FileArrival, refusal: Refusal, headers: Headers = {}): void {
  const { request, response } = arrival;
  const text = `${refusal.sentence} ${refusal.remedy ?? ''}`.trim();
  if (!writeText(arrival, STATUS[refusal.code] ?? 400, text, headers)) {
    request.socket.destroy();
    return;
  }
  if (request.complete || arrival.isWaiting) {
    response.end();
    return;
  }
  const hangUp = setTimeout(() => request.socket.destroy(), DRAIN_MS).unref();
  request.once('end', () => {
    clearTimeout(hangUp);
    response.end();
  });
  request.unpipe();
  request.resume();
}

function writeText(
  { request, response }: FileArrival,
  status: number,
  text: string,
  headers: Headers,
): boolean {
  if (response.destroyed || response.headersSent) return false;
  const body = Buffer.from(`${text}\n`);
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': body.length,
    Connection: 'close',
    ...headers,
  });
  if (request.method === 'HEAD') return true;
  response.write(body);
  return true;
}
