import type { Json } from '../../json.ts';
import { listOf, numberOf, objectOf, oneLine, textLength, textOf } from './reading.ts';

/** The parts that are there, joined to one line. */
export function joined(parts: readonly (string | undefined)[], separator = ', '): string {
  return parts.filter((part) => part !== undefined && part !== '').join(separator);
}

/** `word value`, or nothing where there is no value. */
export function labelled(word: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : `${word} ${value}`;
}

/** `1 key`, `2 keys`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(count)} ${count === 1 ? singular : plural}`;
}

/** A number with thousands marked: 1204341 is `1,204,341`. */
export function grouped(value: number, decimals = 0): string {
  const [whole = '', fraction] = value.toFixed(decimals).split('.');
  // Beyond 1e21 toFixed answers in scientific notation, in which there is nothing to group.
  const marked = whole.includes('e') ? whole : whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? marked : `${marked}.${fraction}`;
}

/** A tag by its ends, as much as is needed to recognise a card: `04A2…91`. */
export function shortTag(tag: string | undefined): string | undefined {
  return tag === undefined || tag.length <= 8 ? tag : `${tag.slice(0, 4)}…${tag.slice(-2)}`;
}

/** A UUID by its first part; ids that people can read stay whole. */
export function shortId(id: string | undefined): string | undefined {
  return id === undefined || id.length <= 20 ? id : `${id.slice(0, 8)}…`;
}

export function transaction(from: Json | undefined, key = 'transactionId'): string | undefined {
  return labelled('transaction', shortId(textOf(from, key)));
}

export function tag(from: Json | undefined): string | undefined {
  const token = objectOf(from, 'idToken');
  return labelled('tag', shortTag(textOf(from, 'idTag') ?? textOf(token, 'idToken')));
}

/** `connector 1`, `EVSE 1 connector 1`; 0 is the station as a whole (OCPP 1.6 §3.12 and its like in 2.x). */
export function place(from: Json | undefined): string | undefined {
  const evse = objectOf(from, 'evse');
  const evseId = textOf(from, 'evseId') ?? textOf(evse, 'id');
  const connectorId = textOf(from, 'connectorId') ?? textOf(evse, 'connectorId');
  if (evseId === undefined) return connectorId === '0' ? 'station' : labelled('connector', connectorId);
  if (evseId === '0' && (connectorId === undefined || connectorId === '0')) return 'station';
  return joined([`EVSE ${evseId}`, labelled('connector', connectorId)], ' ');
}

export function energyWh(from: Json | undefined, key: string): string | undefined {
  const value = numberOf(from, key);
  return value === undefined ? undefined : `${grouped(value)} Wh`;
}

/** Longer addresses than this tell their host and their file only. */
const MAX_ADDRESS_CHARS = 60;

/** An address without the password that it may carry; of a long one the host and the file. */
export function address(from: Json | undefined, key: string): string | undefined {
  const text = textOf(from, key, 2000);
  return text === undefined ? undefined : sayAddress(text);
}

export function sayAddress(text: string): string {
  const shown = withoutPassword(text);
  if (shown.length <= MAX_ADDRESS_CHARS) return shown;
  const [, host, file] = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)\/(?:[^?#]*\/)?([^/?#]*)/i.exec(shown) ?? [];
  if (host === undefined) return oneLine(shown, MAX_ADDRESS_CHARS);
  return `${oneLine(host, MAX_ADDRESS_CHARS)}/…/${oneLine(file ?? '', MAX_ADDRESS_CHARS)}`;
}

/** `ftp://me:secret@host` becomes `ftp://me:•••@host`, wherever it stands in a text. */
export function withoutPassword(text: string): string {
  return text.replaceAll(/(\/\/[^/:@\s]*):[^/@\s]*@/g, '$1:•••@');
}

/** Words for true and for false (stations send both as text, too); nothing for anything else. */
export function truthOf(from: Json | undefined, key: string, yes: string, no: string): string | undefined {
  const said = textOf(from, key);
  return said === 'true' ? yes : said === 'false' ? no : undefined;
}

/** How much a text in base64 carries: `1,204 bytes`. */
export function base64Bytes(from: Json | undefined, key: string): string | undefined {
  const length = textLength(from, key);
  return length === 0 ? undefined : counted(Math.floor((length * 3) / 4), 'byte');
}

/** The status, and in 2.x the reason that goes with it. */
export function status(from: Json | undefined, key = 'status'): string | undefined {
  const said = textOf(from, key);
  const info = objectOf(from, 'statusInfo');
  const reason = joined([textOf(info, 'reasonCode'), textOf(info, 'additionalInfo')], ': ');
  return said === undefined || reason === '' ? said : `${said} (${reason})`;
}

/** The first of a list in words, and how many more there are. */
export function firstOf(
  from: Json | undefined,
  key: string,
  word: (item: Json | undefined) => string | undefined,
): string | undefined {
  const list = listOf(from, key);
  const first = word(list[0]);
  if (list.length === 0) return undefined;
  const more = list.length - 1;
  return more === 0 ? first : joined([first, `${more} more`]);
}
