const WIDTH = 16;

/** Bytes as a dump that can be read: how many came before, the bytes, and what of them is text. */
export function hexLines(bytes: Uint8Array, offset: number): string[] {
  const lines: string[] = [];
  for (let from = 0; from < bytes.length; from += WIDTH) {
    const part = [...bytes.subarray(from, from + WIDTH)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = part.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
    const at = (offset + from).toString(16).padStart(8, '0');
    lines.push(`${at}  ${hex.padEnd(WIDTH * 3 - 1)}  ${text}`);
  }
  return lines;
}
