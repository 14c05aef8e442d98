import { isJsonObject, type Json, type JsonObject } from '../../../json.ts';
import type { OcppVersion } from '../../../ocpp/version.ts';
import type { FoundFrame, FoundItem, FoundTime } from '../found.ts';
import { damagedText } from './damagedText.ts';
import { foundTime } from './foundTime.ts';
import { foundVersion } from './foundVersion.ts';

/** Messages that came before the url of their connection wait for it, up to this many characters. */
const WAITING_CHARS = 64 * 1024 * 1024;
const ENVELOPE = /<(?:[\w.-]+:)?Envelope[\s>]/;
const TEXT = 1;

/** One entry of a HAR file: a connection with its messages, an exchange of SOAP, or a request that is no OCPP. */
export class HarEntry {
  readonly #emit: (item: FoundItem) => void;
  readonly #line: number;
  readonly #fields = new Map<string, Json>();
  #waiting: FoundItem[] = [];
  #waitingChars = 0;
  #hasMessages = false;

  constructor(emit: (item: FoundItem) => void, line: number) {
    this.#emit = emit;
    this.#line = line;
  }

  /** A member of the entry other than its messages. */
  field(name: string, text: string, line: number, isCut: boolean): void {
    const value = isCut ? undefined : parsed(text);
    if (value === undefined) damagedText(text, line).forEach((item) => this.#emit(item));
    else this.#fields.set(name, value);
  }

  message(text: string, line: number, isCut: boolean): void {
    this.#hasMessages = true;
    const value = isCut ? undefined : parsed(text);
    const items = isJsonObject(value) ? [messageItem(value, text, line)] : damagedText(text, line);
    if (this.#isIdentified()) return items.forEach((item) => this.#emit(this.#withConnection(item)));
    this.#waiting.push(...items);
    this.#waitingChars += text.length;
    if (this.#waitingChars > WAITING_CHARS) this.#release();
  }

  end(): void {
    this.#release();
    if (this.#hasMessages || this.#fields.size === 0) return;
    const exchange = this.#soapExchange();
    if (exchange.length > 0) exchange.forEach((item) => this.#emit(item));
    else this.#emit(this.#otherRequest());
  }

  #release(): void {
    for (const item of this.#waiting) this.#emit(this.#withConnection(item));
    this.#waiting = [];
    this.#waitingChars = 0;
  }

  #isIdentified(): boolean {
    return this.#fields.has('request') && this.#fields.has('response');
  }

  #withConnection(item: FoundItem): FoundItem {
    const stationId = stationOf(this.#object('request')['url']);
    const known = stationId === undefined ? item : { ...item, stationId };
    const version = this.#version();
    return known.type === 'note' || version === undefined ? known : { ...known, version };
  }

  #version(): OcppVersion | undefined {
    const agreed = headerOf(this.#object('response'), 'sec-websocket-protocol');
    return foundVersion(agreed) ?? foundVersion(headerOf(this.#object('request'), 'sec-websocket-protocol'));
  }

  #object(name: string): JsonObject {
    const value = this.#fields.get(name);
    return isJsonObject(value) ? value : {};
  }

  /** A request and its answer whose bodies are envelopes. Who called is told by what is in them. */
  #soapExchange(): FoundItem[] {
    const { postData } = this.#object('request');
    const { content } = this.#object('response');
    const at = foundTime(this.#fields.get('startedDateTime'));
    const durationMs = this.#fields.get('time');
    const answeredAt = later(at, typeof durationMs === 'number' ? Math.max(0, durationMs) : 0);
    const bodies: Array<[Json | undefined, FoundTime | undefined]> = [
      [textOf(postData), at],
      [textOf(content), answeredAt],
    ];
    return bodies.flatMap(([raw, time]): FoundItem[] => {
      if (typeof raw !== 'string' || !ENVELOPE.test(raw)) return [];
      const frame: FoundFrame = { type: 'frame', line: this.#line, transport: 'soap', raw };
      return [time === undefined ? frame : { ...frame, time }];
    });
  }

  #otherRequest(): FoundItem {
    const { method = '', url = '' } = this.#object('request');
    const { status = '' } = this.#object('response');
    const time = foundTime(this.#fields.get('startedDateTime'));
    const text = `HTTP request without OCPP: ${shown(method)} ${shown(url)} (${shown(status)})`;
    return { type: 'note', line: this.#line, text, ...(time === undefined ? {} : { time }) };
  }
}

/** `send` is from the recorder: a WebSocket client, which the station always is. */
function messageItem({ type, time, opcode, data }: JsonObject, text: string, line: number): FoundItem {
  const at = foundTime(time);
  const timed = at === undefined ? {} : { time: at };
  if (typeof data !== 'string') return { type: 'note', line, text, ...timed };
  if (opcode !== undefined && opcode !== TEXT) {
    const binary = `Binary WebSocket message (opcode ${shown(opcode)}), base64: ${data}`;
    return { type: 'note', line, text: binary, ...timed };
  }
  const frame: FoundFrame = { type: 'frame', line, raw: data, ...timed };
  if (type === 'send') frame.direction = 'in';
  if (type === 'receive') frame.direction = 'out';
  return frame;
}

function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function later(time: FoundTime | undefined, ms: number): FoundTime | undefined {
  return time === undefined ? undefined : { ...time, at: time.at + ms };
}

function textOf(body: Json | undefined): Json | undefined {
  return isJsonObject(body) ? body['text'] : undefined;
}

function headerOf({ headers }: JsonObject, name: string): string | undefined {
  if (!Array.isArray(headers)) return undefined;
  for (const header of headers) {
    if (!isJsonObject(header)) continue;
    const { name: given, value } = header;
    if (typeof given === 'string' && given.toLowerCase() === name && typeof value === 'string') return value;
  }
  return undefined;
}

/** The last part of the path (OCPP 1.6J §3.1.1), percent-decoded. */
function stationOf(url: Json | undefined): string | undefined {
  if (typeof url !== 'string') return undefined;
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/s, '');
  const last = path.split('/').findLast((part) => part !== '');
  if (last === undefined) return undefined;
  try {
    return decodeURIComponent(last);
  } catch {
    // A percent sign that encodes nothing: the id as it was sent.
    return last;
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Told as damaged by the caller.
    return undefined;
  }
}
