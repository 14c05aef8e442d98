import type { Refusal } from './refusal.ts';
import type { Caller, CommonEvent } from './transfer.ts';

/**
 * The life of an offered file. Bytes are those handed to the network. `range` says which bytes `[from, to)` a connection
 * asked for; `coveredBytes` how many different bytes of the file have left, over all connections. `complete` is told
 * each time a station has had the last byte that it lacked.
 */
export type DownloadEvent =
  | CommonEvent
  | { kind: 'range'; at: number; connection: number; caller: Caller; from: number; to: number }
  | { kind: 'progress'; at: number; connection: number; sentBytes: number; coveredBytes: number }
  | { kind: 'stalled'; at: number; connection: number; sentBytes: number; silentMs: number }
  | { kind: 'interrupted'; at: number; connection: number; sentBytes: number; refusal: Refusal }
  | { kind: 'sent'; at: number; connection: number; from: number; to: number; coveredBytes: number }
  | { kind: 'complete'; at: number; caller: Caller };
