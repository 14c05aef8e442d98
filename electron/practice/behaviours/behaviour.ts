import type { Json, JsonObject } from '../../../shared/json.ts';
import type { WireId } from '../../../shared/ocpp/compose.ts';
import type { ErrorCode } from '../../../shared/ocpp/errorCode.ts';
import type { Station } from '../station/station.ts';

export interface IncomingCall {
  id: string;
  /** The id as it must go back: a number where the caller sent one. */
  echo: WireId;
  action: string;
  payload: JsonObject;
}

/**
 * What goes back. `afterwards` runs when the answer is out: a station answers fast and works later, so that a status
 * message never overtakes the answer that it belongs to.
 */
export type Answer =
  | { kind: 'result'; payload: JsonObject; afterwards?: (() => void) | undefined }
  | { kind: 'error'; code: ErrorCode; description: string; details?: Json };

/** An answer as text, before it leaves. The delay is in real ms. */
export interface Outgoing {
  text: string;
  delayMs: number;
}

/**
 * One small habit of the station. Calls go through the list from the front; the first behaviour that does not say
 * `next` decides. A test prepends one that misbehaves.
 */
export interface Behaviour {
  name: string;
  onCall?(call: IncomingCall, station: Station): Answer | 'next' | 'silence';
  /** May change, delay or swallow an answer that another behaviour gave. */
  onAnswer?(outgoing: Outgoing, call: IncomingCall, station: Station): Outgoing | 'silence';
}
