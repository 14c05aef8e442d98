import type { Json, JsonObject } from '../../../../../shared/json.ts';
import { isOcpp1, type OcppVersion } from '../../../../../shared/ocpp/version.ts';
import { objectOf, textOf } from '../../../../../shared/payloadFields.ts';

/** Who identified himself in a call. */
export interface Token {
  tag: string;
  /** IdTokenEnumType of 2.x. */
  type?: string;
}

const WITH_TAG = new Set(['Authorize', 'StartTransaction', 'StopTransaction']);
const WITH_TOKEN = new Set(['Authorize', 'TransactionEvent']);

/** Nothing where the action has no id tag, it was left out, or nobody needed one (NoAuthorization). */
export function tokenOf(version: OcppVersion, action: string, payload: JsonObject): Token | undefined {
  if (isOcpp1(version)) return WITH_TAG.has(action) ? plainToken(payload['idTag']) : undefined;
  if (!WITH_TOKEN.has(action)) return undefined;
  const idToken = objectOf(payload['idToken']);
  const type = textOf(idToken['type']);
  if (type === 'NoAuthorization') return undefined;
  const token = plainToken(idToken['idToken']);
  return token === undefined || type === undefined ? token : { ...token, type };
}

function plainToken(tag: Json | undefined): Token | undefined {
  const text = textOf(tag);
  return text === undefined ? undefined : { tag: text };
}
