import type { Json } from '../../shared/json.ts';
import type { OcppVersion } from '../../shared/ocpp/version.ts';

/** A station that does not do what a usual command asks, and what is offered then. */
export interface NextTryRow {
  /** In the catalogue of quirks. */
  row: number;
  title: string;
  version: Extract<OcppVersion, '1.6' | '2.0.1'>;
  action: string;
  payload: Json;
  /** What the station sends after the id: the rest of a CALLRESULT or CALLERROR. Nothing: it stays silent. */
  answer?: readonly [type: 3 | 4, ...rest: Json[]];
  /** Payloads that are offered, the first one first. */
  offers: readonly Json[];
  /** A word of what is said about it; absent where nothing is. */
  says?: string;
}
