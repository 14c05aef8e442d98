import type { Json, JsonObject } from '../../json.ts';
import type { OcppVersion } from '../version.ts';
import { mendPayload } from './mendValue.ts';
import { decodeNested } from './nestedJson.ts';
import type { Repair } from './repair.ts';
import { withoutNuls } from './withoutNuls.ts';

export interface AsMeantInput {
  version: OcppVersion;
  action: string;
  /** The JSON Schema of this half of the action, where there is one. */
  schema: JsonObject | undefined;
  payload: Json;
  /** Integers beyond 2^53 come as marked text (`markLongIntegers`) instead of plain digits. */
  areLongMarked?: boolean;
  /** Unpack what is JSON in a text: for looking at. */
  isForView?: boolean;
}

export interface AsMeantPayload {
  /** The very payload where nothing was done. */
  payload: Json;
  repairs: readonly Repair[];
}

/** A payload is not taken apart for more repairs than anybody would read. */
const MAX_REPAIRS = 500;

/**
 * A payload as the station meant it: lists where the schema wants lists, numbers where it wants numbers, known
 * spellings as the specification has them. Never throws; done again it changes nothing.
 */
export function asMeantPayload(input: AsMeantInput): AsMeantPayload {
  const { version, action, schema, areLongMarked = false, isForView = false } = input;
  const repairs: Repair[] = [];
  const note = (path: string, code: string, why: string): void => {
    if (repairs.length < MAX_REPAIRS) repairs.push({ path, code, why });
  };
  let payload = withoutNuls(input.payload, note);
  if (schema !== undefined) payload = mendPayload(payload, { version, root: schema, note });
  if (isForView && action === 'DataTransfer') payload = decodeNested(payload, note, areLongMarked);
  return { payload, repairs };
}
