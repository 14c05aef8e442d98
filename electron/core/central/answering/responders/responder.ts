import type { JsonObject } from '../../../../../shared/json.ts';
import type { QuirkProfile } from '../../../../../shared/station/quirkProfile.ts';
import type { TransactionIds } from '../../transactionIds.ts';

/** What an answer may depend on besides the question. */
export interface ResponderContext {
  /** Epoch ms at which the call arrived. */
  at: number;
  heartbeatIntervalS: number;
  transactionIds: TransactionIds;
  /** How the station reads times; with a fraction where it does not say. */
  timeFormat?: QuirkProfile['timeFormat'];
}

/**
 * Makes the answer to one action. The payload may break its schema; the answer must not. By default everything is
 * accepted: this central system is there to let the charger run while somebody looks at it.
 */
export type Responder = (payload: JsonObject, context: ResponderContext) => JsonObject;

export type Responders = Readonly<Record<string, Responder>>;

/** The empty answer; one object, so that it is made and written once. */
export const NOTHING: JsonObject = Object.freeze({});

export const acknowledge: Responder = () => NOTHING;

/** `reasonCode` has at most 20 characters in 2.x. */
export function refused(status: string, reasonCode: string, additionalInfo: string): JsonObject {
  return { status, statusInfo: { reasonCode, additionalInfo } };
}

/** UTC with `Z`, since some chargers misread offsets; in whole seconds for those that cannot read fractions. */
export function isoTime({ at, timeFormat }: Pick<ResponderContext, 'at' | 'timeFormat'>): string {
  const time = new Date(at).toISOString();
  return timeFormat === 'whole' ? time.replace(/\.\d+Z$/, 'Z') : time;
}
