/** What a client speaks, by its first bytes; `undecided` asks for more of them. */
export type Spoken = 'undecided' | 'tls' | 'http' | 'other';

const TLS_HANDSHAKE = 0x16;
const TLS_MAJOR_VERSION = 0x03;
const CR = 0x0d;
const LF = 0x0a;

/** A request line as far as it came: method, a space, anything, and `HTTP/` once the line is complete. */
const METHOD = /^[A-Za-z]{1,20}( |$)/;
const REQUEST_LINE = /^[A-Za-z]{1,20} .*HTTP\/\d/;

/**
 * Decides by content alone, so that one port serves everything. Empty lines before a request are skipped, as
 * RFC 9112 §2.2 asks of servers.
 */
export function sniffFirstBytes(bytes: Buffer): Spoken {
  let start = 0;
  while (start < bytes.length && (bytes[start] === CR || bytes[start] === LF)) start += 1;
  const first = bytes[start];
  if (first === undefined) return 'undecided';
  if (first === TLS_HANDSHAKE) {
    const second = bytes[start + 1];
    if (second === undefined) return 'undecided';
    return second === TLS_MAJOR_VERSION ? 'tls' : 'other';
  }
  const lineEnd = bytes.indexOf(LF, start);
  const line = bytes.toString('latin1', start, lineEnd === -1 ? bytes.length : lineEnd);
  if (lineEnd !== -1) return REQUEST_LINE.test(line) ? 'http' : 'other';
  return METHOD.test(line) ? 'undecided' : 'other';
}
