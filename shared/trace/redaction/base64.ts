const BASE64 = /^[A-Za-z0-9+/]{16,}={0,2}$/;
/** Longer ones are files, which are not looked into. */
const MOST_CHARS = 256 * 1024;

/** The bytes of a text that is base64, one character for each; nothing where it is none. */
export function fromBase64(text: string): string | undefined {
  if (text.length > MOST_CHARS || text.length % 4 !== 0 || !BASE64.test(text)) return undefined;
  return atob(text);
}

/** Bytes, one character for each, as base64. */
export function toBase64(bytes: string): string {
  return btoa(bytes);
}

/** The UTF-8 of a text, one character for each byte. */
export function bytesOf(text: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}
