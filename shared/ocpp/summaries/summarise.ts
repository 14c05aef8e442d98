import { assertNever } from '../../assertNever.ts';
import type { Json } from '../../json.ts';
import { isJsonObject } from '../../json.ts';
import type { Direction, RecordKind } from '../../trace/record.ts';
import { parseFrame } from '../parseFrame.ts';
import type { OcppVersion, Transport } from '../version.ts';
import { AUTHORIZATION } from './authorization.ts';
import { AVAILABILITY } from './availability.ts';
import { CONFIGURATION } from './configuration.ts';
import { sayConnect, sayDisconnect } from './connection.ts';
import { DER } from './der.ts';
import { DISPLAY_MESSAGES } from './displayMessages.ts';
import { FILES } from './files.ts';
import { sayAnything } from './generic.ts';
import { METER_VALUES } from './meterValues.ts';
import { MONITORING } from './monitoring.ts';
import { PROVISIONING } from './provisioning.ts';
import { oneLine, textOf } from './reading.ts';
import { REMOTE_CONTROL } from './remoteControl.ts';
import { SECURITY } from './security.ts';
import { SMART_CHARGING } from './smartCharging.ts';
import type { ActionSummary } from './summary.ts';
import { TARIFFS } from './tariffs.ts';
import { TRANSACTIONS } from './transactions.ts';
import { VEHICLE } from './vehicle.ts';
import { joined } from './wording.ts';

const MAX_SUMMARY_CHARS = 160;

/** What of a malformed frame is shown. */
const MAX_HEAD_CHARS = 80;

/** By action, for all versions: where versions differ, the words look for either shape. */
const SUMMARIES: ReadonlyMap<string, ActionSummary> = new Map(
  [
    AUTHORIZATION,
    AVAILABILITY,
    CONFIGURATION,
    DER,
    DISPLAY_MESSAGES,
    FILES,
    METER_VALUES,
    MONITORING,
    PROVISIONING,
    REMOTE_CONTROL,
    SECURITY,
    SMART_CHARGING,
    TARIFFS,
    TRANSACTIONS,
    VEHICLE,
  ].flatMap((summaries) => Object.entries(summaries)),
);

/**
 * `payload` is that of a call, send or result; `{code, description}` of an error; the raw text of a malformed frame;
 * the mark itself of a connect or disconnect; and the text of a note and of what is no OCPP at all.
 */
export interface SummaryInput {
  version?: OcppVersion | undefined;
  kind: RecordKind;
  direction: Direction;
  /** Absent where it is JSON over WebSocket. */
  transport?: Transport | undefined;
  action?: string | undefined;
  payload: Json | undefined;
}

/** One record in one line of words. Never throws, whatever the payload is. */
export function summarise(input: SummaryInput): string {
  return oneLine(words(input), MAX_SUMMARY_CHARS);
}

function words({ kind, transport, action, payload }: SummaryInput): string {
  switch (kind) {
    case 'call':
    case 'send':
      return sayPayload(action, 'request', payload) ?? '';
    case 'result':
      return sayPayload(action, 'response', payload) ?? 'empty answer';
    case 'error':
    case 'resultError':
      return joined(
        [
          textOf(payload, 'code') ?? 'error without a code',
          textOf(payload, 'description', MAX_SUMMARY_CHARS),
        ],
        ': ',
      );
    case 'malformed':
      return sayMalformed(typeof payload === 'string' ? payload : '', transport);
    case 'connect':
      return sayConnect(payload);
    case 'disconnect':
      return sayDisconnect(payload);
    case 'note':
    case 'serial':
    case 'transfer':
      return typeof payload === 'string' ? payload : '';
    default:
      return assertNever(kind);
  }
}

function sayPayload(
  action: string | undefined,
  half: 'request' | 'response',
  payload: Json | undefined,
): string | undefined {
  if (!isJsonObject(payload)) {
    if (payload === undefined) return undefined;
    return Array.isArray(payload) ? 'a list instead of an object' : `no object: ${String(payload)}`;
  }
  const say = action === undefined ? undefined : SUMMARIES.get(action)?.[half];
  return say?.(payload) || sayAnything(payload) || undefined;
}

function sayMalformed(raw: string, transport: Transport | undefined): string {
  if (transport === 'soap') {
    return raw.trim() === '' ? 'empty message' : `no usable SOAP message: ${oneLine(raw, MAX_HEAD_CHARS)}`;
  }
  const { issues } = parseFrame(raw);
  const code = issues.findLast(({ severity }) => severity === 'error')?.code;
  const head = oneLine(raw, MAX_HEAD_CHARS);
  switch (code) {
    case 'frame-empty':
      return 'empty frame';
    case 'frame-not-json':
      return `not JSON: ${head}`;
    case 'frame-cut-off':
      return `cut off: ${head}`;
    case 'frame-not-array':
      return `not an array: ${head}`;
    case 'frame-unknown-type':
      return `unknown message type: ${head}`;
    default:
      return `not an OCPP frame: ${head}`;
  }
}
