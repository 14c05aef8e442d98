import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FileArrival } from '../files/http/fileArrival.ts';
import type { Visit } from './visit.ts';

/** A request for a file, with what becomes of its attempt: a transfer that goes well is none. */
export function fileArrivalOf(
  request: IncomingMessage,
  response: ServerResponse,
  visit: Visit,
  isWaiting: boolean,
): FileArrival {
  return {
    request,
    response,
    remoteAddress: visit.remoteAddress,
    isEncrypted: visit.encryption !== undefined,
    isWaiting,
    judge: (verdict) => visit.judge({ stage: 'http', ok: false, ...verdict }),
  };
}

/** The request target of a head that is not parsed yet. */
export function targetOf(head: Buffer): string {
  return /^\s*\S+[ \t]+(\S+)/.exec(head.toString('latin1'))?.[1] ?? '';
}
