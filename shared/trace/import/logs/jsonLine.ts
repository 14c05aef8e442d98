import { isJsonObject, type Json, type JsonObject } from '../../../json.ts';
import { headIn } from './frameHead.ts';
import type { LineFacts, LineHead, LogDialect } from './lineFacts.ts';
import { directionIn } from './prefix/direction.ts';
import { timeAt } from './prefix/lineTime.ts';
import { factsBefore } from './prefix/universalHead.ts';
import { versionIn } from './prefix/version.ts';
import type { FoundTime } from '../found.ts';

/** A frame in a text of JSON, escaped or as it is. */
const FRAME = /\[\s*[2-6]\s*,\s*\\?"/;
/** Longer lines are not read as JSON: a frame in them is found as in any text. */
const MAX_CHARS = 1 << 20;

const TIME_KEYS = [
  'timestamp',
  'time',
  '@timestamp',
  'ts',
  'datetime',
  'date',
  'at',
  'created_at',
  'createdAt',
  't',
];
const STATION_KEYS = [
  'cpId',
  'cp_id',
  'cp',
  'chargePointId',
  'charge_point_id',
  'chargeBoxId',
  'chargeBoxIdentity',
  'charge_box_id',
  'chargingStationId',
  'stationId',
  'station_id',
  'station',
  'chargerId',
  'charger_id',
  'charger',
  'clientId',
  'identity',
  'evseId',
];
const DIRECTION_KEYS = ['direction', 'dir', 'way', 'type', 'event', 'msg_type', 'kind'];

/**
 * A line that is a JSON object, such as structured loggers and container run-times write. A frame stands in one of its texts,
 * with or without words before it, or is one of its values; the other members tell the time, the station and the direction.
 */
export function jsonLineHead(line: string, dialect: LogDialect): LineHead | undefined {
  const start = line.search(/\S/);
  if (start === -1 || line.charCodeAt(start) !== 123 || line.length > MAX_CHARS || !FRAME.test(line)) {
    return undefined;
  }
  const object = parsedObject(line);
  if (object === undefined) return cutLine(line);
  const facts = factsOfMembers(object);
  const text = textWithFrame(object, 0);
  if (text === undefined) return facts;
  const inner = dialect.head(text);
  if (inner?.frameAt !== undefined) return { ...facts, ...inner, text: inner.text ?? text };
  const frameAt = headIn(text);
  const before = factsBefore(text.slice(0, frameAt));
  return { ...before, ...facts, ...sentByStation(object, before), text, frameAt };
}

/** The OCPP simulator whose lines have these members writes as the station. */
function sentByStation(object: JsonObject, { word }: LineFacts): LineFacts {
  if (object['type'] !== 'WebSocket' || typeof object['cpId'] !== 'string' || word === undefined) return {};
  return { direction: word === 'sent' ? 'in' : 'out' };
}

function parsedObject(line: string): JsonObject | undefined {
  try {
    const value = JSON.parse(line) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    // Cut off, or no JSON after all: its text is looked at as it stands.
    return undefined;
  }
}

/** The first text in which a frame begins; nested objects are looked into. */
function textWithFrame(value: Json, depth: number): string | undefined {
  if (typeof value === 'string') return headIn(value) === -1 ? undefined : value;
  if (!isJsonObject(value) || depth > 4) return undefined;
  for (const member of Object.values(value)) {
    const text = member === undefined ? undefined : textWithFrame(member, depth + 1);
    if (text !== undefined) return text;
  }
  return undefined;
}

function factsOfMembers(object: JsonObject): LineFacts {
  const time = timeOfMembers(object);
  const stationId = textOf(object, STATION_KEYS);
  const version = versionIn(`ocpp ${textOf(object, ['ocppVersion', 'protocol', 'subprotocol']) ?? ''}`);
  const said = textOf(object, DIRECTION_KEYS);
  return {
    ...(time === undefined ? {} : { time }),
    ...(stationId === undefined ? {} : { stationId }),
    ...(version === undefined ? {} : { version }),
    ...(said === undefined ? {} : directionIn(said)),
  };
}

function timeOfMembers(object: JsonObject): FoundTime | undefined {
  for (const key of TIME_KEYS) {
    const value = object[key];
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const found = timeAt(String(value), 0);
    if (found !== undefined) return found.time;
  }
  return undefined;
}

function textOf(object: JsonObject, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = object[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

/** A line that was cut off within the escaped frame: what is there of it, read without the escapes. */
function cutLine(line: string): LineHead | undefined {
  const escaped = /\[\s*[2-6]\s*,\s*\\"/.exec(line);
  if (escaped === null) return undefined;
  const text = line
    .slice(escaped.index)
    .replace(/\\$/, '')
    .replaceAll(/\\(["\\/])/g, '$1');
  return { ...factsBefore(line.slice(0, escaped.index)), text, frameAt: 0 };
}
