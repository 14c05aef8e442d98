import type { Json } from '../json.ts';

/** A message id as it goes out: a number only to echo a station that sent one, bigint where 2^53 is too small. */
export type WireId = string | number | bigint;

/** The longest error description (OCPP 1.6J §4.2.3). */
const MAX_DESCRIPTION_CHARS = 255;

/** The id with which an answer to this frame must go out. */
export function echoId(frame: { id: string; idIsNumber?: true }): WireId {
  if (frame.idIsNumber !== true) return frame.id;
  if (/^-?\d+$/.test(frame.id)) return BigInt(frame.id);
  const id = Number(frame.id);
  return Number.isFinite(id) ? id : frame.id;
}

/** The payload goes in as text, unchecked: 64-bit integers keep their digits, and a wrong one can be sent on purpose. */
export function composeCall(id: WireId, action: string, payloadText: string): string {
  return `[2,${idText(id)},${JSON.stringify(action)},${payloadText}]`;
}

export function composeResult(id: WireId, payloadText: string): string {
  return `[3,${idText(id)},${payloadText}]`;
}

export function composeError(id: WireId, code: string, description: string, details: Json): string {
  return `[4,${errorText(id, code, description, details)}]`;
}

/** OCPP 2.1 part 4 §4.2.4. */
export function composeResultError(id: WireId, code: string, description: string, details: Json): string {
  return `[5,${errorText(id, code, description, details)}]`;
}

/** OCPP 2.1 part 4 §4.2.5: a message that is not answered. */
export function composeSend(id: WireId, action: string, payloadText: string): string {
  return `[6,${idText(id)},${JSON.stringify(action)},${payloadText}]`;
}

function idText(id: WireId): string {
  return typeof id === 'string' ? JSON.stringify(id) : String(id);
}

function errorText(id: WireId, code: string, description: string, details: Json): string {
  const isLong = description.length > MAX_DESCRIPTION_CHARS;
  const short = isLong ? description.slice(0, MAX_DESCRIPTION_CHARS).toWellFormed() : description;
  return `${idText(id)},${JSON.stringify(code)},${JSON.stringify(short)},${JSON.stringify(details)}`;
}
