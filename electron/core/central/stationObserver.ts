import type { Json } from '../../../shared/json.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import type { HandledCall } from './station/stationState.ts';

/** Follows what all stations say and are told, beside the state of each one. */
export interface StationObserver {
  /** A call or SEND of a station, recorded and answered. */
  called?(stationId: string, call: HandledCall): void;
  /** A command that is on its way; `payload` is what is sent, where it is JSON. */
  asking?(stationId: string, action: string, payload: Json | undefined): void;
  /** A command that has ended; `payload` is what was sent, where it was JSON. */
  asked?(stationId: string, payload: Json | undefined, outcome: Outcome): void;
  /** The session with a station has ended. */
  left?(stationId: string, at: number): void;
}
