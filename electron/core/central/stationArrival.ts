import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Issue } from '../../../shared/trace/issue.ts';

/**
 * A WebSocket connection whose identity and version are settled. `duplex` is the connection beneath the socket;
 * `subprotocol` the name as offered, absent where none was; `path` the request target as sent; `issues` what was
 * wrong with the handshake.
 */
export interface StationArrival {
  socket: WebSocket;
  duplex: Duplex;
  stationId: string;
  version: OcppVersion;
  remoteAddress: string;
  path: string;
  subprotocol?: string;
  issues: readonly Issue[];
}
