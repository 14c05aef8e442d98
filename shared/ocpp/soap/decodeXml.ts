/** XML as text. `raw` is what the record keeps: the text, or the bytes where they are not UTF-8. */
export interface DecodedXml<B extends Uint8Array = Uint8Array> {
  text: string;
  raw: string | B;
  isUtf8: boolean;
}

/**
 * Bytes to text: UTF-8, unless a byte order mark, the content type or the declaration says otherwise (RFC 7303 §3).
 * What cannot be decoded becomes U+FFFD.
 */
export function decodeXml<B extends Uint8Array>(bytes: B, contentType: string | undefined): DecodedXml<B> {
  const charset = charsetOf(bytes, contentType);
  const utf8 = strictUtf8(bytes);
  const text = utf8 !== undefined && !/^utf-?16/i.test(charset) ? utf8 : decoded(bytes, charset);
  return { text, raw: utf8 ?? bytes, isUtf8: utf8 !== undefined };
}

/** Byte for byte: a byte order mark stays. */
function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Another encoding, or damage.
    return undefined;
  }
}

function charsetOf(bytes: Uint8Array, contentType: string | undefined): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const named = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? '')?.[1];
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1];
  return named ?? declared ?? 'utf-8';
}

function decoded(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // An encoding that nobody knows: UTF-8 is what the bytes most probably are.
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }
}
