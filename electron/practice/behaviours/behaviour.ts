import type { JsonObject } from '../../../shared/json.ts';
import type { Answer, IncomingCall } from '../station/link/exchange.ts';
import type { FileHabits } from '../station/files/fileHabits.ts';
import type { Station } from '../station/station.ts';

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
  /** What it changes of how the station deals with files. */
  files?: FileHabits;
  onCall?(call: IncomingCall, station: Station): Answer | 'next' | 'silence';
  /** May change what the answer of another behaviour says. */
  onResult?(payload: JsonObject, call: IncomingCall, station: Station): JsonObject;
  /** May change, delay or swallow an answer that another behaviour gave. */
  onAnswer?(outgoing: Outgoing, call: IncomingCall, station: Station): Outgoing | 'silence';
  /** May change the parts of a report that the station is about to send. */
  onReport?(action: string, parts: readonly JsonObject[]): readonly JsonObject[];
  /** The central system has taken the station in. */
  onAccepted?(station: Station): void;
}
