import { isJsonObject, type Json } from '../../../json.ts';
import type { FoundFrame, FoundItem } from '../found.ts';
import { composedFrame } from './composedFrame.ts';
import { directionWord, originDirection } from './directionWord.ts';
import { foundTime } from './foundTime.ts';
import { foundVersion } from './foundVersion.ts';
import { jsonMembers } from './jsonMembers.ts';

/** A field of an object or a column of a table: `text` is its value as text, or as JSON text where `isJson`. */
export interface Field {
  name: string;
  text: string;
  isJson: boolean;
}

type Meaning =
  'time' | 'station' | 'direction' | 'origin' | 'version' | 'type' | 'messageId' | 'action' | 'payload';

/** Names of fields in small letters without marks, best first. `id` is a station only where nothing else is. */
const NAMES: Readonly<Record<Meaning, readonly string[]>> = {
  time: ['timestamp', 'time', 'at', 'ts', 'datetime', 'date', 'createdat', 'receivedat', 'sentat', 'logtime'],
  station: [
    'stationid',
    'chargepointid',
    'chargingstationid',
    'chargeboxid',
    'chargeboxidentity',
    'cpid',
    'cp',
    'station',
    'chargepoint',
    'chargerid',
    'charger',
    'identity',
    'clientid',
    'deviceid',
    'id',
  ],
  direction: ['direction', 'dir', 'flow', 'way', 'type', 'kind'],
  origin: ['origin', 'source', 'sender', 'from'],
  version: ['ocppversion', 'protocol', 'subprotocol', 'version'],
  type: ['messagetype', 'messagetypeid', 'msgtype', 'typeid', 'type', 'kind'],
  messageId: ['messageid', 'msgid', 'uniqueid', 'correlationid', 'id'],
  action: ['action', 'command', 'operation'],
  payload: ['payload', 'data', 'body'],
};

const ALL_NAMES: ReadonlySet<string> = new Set(Object.values(NAMES).flat());

/** Whether one of these names is that of a field that a trace has. */
export function hasKnownName(names: readonly string[]): boolean {
  return names.some((name) => ALL_NAMES.has(plainName(name)));
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z\d]/g, '');
}

const FRAME = /^\s*\[\s*"?[2-6]"?\s*,\s*(?:"|-?\d+\s*,\s*["{])/;
/** `Sent: [2,…` of programs that put the frame behind a word. */
const WORD_AND_FRAME = /^([\p{L}\p{S}\uFE0F<>\-= ]{1,40}?)[:\s]*(?=\[\s*[2-6]\s*,\s*")/u;
const KINDS = new Map<string, string>([
  ['2', 'call'],
  ['call', 'call'],
  ['request', 'call'],
  ['3', 'result'],
  ['callresult', 'result'],
  ['response', 'result'],
  ['result', 'result'],
  ['4', 'error'],
  ['callerror', 'error'],
  ['5', 'resultError'],
  ['callresulterror', 'resultError'],
  ['6', 'send'],
  ['send', 'send'],
]);

/** Reads a row or object by the names of its fields; nothing where it holds no frame. */
export function frameOfFields(fields: readonly Field[], line: number): FoundFrame | undefined {
  const named = new Map<string, Field>();
  for (const field of fields) {
    const name = plainName(field.name);
    if (!named.has(name)) named.set(name, field);
  }
  const get = (meaning: Meaning): Json | undefined => {
    const name = NAMES[meaning].find((candidate) => (named.get(candidate)?.text ?? '') !== '');
    return name === undefined ? undefined : valueOf(named.get(name));
  };
  const holder = fields.map(frameIn).find((found) => found !== undefined);
  const raw = holder?.raw ?? composed(get, named);
  if (raw === undefined) return undefined;
  const frame: FoundFrame = { type: 'frame', line, raw };
  const time = foundTime(get('time'));
  if (time !== undefined) frame.time = time;
  const station = stationOf(named, holder === undefined);
  if (station !== undefined) frame.stationId = station;
  Object.assign(frame, directionOf(named, get, holder?.word));
  const version = foundVersion(get('version'));
  if (version !== undefined) frame.version = version;
  return frame;
}

/** The same for the text of a JSON object, whose frame keeps its text; a note where it holds none. */
export function itemOfObject(text: string, value: Json, line: number): FoundItem {
  const fields = isJsonObject(value) ? jsonMembers(text).map((member) => ({ ...member, isJson: true })) : [];
  return frameOfFields(fields, line) ?? nested(fields, line) ?? { type: 'note', line, text };
}

/** An object inside the object may hold the frame, such as `{"log": {"frame": […]}}`; the outer fields help it. */
function nested(fields: readonly Field[], line: number): FoundFrame | undefined {
  for (const { text, isJson } of fields) {
    if (!isJson || !text.startsWith('{')) continue;
    const inner = jsonMembers(text).map((member) => ({ ...member, isJson: true }));
    const found = inner.some((field) => frameIn(field) !== undefined)
      ? frameOfFields([...inner, ...fields], line)
      : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function valueOf(field: Field | undefined): Json | undefined {
  if (field === undefined || !field.isJson) return field?.text;
  try {
    return JSON.parse(field.text) as Json;
  } catch {
    return field.text;
  }
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function frameIn(field: Field): { raw: string; word?: string } | undefined {
  if (field.isJson && field.text.startsWith('['))
    return FRAME.test(field.text) ? { raw: field.text } : undefined;
  if (!field.text.includes('[')) return undefined;
  const value = valueOf(field);
  if (typeof value !== 'string') return undefined;
  if (FRAME.test(value)) return { raw: value };
  const word = WORD_AND_FRAME.exec(value);
  return word === null ? undefined : { raw: value.slice(word[0].length), word: word[1] ?? '' };
}

function composed(
  get: (meaning: Meaning) => Json | undefined,
  named: ReadonlyMap<string, Field>,
): string | undefined {
  const kind = KINDS.get(
    textOf(get('type'))
      .toLowerCase()
      .replaceAll(/[^a-z\d]/g, ''),
  );
  const field = NAMES.payload.map((name) => named.get(name)).find((found) => found !== undefined);
  if (kind === undefined || field === undefined) return undefined;
  const payload = field.isJson && field.text.startsWith('"') ? textOf(valueOf(field)) : field.text;
  if (!payload.trimStart().startsWith('{')) return undefined;
  return composedFrame({ kind, messageId: get('messageId'), action: get('action'), payload });
}

/** `id` is the message's where the frame was put together of fields. */
function stationOf(named: ReadonlyMap<string, Field>, isComposed: boolean): string | undefined {
  for (const name of NAMES.station) {
    if (isComposed && name === 'id') continue;
    const value = valueOf(named.get(name));
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return undefined;
}

function directionOf(
  named: ReadonlyMap<string, Field>,
  get: (meaning: Meaning) => Json | undefined,
  word: string | undefined,
): Pick<FoundFrame, 'direction' | 'word'> {
  for (const name of NAMES.direction) {
    const found = directionWord(valueOf(named.get(name)));
    if (found.direction !== undefined || found.word !== undefined) return found;
  }
  const origin = originDirection(get('origin'));
  if (origin.direction !== undefined) return origin;
  return word === undefined ? {} : directionWord(word);
}
