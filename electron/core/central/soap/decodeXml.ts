import { isUtf8 } from 'node:buffer';

/** XML as text. `raw` is what the record keeps: the text, or the bytes where they are not UTF-8. */
export interface DecodedXml {
  text: string;
  raw: string | Buffer;
  isUtf8: boolean;
}

/**
 * Bytes to text: UTF-8, unless a byte order mark, the content type or the declaration says otherwise (RFC 7303 §3).
 * What cannot be decoded becomes U+FFFD.
 */
export function decodeXml(bytes: Buffer, contentType: string | undefined): DecodedXml {
  const charset = charsetOf(bytes, contentType);
  const isText = isUtf8(bytes);
  const text = isText && !/^utf-?16/i.test(charset) ? bytes.toString('utf8') : decoded(bytes, charset);
  return { text, raw: isText ? bytes.toString('utf8') : bytes, isUtf8: isText };
}

function charsetOf(bytes: Buffer, contentType: string | undefined): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const named = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? '')?.[1];
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)/i.exec(bytes.toString('latin1', 0, 200))?.[1];
  return named ?? declared ?? 'utf-8';
}

function decoded(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // An encoding that nobody knows: UTF-8 is what the bytes most probably are.
    return bytes.toString('utf8');
  }
}
