import { ByteQueue } from './byteQueue.ts';
import type { PacketMark } from './tcpStream.ts';

/** The head of a request or answer. `startLine` is split at its spaces; names of headers are in lower case. */
export interface HttpHead {
  startLine: string[];
  headers: ReadonlyMap<string, string>;
  first: PacketMark;
}

export interface HttpMessage extends HttpHead {
  body: Buffer;
  /** A part of the body is missing, or it was too large to be kept. */
  isCut: boolean;
  last: PacketMark;
}

/** Takes what one side says. */
export interface HttpSink {
  /** A head came. `takeover`: what follows is no HTTP any more; `no-body`: none follows whatever the head says. */
  head(head: HttpHead): 'body' | 'no-body' | 'takeover';
  message(message: HttpMessage): void;
  /** What is here is no HTTP. */
  foreign(mark: PacketMark): void;
}

const MAX_HEAD_BYTES = 64 * 1024;
const MAX_BODY_BYTES = 16 * 1024 * 1024;
const START = /^(?:[A-Z]{3,10} \S|HTTP\/\d)/;

type Framing = { type: 'length'; left: number } | { type: 'chunks' } | { type: 'until-end' };

/** One side of an HTTP/1.1 connection (RFC 9112), whose bodies are kept where they may be SOAP. */
export class HttpReader {
  readonly #sink: HttpSink;
  readonly #queue = new ByteQueue();
  #start: PacketMark | undefined;
  #message: HttpHead | undefined;
  #framing: Framing = { type: 'until-end' };
  #body: Buffer[] = [];
  #bodyBytes = 0;
  #isCut = false;
  #state: 'head' | 'body' | 'takeover' | 'foreign' = 'head';

  constructor(sink: HttpSink) {
    this.#sink = sink;
  }

  data(bytes: Buffer, mark: PacketMark): void {
    if (this.#state === 'foreign') return;
    if (this.#queue.length === 0) this.#start = mark;
    this.#queue.push(bytes);
    while (this.#step(mark));
  }

  /** Bytes are missing. Inside of a body whose length is known the end is still known. */
  gap(bytes: number, mark: PacketMark): void {
    if (
      this.#state === 'body' &&
      this.#framing.type === 'length' &&
      bytes > 0 &&
      bytes <= this.#framing.left
    ) {
      this.#isCut = true;
      this.#framing.left -= bytes;
      while (this.#step(mark));
      return;
    }
    if (this.#message !== undefined) this.#finish(mark, true);
    this.#queue.clear();
    this.#state = this.#state === 'takeover' ? 'takeover' : 'head';
  }

  /** Bytes that wait. */
  get length(): number {
    return this.#queue.length;
  }

  /** The bytes behind the head that ended HTTP. */
  rest(): Buffer {
    return this.#queue.take(this.#queue.length);
  }

  /** The head that ended HTTP turned out to be none: what follows is HTTP still. */
  resume(mark: PacketMark): void {
    this.#state = 'head';
    while (this.#step(mark));
  }

  end(mark: PacketMark): void {
    if (this.#message === undefined) return;
    if (this.#framing.type === 'until-end') this.#keep(this.rest());
    this.#finish(mark, this.#framing.type !== 'until-end');
  }

  /** Whether there may be more in what came. */
  #step(mark: PacketMark): boolean {
    switch (this.#state) {
      case 'head':
        return this.#head(mark);
      case 'body':
        return this.#takeBody(mark);
      default:
        return false;
    }
  }

  #head(mark: PacketMark): boolean {
    const window = this.#queue.peek(MAX_HEAD_BYTES);
    // Empty lines before a message are passed over (RFC 9112 §2.2).
    const text = window.toString('latin1');
    const blank = /^(?:\r?\n)+/.exec(text)?.[0].length ?? 0;
    if (blank > 0) {
      this.#queue.skip(blank);
      return this.#queue.length > 0;
    }
    if (text.length >= 12 && !START.test(text)) return this.#becomeForeign(mark);
    const end = /\r?\n\r?\n/.exec(text);
    if (end === null) return window.length >= MAX_HEAD_BYTES ? this.#becomeForeign(mark) : false;
    this.#queue.skip(end.index + end[0].length);
    const message = { ...parsedHead(text.slice(0, end.index)), first: this.#start ?? mark };
    this.#start = mark;
    const next = this.#sink.head(message);
    if (next === 'takeover') {
      this.#state = 'takeover';
      return false;
    }
    this.#message = message;
    this.#framing = next === 'no-body' ? { type: 'length', left: 0 } : framingOf(message);
    this.#state = 'body';
    return true;
  }

  #takeBody(mark: PacketMark): boolean {
    const framing = this.#framing;
    if (framing.type === 'chunks') return this.#chunk(mark);
    if (framing.type === 'until-end') {
      this.#keep(this.rest());
      return false;
    }
    const part = this.#queue.take(framing.left);
    framing.left -= part.length;
    this.#keep(part);
    if (framing.left > 0) return false;
    this.#finish(mark, false);
    return true;
  }

  /** RFC 9112 §7.1. */
  #chunk(mark: PacketMark): boolean {
    const line = /^([0-9a-f]{1,8})[^\r\n]*\r?\n/i.exec(this.#queue.peek(256).toString('latin1'));
    if (line === null) {
      if (this.#queue.length < 256) return false;
      this.#finish(mark, true);
      return true;
    }
    const size = Number.parseInt(line[1] ?? '0', 16);
    if (size === 0) return this.#lastChunk(line[0].length, mark);
    if (size > MAX_BODY_BYTES) return this.#becomeForeign(mark);
    if (this.#queue.length < line[0].length + size + 1) return false;
    const after = this.#queue.peek(line[0].length + size + 2).subarray(line[0].length + size);
    if (after[0] === 0x0d && after.length < 2) return false;
    this.#queue.skip(line[0].length);
    this.#keep(this.#queue.take(size));
    this.#queue.skip(after[0] === 0x0d ? 2 : 1);
    return true;
  }

  /** With the trailer fields behind it. */
  #lastChunk(lineBytes: number, mark: PacketMark): boolean {
    const text = this.#queue.peek(MAX_HEAD_BYTES).toString('latin1').slice(lineBytes);
    const end = /^(?:[^\r\n]+\r?\n)*\r?\n/.exec(text);
    if (end === null) return false;
    this.#queue.skip(lineBytes + end[0].length);
    this.#finish(mark, false);
    return true;
  }

  #keep(part: Buffer): void {
    if (part.length === 0) return;
    if (this.#bodyBytes + part.length > MAX_BODY_BYTES) this.#isCut = true;
    else this.#body.push(Buffer.from(part));
    this.#bodyBytes += part.length;
  }

  #finish(last: PacketMark, isCut: boolean): void {
    const message = this.#message;
    const body = Buffer.concat(this.#body);
    const isIncomplete = isCut || this.#isCut;
    this.#message = undefined;
    this.#body = [];
    this.#bodyBytes = 0;
    this.#isCut = false;
    this.#state = 'head';
    if (message !== undefined) this.#sink.message({ ...message, body, isCut: isIncomplete, last });
  }

  #becomeForeign(mark: PacketMark): boolean {
    this.#state = 'foreign';
    this.#queue.clear();
    this.#message = undefined;
    this.#sink.foreign(mark);
    return false;
  }
}

function parsedHead(text: string): Omit<HttpHead, 'first'> {
  const [start = '', ...lines] = text.split(/\r?\n/);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    const known = headers.get(name);
    headers.set(name, known === undefined ? value : `${known}, ${value}`);
  }
  return { startLine: start.split(' '), headers };
}

/** RFC 9112 §6.3. A request without a length has no body; an answer without one goes on to the end. */
function framingOf({ startLine, headers }: HttpHead): Framing {
  if (/\bchunked\b/i.test(headers.get('transfer-encoding') ?? '')) return { type: 'chunks' };
  const length = headers.get('content-length');
  if (length !== undefined && /^\d+/.test(length))
    return { type: 'length', left: Number.parseInt(length, 10) };
  return startLine[0]?.startsWith('HTTP/') === true ? { type: 'until-end' } : { type: 'length', left: 0 };
}
