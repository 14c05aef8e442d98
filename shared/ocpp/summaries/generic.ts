import type { Json, JsonObject } from '../../json.ts';
import { hasList, listOf, textOf } from './reading.ts';
import { counted, joined, labelled, place, status, tag, transaction, withoutPassword } from './wording.ts';

/** Scalars beyond these say too much for one line. */
const MAX_FIELDS = 4;

/** Keys that `place`, `tag`, `transaction` and `status` have said already. */
const SAID = new Set([
  'status',
  'statusInfo',
  'connectorId',
  'evseId',
  'evse',
  'idTag',
  'idToken',
  'transactionId',
  'customData',
]);

/** Any payload in words: the status first, then what it is about, then its first scalar fields. */
export function sayAnything(payload: JsonObject): string {
  const fields: string[] = [];
  for (const key in payload) {
    if (fields.length === MAX_FIELDS) break;
    if (SAID.has(key)) continue;
    const words = sayField(payload, key);
    if (words !== undefined) fields.push(words);
  }
  return joined([status(payload), place(payload), transaction(payload), tag(payload), ...fields]);
}

function sayField(payload: Json, key: string): string | undefined {
  const name = inWords(key);
  const said = textOf(payload, key);
  const text = said === undefined ? undefined : withoutPassword(said);
  if (text !== undefined)
    return /^(true|false)$/.test(text) ? `${name}: ${text === 'true' ? 'yes' : 'no'}` : labelled(name, text);
  if (!hasList(payload, key)) return undefined;
  const list = listOf(payload, key);
  return list.length > 0 ? `${name}: ${counted(list.length, 'item')}` : undefined;
}

/** `requestedMessage` is `requested message`; names of makers stay as they are. */
function inWords(key: string): string {
  const short = key.slice(0, 40);
  return /^[a-z]+([A-Z][a-z]+)+$/.test(short)
    ? short.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    : short;
}
