import { SUBPROTOCOLS, isJsonVersion } from '../../../../../../shared/ocpp/version.ts';
import { rawText } from '../../../store/readRecord.ts';
import { connectFacts, pathOfStation } from '../../connectionFacts.ts';
import type { ExportedRecord } from '../../traceWriter.ts';

/** Hosts that nobody can own (RFC 2606 §3): the trace does not know under which names the two sides met. */
const CENTRAL_SYSTEM = 'central-system.example';
const CHARGE_POINT = 'charge-point.example';

interface Header {
  name: string;
  value: string;
}

/** A text of XML as HAR carries it; bytes that are no UTF-8 as base64. */
interface Body {
  text: string;
  encoding?: 'base64';
}

const NOTHING_CACHED = {};
const UNKNOWN_SIZE = -1;

/** The upgrade of a connection, made out of its `connect` record or, where that is missing, its first frame. */
export function upgradeEntry(first: ExportedRecord): object {
  const { path = pathOfStation(first.stationId), subprotocol = subprotocolOf(first) } = connectFacts(first);
  const chosen = subprotocol === undefined ? [] : [header('Sec-WebSocket-Protocol', subprotocol)];
  const upgrade = [header('Connection', 'Upgrade'), header('Upgrade', 'websocket')];
  const asked = [
    header('Host', CENTRAL_SYSTEM),
    ...upgrade,
    header('Sec-WebSocket-Version', '13'),
    ...chosen,
  ];
  return {
    startedDateTime: new Date(first.at).toISOString(),
    request: { method: 'GET', ...requestParts(`ws://${CENTRAL_SYSTEM}${path}`, asked), bodySize: 0 },
    response: {
      status: 101,
      statusText: 'Switching Protocols',
      ...responseParts([...upgrade, ...chosen]),
      content: { size: 0, mimeType: 'x-unknown' },
      bodySize: 0,
    },
    cache: NOTHING_CACHED,
    timings: { send: 0, wait: 0, receive: 0 },
    connection: String(first.seq),
    _resourceType: 'websocket',
  };
}

/** A frame as the station sees it, which is the client: what comes `in` to us it has sent. */
export function webSocketMessage({ at, direction, raw }: ExportedRecord): object {
  const { raw: data, rawEncoding } = rawText(raw);
  const opcode = rawEncoding === 'text' ? 1 : 2;
  return { type: direction === 'in' ? 'send' : 'receive', time: at / 1000, opcode, data };
}

/** The request half of an exchange over SOAP. */
export function soapRequest(call: ExportedRecord): object {
  const { text, encoding } = bodyOf(call);
  const mimeType = mimeTypeOf(text);
  const host = call.direction === 'in' ? CENTRAL_SYSTEM : CHARGE_POINT;
  const headers = [header('Host', host), header('Content-Type', mimeType)];
  return {
    startedDateTime: new Date(call.at).toISOString(),
    request: {
      method: 'POST',
      ...requestParts(`http://${host}${pathOfStation(call.stationId)}`, headers),
      bodySize: call.sizeBytes,
      postData: { mimeType, text, params: [], ...(encoding === undefined ? {} : { _encoding: encoding }) },
    },
  };
}

/** Where the call of an answer is not in the export. */
export function missingRequest(answer: ExportedRecord): object {
  const host = answer.direction === 'out' ? CENTRAL_SYSTEM : CHARGE_POINT;
  return {
    startedDateTime: new Date(answer.at - (answer.latencyMs ?? 0)).toISOString(),
    request: {
      method: 'POST',
      ...requestParts(`http://${host}${pathOfStation(answer.stationId)}`, [header('Host', host)]),
      bodySize: UNKNOWN_SIZE,
      comment: 'The request is not in this export.',
    },
  };
}

/** The other half: faults come with status 500 (SOAP 1.2 part 2 §7.5.2.2). */
export function soapResponse(answer: ExportedRecord): object {
  const { text, encoding } = bodyOf(answer);
  const mimeType = mimeTypeOf(text);
  const isFault = answer.kind === 'error';
  const time = answer.latencyMs ?? 0;
  return {
    response: {
      status: isFault ? 500 : 200,
      statusText: isFault ? 'Internal Server Error' : 'OK',
      ...responseParts([header('Content-Type', mimeType)]),
      content: { size: answer.sizeBytes, mimeType, text, ...(encoding === undefined ? {} : { encoding }) },
      bodySize: answer.sizeBytes,
    },
    ...timed(time),
  };
}

/** No answer came, or it is not in the export: browsers write status 0 then. */
export function missingResponse(): object {
  return {
    response: {
      status: 0,
      statusText: '',
      ...responseParts([]),
      content: { size: 0, mimeType: 'x-unknown' },
      bodySize: UNKNOWN_SIZE,
      comment: 'No answer is in this export.',
    },
    ...timed(0),
  };
}

function timed(time: number): object {
  return { cache: NOTHING_CACHED, timings: { send: 0, wait: time, receive: 0 }, time };
}

function requestParts(url: string, headers: readonly Header[]): object {
  const query = url.includes('?') ? new URLSearchParams(url.slice(url.indexOf('?'))) : [];
  return {
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers,
    queryString: Array.from(query, ([name, value]) => ({ name, value })),
    headersSize: UNKNOWN_SIZE,
  };
}

function responseParts(headers: readonly Header[]): object {
  return { httpVersion: 'HTTP/1.1', cookies: [], headers, redirectURL: '', headersSize: UNKNOWN_SIZE };
}

function header(name: string, value: string): Header {
  return { name, value };
}

function subprotocolOf({ version }: ExportedRecord): string | undefined {
  return version !== undefined && isJsonVersion(version) ? SUBPROTOCOLS[version] : undefined;
}

function bodyOf({ raw }: ExportedRecord): Body {
  const { raw: text, rawEncoding } = rawText(raw);
  return rawEncoding === 'text' ? { text } : { text, encoding: rawEncoding };
}

function mimeTypeOf(xml: string): string {
  return xml.includes('http://www.w3.org/2003/05/soap-envelope')
    ? 'application/soap+xml; charset=utf-8'
    : 'text/xml; charset=utf-8';
}
