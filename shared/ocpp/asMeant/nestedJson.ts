import { isJsonObject, type Json } from '../../json.ts';
import { longIntegersAsText, markLongNumbers } from '../longIntegers.ts';
import type { Note } from './repair.ts';
import { repairText } from './repairText.ts';

/** DataTransfer carries text (OCPP 1.6 §6.17); stations put JSON into it, which is easier to read unpacked. */
export function decodeNested(payload: Json, note: Note, areLongMarked: boolean): Json {
  if (!isJsonObject(payload)) return payload;
  const { data } = payload;
  if (typeof data !== 'string' || !/^\s*[[{]/.test(data)) return payload;
  const mended = repairText(data);
  if (mended?.isCertain !== true) return payload;
  const text = areLongMarked ? markLongNumbers(mended.text) : longIntegersAsText(mended.text);
  note('/data', 'nested-json', 'The text is JSON itself; it is shown unpacked.');
  for (const { code, why } of mended.repairs) note('/data', code, why);
  return { ...payload, data: JSON.parse(text) as Json };
}
