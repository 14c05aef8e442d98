import { lrc } from './lrc.ts';

/** The longest frame (Modbus over Serial Line V1.02 §2.5.2): colon, twice 255 characters, CR LF. */
export const MOST_ASCII_BYTES = 513;
export const COLON = 0x3a;
export const LINE_FEED = 0x0a;

export function encodeAscii(unit: number, pdu: Uint8Array): Uint8Array {
  const body = Uint8Array.of(unit, ...pdu);
  const hex = [...body, lrc(body)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return Uint8Array.from(`:${hex.toUpperCase()}\r\n`, (character) => character.charCodeAt(0));
}

/** Reads a line from its colon to its line feed; nothing where it is no frame or its LRC is wrong. Small letters are taken, too. */
export function decodeAscii(line: Uint8Array): { unit: number; pdu: Uint8Array } | undefined {
  const text = String.fromCharCode(...line);
  const hex = /^:((?:[0-9a-f]{2}){3,255})\r?\n$/i.exec(text)?.[1];
  if (hex === undefined) return undefined;
  const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
  if (lrc(bytes) !== 0) return undefined;
  return { unit: bytes[0] ?? 0, pdu: bytes.slice(1, -1) };
}
