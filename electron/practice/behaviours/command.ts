import type { JsonObject } from '../../../shared/json.ts';
import type { Station } from '../station/station.ts';
import type { Answer } from '../station/link/exchange.ts';
import type { Behaviour } from './behaviour.ts';

/** A behaviour that answers one action. */
export function command(
  action: string,
  respond: (payload: JsonObject, station: Station) => Answer,
): Behaviour {
  return {
    name: action,
    onCall: (call, station) => (call.action === action ? respond(call.payload, station) : 'next'),
  };
}

export function result(payload: JsonObject, afterwards?: () => void): Answer {
  return { kind: 'result', payload, afterwards };
}

/** The answer of most actions: a status and, when it is out, the work. */
export function status(value: string, afterwards?: () => void): Answer {
  return result({ status: value }, afterwards);
}

/** A status with its reason, as 2.0.1 and later allow in every answer (`statusInfo`). */
export function statusBecause(value: string, reasonCode: string, additionalInfo: string): Answer {
  return result({ status: value, statusInfo: { reasonCode, additionalInfo } });
}
