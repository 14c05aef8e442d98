const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
const HEX = /^(?:[0-9a-fA-F]{2})+$/;
/** What a text may hold besides printable characters. */
const UNPRINTABLE = /[^\t\n\r\P{C}]|\uFFFD/u;

/** The bytes of base64, also of its form for addresses, broken into lines or without padding; nothing for other texts. */
export function base64Bytes(text: string): Uint8Array | undefined {
  const packed = text.replaceAll(/[\r\n]+/g, '');
  if (packed.length < 4 || !BASE64.test(packed)) return undefined;
  const plain = packed.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (plain.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(plain), (char) => char.charCodeAt(0));
}

/** The bytes of hexadecimal digits; nothing for other texts. */
export function hexBytes(text: string): Uint8Array | undefined {
  if (!HEX.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at += 1) {
    bytes[at] = Number.parseInt(text.slice(at * 2, at * 2 + 2), 16);
  }
  return bytes;
}

/** Bytes as text, where they are UTF-8 that a person could read. */
export function readableText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text === '' || UNPRINTABLE.test(text) ? undefined : text;
  } catch {
    // Most bytes are no text: that is what was asked.
    return undefined;
  }
}

/** Whether bytes begin as gzip (RFC 1952) or zlib (RFC 1950) does. */
export function isDeflated(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  const isGzip = first === 0x1f && second === 0x8b;
  return isGzip || (first === 0x78 && ((first << 8) | second) % 31 === 0);
}
