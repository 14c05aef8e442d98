/**
 * Bytes that a terminal program or a dump wrote in hexadecimal: `5B 32 2C`, `0x5B 0x32`, and the lines of `hexdump -C` and `xxd` with their
 * offsets and texts. Nothing for any other line; one pair alone is a line of such text only behind another (`isBehindHex`).
 */
export function hexLineBytes(line: string, isBehindHex = false): number[] | undefined {
  const plain = isBehindHex ? REST : PLAIN;
  const digits = (XXD.exec(line)?.[1] ?? HEXDUMP.exec(line)?.[1] ?? plain.exec(line)?.[0])?.replaceAll(
    /0x|\W/gi,
    '',
  );
  if (digits === undefined) return undefined;
  return Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16),
  );
}

/** `00000010: 5b32 2c22  [2,"`: behind two blanks the bytes are shown as text. */
const XXD = /^\s*[\da-f]{8}:((?: (?:[\da-f]{2}){1,2}){1,8}(?= |$)|(?: [\da-f]{2}){1,16}(?= |$))/i;
/** `00000010  5b 32 2c 22  31 30  |[2,"10|`. */
const HEXDUMP = /^\s*[\da-f]{8}((?: {1,2}[\da-f]{2}){1,16}) *(?:\||$)/i;
/** Pairs of digits and nothing else, at least two of them; commas and a `0x` may stand between. */
const PLAIN = /^\s*(?:0x)?[\da-f]{2}(?:[ ,;:-]+(?:0x)?[\da-f]{2})+[ ,;]*$/i;
const REST = /^\s*(?:0x)?[\da-f]{2}(?:[ ,;:-]+(?:0x)?[\da-f]{2})*[ ,;]*$/i;

/** Text of bytes; those that are no UTF-8 are lone surrogates, as in every text that is imported. */
export function textOfBytes(bytes: readonly number[]): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    // Not all of it is UTF-8.
    return String.fromCharCode(...bytes.map((byte) => (byte < 0x80 ? byte : 0xdc00 + byte)));
  }
}
