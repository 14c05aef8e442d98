import { isAscii, isUtf8 } from 'node:buffer';

export type TextEncoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE';

/** Bytes of a text file that are no UTF-8 stand as lone surrogates from here on, one for each byte. */
const ESCAPE = 0xdc00;
const ESCAPED_BYTE = /[\uDC80-\uDCFF]/u;

export interface DetectedEncoding {
  encoding: TextEncoding;
  /** Bytes of the byte order mark. */
  markBytes: number;
}

/** By the byte order mark; without one, UTF-16 is recognised by its zeros. */
export function detectEncoding(head: Buffer): DetectedEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'UTF-8', markBytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'UTF-16LE', markBytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'UTF-16BE', markBytes: 2 };
  const zeros = [0, 0];
  const looked = Math.min(head.length, 1000);
  for (let at = 0; at < looked; at += 1) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > looked * 0.3 && even < looked * 0.05) return { encoding: 'UTF-16LE', markBytes: 0 };
  if (even > looked * 0.3 && odd < looked * 0.05) return { encoding: 'UTF-16BE', markBytes: 0 };
  return { encoding: 'UTF-8', markBytes: 0 };
}

/** Turns the bytes of a file into text, in pieces, so that every byte can be had back. */
export class TextDecoding {
  readonly encoding: TextEncoding;
  #skip: number;
  #rest: Buffer = Buffer.alloc(0);
  #escaped = 0;

  constructor({ encoding, markBytes }: DetectedEncoding) {
    this.encoding = encoding;
    this.#skip = markBytes;
  }

  /** Bytes so far that are no text. */
  get escapedBytes(): number {
    return this.#escaped;
  }

  decode(piece: Buffer): string {
    const fresh = this.#skip === 0 ? piece : piece.subarray(Math.min(this.#skip, piece.length));
    this.#skip -= piece.length - fresh.length;
    const bytes = this.#rest.length === 0 ? fresh : Buffer.concat([this.#rest, fresh]);
    const end = this.encoding === 'UTF-8' ? wholeUtf8(bytes) : bytes.length - (bytes.length % 2);
    // A copy: the piece may be a buffer that is filled again.
    this.#rest = Buffer.from(bytes.subarray(end));
    return this.#text(bytes.subarray(0, end));
  }

  /** What is left at the end of the file. */
  end(): string {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    return this.#escape(rest);
  }

  #text(bytes: Buffer): string {
    switch (this.encoding) {
      case 'UTF-16LE':
        return bytes.toString('utf16le');
      case 'UTF-16BE':
        return Buffer.from(bytes).swap16().toString('utf16le');
      default:
        if (isAscii(bytes)) return bytes.toString('latin1');
        return isUtf8(bytes) ? bytes.toString('utf8') : this.#escape(bytes);
    }
  }

  #escape(bytes: Buffer): string {
    let text = '';
    let start = 0;
    let at = 0;
    while (at < bytes.length) {
      const size = sequenceSize(bytes, at);
      if (size > 0) {
        at += size;
        continue;
      }
      text += bytes.toString('utf8', start, at) + String.fromCharCode(ESCAPE + (bytes[at] ?? 0));
      this.#escaped += 1;
      at += 1;
      start = at;
    }
    return text + bytes.toString('utf8', start);
  }
}

/** A text of such a file as it is recorded: as text, or as its bytes where some of them are none. */
export function recordedRaw(text: string): string | Uint8Array {
  if (text.isWellFormed() || !ESCAPED_BYTE.test(text)) return text;
  const parts: Buffer[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0xd800 && code <= 0xdbff && isLow(text.charCodeAt(at + 1))) {
      at += 1;
    } else if (code >= 0xdc80 && code <= 0xdcff) {
      parts.push(Buffer.from(text.slice(start, at), 'utf8'), Buffer.from([code - ESCAPE]));
      start = at + 1;
    }
  }
  return Buffer.concat([...parts, Buffer.from(text.slice(start), 'utf8')]);
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Where the last whole character ends, so that one that is cut by the piece waits for its rest. */
function wholeUtf8(bytes: Buffer): number {
  const { length } = bytes;
  for (let back = 1; back <= Math.min(3, length); back += 1) {
    const byte = bytes[length - back] ?? 0;
    if (byte < 0x80) return length;
    if (byte < 0xc0) continue;
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return size > back ? length - back : length;
  }
  return length;
}

/** Bytes of the character that begins here (RFC 3629 §4), or 0 where none does. */
function sequenceSize(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  const isNext = (offset: number): boolean => ((bytes[at + offset] ?? 0) & 0xc0) === 0x80;
  if (first >= 0xc2 && first <= 0xdf) return isNext(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f)) return 0;
    return isNext(1) && isNext(2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    if ((first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f)) return 0;
    return isNext(1) && isNext(2) && isNext(3) ? 4 : 0;
  }
  return 0;
}
