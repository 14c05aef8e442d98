import type { JsonObject } from '../../../../shared/json.ts';
import type { ReceivedCall, Reply } from './exchange.ts';

export interface StationLinkEvents {
  /** The station may speak. */
  onOpen(): void;
  onCall(received: ReceivedCall): void;
  /** An answer to the call of this id, or what became of it. */
  onReply(id: string, reply: Reply): void;
  onClose(): void;
  onTrouble(line: string): void;
}

/** What carries the messages of a station: JSON over a WebSocket, or SOAP over HTTP in both directions. */
export interface StationLink {
  /** Calls may leave. */
  readonly isOpen: boolean;
  /** No sign of the central system yet. */
  readonly isConnecting: boolean;
  /** Reaches for the central system, again and again until `close`. */
  open(): void;
  call(id: string, action: string, payload: JsonObject): void;
  /** A message that nobody answers; only 2.1 has them. */
  send(action: string, payload: JsonObject): void;
  /** Cuts the line without a word; the station then comes back by itself. */
  drop(): void;
  /** Closes in good order and comes back by itself. */
  reconnect(): void;
  /** Closes in good order and stays away until `open`. Resolves when nothing is open any more. */
  close(reason: string): Promise<void>;
  /** Interval of pings in s, 0: never. Means nothing where there is no connection to keep alive. */
  keepAlive(intervalS: number): void;
}
