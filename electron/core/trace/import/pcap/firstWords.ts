/** What the first bytes of a side are; `unclear` while too few came. */
export type FirstWords = 'request' | 'response' | 'tls' | 'other' | 'unclear';

const REQUEST = /^(?:GET|POST|PUT|HEAD|OPTIONS|PATCH|DELETE|CONNECT|TRACE) /;
const RESPONSE = /^HTTP\/\d/;
const LONGEST_WORD = 8;
const WORDS = [
  'GET ',
  'POST ',
  'PUT ',
  'HEAD ',
  'OPTIONS ',
  'PATCH ',
  'DELETE ',
  'CONNECT ',
  'TRACE ',
  'HTTP/',
];

/** Record types of TLS: change of cipher, alert, handshake, application data (RFC 8446 §5.1). */
const FIRST_TLS = 0x14;
const LAST_TLS = 0x17;

export function firstWords(bytes: Buffer): FirstWords {
  const [first = 0, second, third] = bytes;
  if (first >= FIRST_TLS && first <= LAST_TLS) {
    if (second === undefined || third === undefined) return 'unclear';
    return second === 3 && third <= 4 ? 'tls' : 'other';
  }
  const text = bytes.toString('latin1', 0, 16);
  if (REQUEST.test(text)) return 'request';
  if (RESPONSE.test(text)) return 'response';
  const isBegun = text.length < LONGEST_WORD && WORDS.some((word) => word.startsWith(text));
  return isBegun ? 'unclear' : 'other';
}

const ANYWHERE = /(?:GET|POST) \/[^ \r\n]* HTTP\/1\.[01]\r\n|HTTP\/1\.[01] [1-5]\d\d /;

/** Where HTTP begins inside of bytes whose beginning is not in the capture. */
export function httpStart(bytes: Buffer): { at: number; words: 'request' | 'response' } | undefined {
  const found = ANYWHERE.exec(bytes.toString('latin1'));
  if (found === null) return undefined;
  return { at: found.index, words: found[0].startsWith('HTTP') ? 'response' : 'request' };
}
