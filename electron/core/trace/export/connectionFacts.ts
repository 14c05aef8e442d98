import { isJsonObject, type Json, type JsonObject } from '../../../../shared/json.ts';
import type { ExportedRecord } from './traceWriter.ts';

/** What a `connect` record tells; absent what it does not. */
export interface ConnectFacts {
  remoteAddress?: string;
  subprotocol?: string;
  /** The request target as the station sent it. */
  path?: string;
}

export function connectFacts(record: ExportedRecord): ConnectFacts {
  const { remoteAddress, subprotocol, path } = objectOf(record.raw);
  return {
    ...(typeof remoteAddress === 'string' ? { remoteAddress } : {}),
    ...(typeof subprotocol === 'string' ? { subprotocol } : {}),
    ...(typeof path === 'string' && path.startsWith('/') ? { path } : {}),
  };
}

/** What a `disconnect` record tells. `by` is the side that ended the connection, or the network. */
export interface DisconnectFacts {
  by: 'station' | 'kerbside' | 'network';
  code?: number;
  reason?: string;
}

export function disconnectFacts(record: ExportedRecord): DisconnectFacts {
  const { by, code, reason } = objectOf(record.raw);
  const side = by === 'kerbside' || by === 'network' ? by : 'station';
  return {
    by: by === undefined && record.direction === 'out' ? 'kerbside' : side,
    ...(typeof code === 'number' ? { code } : {}),
    ...(typeof reason === 'string' && reason !== '' ? { reason } : {}),
  };
}

/** The path under which a station is reached whose own is not known. */
export function pathOfStation(stationId: string): string {
  return `/${encodeURIComponent(stationId.toWellFormed())}`;
}

function objectOf(raw: string | Uint8Array): JsonObject {
  if (typeof raw !== 'string') return {};
  try {
    const value = JSON.parse(raw) as Json;
    return isJsonObject(value) ? value : {};
  } catch {
    // A mark of another tool: what it says is text for people.
    return {};
  }
}
