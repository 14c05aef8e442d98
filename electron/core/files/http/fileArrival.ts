import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Refusal } from '../transfers/refusal.ts';

/** What becomes of the connection attempt behind a request for a file. */
export interface FileVerdict extends Refusal {
  stationId?: string;
}

/** A request that reached the front door under the path of files. */
export interface FileArrival {
  request: IncomingMessage;
  response: ServerResponse;
  remoteAddress: string;
  isEncrypted: boolean;
  /** The client waits for a word before it sends the body (`Expect: 100-continue`). */
  isWaiting: boolean;
  /** Records that it did not get in. */
  judge(verdict: FileVerdict): void;
}

/** What the front door hands requests for files to. */
export interface FileRoute {
  /** Whether a request target, as sent, is of a file. */
  isFilePath(target: string): boolean;
  take(arrival: FileArrival): void;
}
