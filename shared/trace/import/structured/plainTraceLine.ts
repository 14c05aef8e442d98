import type { Json } from '../../../json.ts';

/** A line whose payload stands once more in its raw frame. */
export interface PlainTraceLine {
  timestamp: string;
  version: string | undefined;
  stationId: string | undefined;
  direction: string;
  raw: string;
  /** The raw frame, parsed. */
  value: Json;
}

/** A text in which nothing is escaped: no quotation mark, backslash or control character. */
const TEXT = String.raw`[ !#-[\]-\uFFFF]*`;

/** What stands before the payload. */
const HEAD = new RegExp(
  [
    String.raw`\{"schemaVersion":"${TEXT}","timestamp":"(${TEXT})"`,
    `(?:,"ocppVersion":"(${TEXT})")?,"transport":"json"(?:,"chargePointId":"(${TEXT})")?`,
    String.raw`(?:,"connectorId":(?:0|[1-9]\d*))?,"direction":"(cp-to-csms|csms-to-cp)"`,
    `,"messageType":"(?:CALL|CALLRESULT|SEND)"(?:,"messageId":"${TEXT}")?(?:,"action":"${TEXT}")?,"payload":`,
  ].join(''),
  'y',
);
const RAW = ',"raw":"';
const QUOTE = 34;
const CLOSING_BRACE = 125;
const CLOSING_BRACKET = 93;

/**
 * Reads a line as nearly all programs write it: the members in the order of the specification, the raw frame as the
 * last, the payload in it letter by letter. So the payload is parsed once and not twice. Nothing for any other line,
 * also one that is no JSON: that has to be read as a whole.
 *
 * Such a line is JSON: the frame is, it has just so many elements, and behind the text with which it must begin there
 * is the payload's text and its closing bracket, so that this text is one JSON value as well.
 */
export function plainTraceLine(text: string): PlainTraceLine | undefined {
  const { length } = text;
  if (text.charCodeAt(length - 1) !== CLOSING_BRACE || text.charCodeAt(length - 2) !== QUOTE)
    return undefined;
  HEAD.lastIndex = 0;
  const head = HEAD.exec(text);
  if (head === null) return undefined;
  const payloadAt = HEAD.lastIndex;
  const rawAt = text.indexOf(RAW, payloadAt);
  if (rawAt < 0) return undefined;
  try {
    const raw = JSON.parse(text.slice(rawAt + RAW.length - 1, -1)) as string;
    const value = JSON.parse(raw) as Json;
    if (!isFrameOf(raw, value, text.slice(payloadAt, rawAt))) return undefined;
    const [, timestamp = '', version, stationId, direction = ''] = head;
    return { timestamp, version, stationId, direction, raw, value };
  } catch {
    // Something of it is no JSON, or more members follow the raw frame.
    return undefined;
  }
}

/** Whether the raw text is nothing but the elements of its frame and the payload as it stands. */
function isFrameOf(raw: string, value: Json, payload: string): boolean {
  const begin = beginOf(value);
  return (
    begin !== undefined &&
    raw.length === begin.length + payload.length + 1 &&
    raw.charCodeAt(raw.length - 1) === CLOSING_BRACKET &&
    raw.slice(0, begin.length) === begin &&
    raw.slice(begin.length, -1) === payload
  );
}

/** How the text of a call, a send or a result begins, up to its payload, where nothing in it is escaped. */
function beginOf(value: Json): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const [type, id, action] = value;
  if (typeof id !== 'string') return undefined;
  if (type === 3) return value.length === 3 ? `[3,"${id}",` : undefined;
  if (type !== 2 && type !== 6) return undefined;
  return value.length === 4 && typeof action === 'string' ? `[${type},"${id}","${action}",` : undefined;
}
