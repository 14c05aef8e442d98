const LINE_BYTES = 16;

/** One line of a hex dump. */
export interface HexLine {
  offset: string;
  hex: string;
  /** Printable ASCII, a dot for everything else. */
  text: string;
}

export function bytesOf(raw: string, encoding: 'text' | 'base64'): Uint8Array {
  if (encoding === 'text') return new TextEncoder().encode(raw);
  return Uint8Array.from(atob(raw), (char) => char.charCodeAt(0));
}

export function hexLineCount(bytes: Uint8Array): number {
  return Math.ceil(bytes.length / LINE_BYTES);
}

export function hexLine(bytes: Uint8Array, line: number): HexLine {
  const start = line * LINE_BYTES;
  const part = [...bytes.subarray(start, start + LINE_BYTES)];
  const pairs = part.map((byte) => byte.toString(16).padStart(2, '0'));
  const halves = [pairs.slice(0, 8).join(' '), pairs.slice(8).join(' ')];
  return {
    offset: start.toString(16).padStart(8, '0'),
    hex: halves.join('  ').padEnd(LINE_BYTES * 3),
    text: part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(''),
  };
}
