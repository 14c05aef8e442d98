/**
 * X/YMODEM as pure state machines: what happened goes in, what to do comes out, in the order in which it is to be done. They know no port,
 * no file and no clock, so the sender serves the tool and the practice charger alike, and a test can cut or damage every byte.
 */
export type TransferEvent =
  | { kind: 'start' }
  | { kind: 'bytes'; bytes: Uint8Array }
  /** The time of the latest `timer` action is over. */
  | { kind: 'timer' }
  /** Answers `read` at once: before any bytes that came meanwhile, and before the actions behind it. */
  | { kind: 'content'; bytes: Uint8Array }
  | { kind: 'abort' };

export type TransferAction =
  /** Write all of it; a timer that follows counts from when it has left. What stands between them is done meanwhile. */
  | { kind: 'write'; bytes: Uint8Array }
  /** Takes the place of the timer before; ms. */
  | { kind: 'timer'; ms: number }
  /** Read exactly so much of outgoing file number `file`. */
  | { kind: 'read'; file: number; offset: number; length: number }
  /** A file comes. */
  | { kind: 'open'; file: IncomingFile }
  /** The next bytes of the file that was opened; keep them before the acknowledgement that follows is written. */
  | { kind: 'content'; bytes: Uint8Array }
  /** That file is whole, as far as the protocol tells. */
  | { kind: 'close'; end: FileEnd }
  | { kind: 'progress'; progress: TransferProgress }
  | { kind: 'done'; proof: TransferProof }
  | { kind: 'fail'; failure: TransferFailure };

/**
 * One end of a transfer. After `done` or `fail` it does nothing any more.
 */
export interface TransferMachine {
  handle(event: TransferEvent): TransferAction[];
}

export interface OutgoingFile {
  name: string;
  sizeBytes: number;
  /** Epoch seconds; 0: not known. */
  mtimeS?: number;
  /** As of Unix, 0o100644. */
  mode?: number;
}

/** As block 0 of YMODEM says; of XMODEM there is neither name nor size. The name is as sent: never use it as a path. */
export interface IncomingFile {
  name: string;
  sizeBytes?: number;
  mtimeS?: number;
  mode?: number;
}

export interface FileEnd {
  sizeBytes: number;
  /** Bytes 1A at the end that were taken for padding and left out, since nothing told the size. */
  paddingBytes: number;
}

/** `bytes` of the file with this number (from 0) are acknowledged; `block` counts data blocks from 1, `retries` all that went twice. */
export interface TransferProgress {
  file: number;
  bytes: number;
  block: number;
  retries: number;
}

/**
 * `acknowledged`: the other end confirmed the end; `probable`: every block was acknowledged, but not the end, so only the device's version
 * can prove it.
 */
export type TransferProof = 'acknowledged' | 'probable';

export const TRANSFER_FAILURES = [
  'cancelled',
  'cancelled-by-device',
  'no-request',
  'no-answer',
  'too-many-retries',
  'out-of-step',
  'too-large',
  'short',
] as const;
export type TransferFailureCause = (typeof TRANSFER_FAILURES)[number];

/** `block`: the data block at which it ended, from 1; 0 before the first. */
export interface TransferFailure {
  cause: TransferFailureCause;
  block: number;
  sentence: string;
}

/** How long to wait and how often to try; ms. */
export interface TransferTimes {
  /** For the first request of the receiver. */
  requestMs: number;
  /** After the request, when further requests are dropped: they would count as answers to the first block (SERVICE-PORT §3). */
  settleMs: number;
  /** After a block that went twice, in which its second acknowledgement may come: it would count for the next block. */
  secondAnswerMs: number;
  /** For the acknowledgement of a block. */
  answerMs: number;
  /** The receiver's pause between two requests. */
  askAgainMs: number;
  /** Silence that ends a damaged block. */
  quietMs: number;
  /** Silence in the middle of a block. */
  byteMs: number;
  triesPerBlock: number;
  triesInAll: number;
}

export const TRANSFER_TIMES: TransferTimes = {
  requestMs: 60_000,
  settleMs: 30,
  secondAnswerMs: 200,
  answerMs: 10_000,
  askAgainMs: 3_000,
  quietMs: 200,
  byteMs: 1_000,
  triesPerBlock: 10,
  triesInAll: 100,
};
