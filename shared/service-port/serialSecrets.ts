import { merged, within, type ByteRange } from './byteRanges.ts';
import type { SerialPayload } from './serialPayload.ts';

type Places = Pick<SerialPayload, 'secrets'>;

/** From `start` to before `end`, in characters of the text. */
export interface TextRange {
  start: number;
  end: number;
}

/** Where the secrets of a `serial` record are in its bytes: in order, apart from each other, whatever a file of other hands says. */
export function secretBytes({ secrets = [] }: Places, length: number): readonly ByteRange[] {
  return merged(within(secrets, 0, length));
}

/** The same in its text: its payload counts bytes. A character of which one byte is secret is secret. */
export function secretRanges(text: string, payload: Places): TextRange[] {
  if (payload.secrets === undefined) return [];
  const bytes = new TextEncoder().encode(text);
  let byte = 0;
  /** The character that the byte before belongs to begins here, and ends there. */
  let start = 0;
  let end = 0;
  const goTo = (offset: number): void => {
    for (; byte < offset; byte += 1) {
      const chars = charsOf(bytes[byte] ?? 0);
      if (chars === 0) continue;
      start = end;
      end += chars;
    }
  };
  return secretBytes(payload, bytes.length).map(([offset, length]) => {
    goTo(offset);
    const first = charsOf(bytes[offset] ?? 0) === 0 ? start : end;
    goTo(offset + length);
    return { start: first, end };
  });
}

/** The text with asterisks for its secrets. */
export function maskedText(text: string, payload: Places | undefined): string {
  if (payload?.secrets === undefined) return text;
  let masked = '';
  let from = 0;
  for (const { start, end } of secretRanges(text, payload)) {
    masked += text.slice(from, start) + '*'.repeat(end - Math.max(start, from));
    from = end;
  }
  return masked + text.slice(from);
}

const STAR = 0x2a;

/** The bytes with asterisks for their secrets. */
export function maskedBytes(bytes: Uint8Array, payload: Places | undefined): Uint8Array {
  if (payload?.secrets === undefined) return bytes;
  const masked = Uint8Array.from(bytes);
  for (const [offset, length] of secretBytes(payload, bytes.length))
    masked.fill(STAR, offset, offset + length);
  return masked;
}

/** How many characters of a text in UTF-16 begin with a byte of UTF-8. */
function charsOf(byte: number): number {
  const isContinuing = (byte & 0xc0) === 0x80;
  if (isContinuing) return 0;
  return byte >= 0xf0 ? 2 : 1;
}
