import { assertNever } from '../../assertNever.ts';
import type { Json } from '../../json.ts';
import type { Direction, RecordKind } from '../../trace/record.ts';
import { longIntegersAsText } from '../longIntegers.ts';
import { parseFrame } from '../parseFrame.ts';
import type { OcppVersion, Transport } from '../version.ts';
import { saySerial } from './serial.ts';
import { summarise } from './summarise.ts';

/**
 * A record as the store has it. `raw` is the wire text, or base64 of bytes that are no text. `payload` is the payload
 * as JSON text where the raw is not JSON itself.
 */
export interface SummaryRecord {
  version?: OcppVersion | undefined;
  kind: RecordKind;
  direction: Direction;
  /** Absent where it is JSON over WebSocket. */
  transport?: Transport | undefined;
  action?: string | undefined;
  payload?: string | undefined;
  raw: string;
  rawEncoding: 'text' | 'base64';
}

/** The summary of a record, from its raw text. Never throws. */
export function summariseRecord(record: SummaryRecord): string {
  const { version, kind, direction, transport, action, payload, raw, rawEncoding } = record;
  if (kind === 'serial') {
    return summarise({ version, kind, direction, action, payload: saySerial(raw, rawEncoding, payload) });
  }
  if (payload !== undefined && kind !== 'note') {
    return summarise({ version, kind, direction, action, payload: parsed(longIntegersAsText(payload)) });
  }
  if (rawEncoding === 'base64') return `binary, ${byteLength(raw)} bytes`;
  return summarise({ version, kind, direction, transport, action, payload: payloadOf(kind, raw) });
}

function payloadOf(kind: RecordKind, raw: string): Json | undefined {
  if (kind === 'connect' || kind === 'disconnect') return parsed(raw);
  if (kind === 'malformed' || kind === 'note' || kind === 'serial' || kind === 'transfer') return raw;
  const frame = parseFrame(longIntegersAsText(raw));
  switch (frame.kind) {
    case 'call':
    case 'send':
    case 'result':
      return frame.payload;
    case 'error':
    case 'resultError':
      return { code: frame.code, description: frame.description };
    case 'malformed':
      return undefined;
    default:
      return assertNever(frame);
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // A mark or payload that another program wrote: there is nothing to say about it but its kind.
    return undefined;
  }
}

function byteLength(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return Math.max(0, Math.floor((base64.length * 3) / 4) - padding);
}
