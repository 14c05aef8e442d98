import type { Json, JsonObject } from '../../../../shared/json.ts';
import type { ErrorCode } from '../../../../shared/ocpp/errorCode.ts';

export interface IncomingCall {
  id: string;
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

/** A call of the central system, with the way back to it. */
export interface ReceivedCall {
  call: IncomingCall;
  /** The answer as it goes over the wire. */
  compose(answer: Answer): string;
  reply(text: string): void;
}

/** What became of a call of the station's own. */
export type Reply =
  | { kind: 'result'; payload: JsonObject }
  | { kind: 'error'; code: string; description: string }
  /** `unusable`: an answer came, and the station could make nothing of it. */
  | { kind: 'timed-out' | 'disconnected' | 'unwanted' | 'unusable' };
