import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Issue } from '../../../shared/trace/issue.ts';

/**
 * A WebSocket connection whose identity and version are settled. `duplex` is the connection beneath the socket;
 * `subprotocol` the name as offered, absent where none was; `path` the request target as sent; `issues` what was
 * wrong with the handshake; `facts` what was no fault but is worth recording.
 */
export interface StationArrival {
  socket: WebSocket;
  duplex: Duplex;
  stationId: string;
  version: OcppVersion;
  remoteAddress: string;
  /** The address of ours that it came to. */
  localAddress: string;
  path: string;
  subprotocol?: string;
  issues: readonly Issue[];
  facts?: HandshakeFacts;
  /** The path named nobody (or is not to be believed): the identity is the serial number of the boot. */
  isUnnamed?: boolean;
  /** To be told the identity of an unnamed station once it is known. */
  onNamed?: (stationId: string) => void;
}

/** What was agreed in a handshake, in words; absent where there is nothing to say. */
export interface HandshakeFacts {
  tls?: string;
  compression?: string;
  credentials?: string;
}
