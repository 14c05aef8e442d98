import { isUtf8 } from 'node:buffer';

/** Controls that consoles print: BEL, BS, TAB, LF, VT, FF, CR and ESC. */
const CONSOLE_CONTROLS = new Set([0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b]);
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const DELETE = 0x7f;

/** The bytes as text, where they are nothing but text of a console in UTF-8; nothing where they are not. */
export function serialText(bytes: Buffer): string | undefined {
  for (const byte of bytes) {
    if (byte < SPACE ? !CONSOLE_CONTROLS.has(byte) : byte === DELETE) return undefined;
  }
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

/**
 * Where the text begins that is still open at the end, of at most so many characters (one for a byte): behind the last line end, or the last
 * sign of a binary protocol (not NUL, with which consoles pad), since what stands on both sides of one does not belong together.
 */
export function openTextStart(text: string, mostChars: number): number {
  const first = Math.max(0, text.length - mostChars);
  for (let at = text.length; at > first; at -= 1) {
    const code = text.charCodeAt(at - 1);
    const isSign = code < SPACE && code !== 0 && !CONSOLE_CONTROLS.has(code);
    if (isSign || code === LF || code === CR) return at;
  }
  return first;
}

/** How many bytes at the end are the beginning of a character of UTF-8 whose rest is still to come: 0 to 3. */
export function openCharacterBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < lengthFrom(byte) ? back : 0;
  }
  return 0;
}

function lengthFrom(first: number): number {
  if (first >= 0xf0) return 4;
  return first >= 0xe0 ? 3 : 2;
}
