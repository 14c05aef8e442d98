import type { JsonObject } from '../../../../../shared/json.ts';
import type { TransactionIds } from '../../transactionIds.ts';

/** What an answer may depend on besides the question. */
export interface ResponderContext {
  /** Epoch ms at which the call arrived. */
  at: number;
  heartbeatIntervalS: number;
  transactionIds: TransactionIds;
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

/** UTC with `Z`: some chargers misread offsets. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}
