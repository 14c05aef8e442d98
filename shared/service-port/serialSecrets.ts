import type { SerialPayload } from './serialPayload.ts';

/** From `start` to before `end`, in characters of the text. */
export interface TextRange {
  start: number;
  end: number;
}

/** Where the secrets of a `serial` record are in its text: its payload counts bytes. */
export function secretRanges(text: string, { secrets = [] }: Pick<SerialPayload, 'secrets'>): TextRange[] {
  if (secrets.length === 0) return [];
  const bytes = new TextEncoder().encode(text);
  const chars = (end: number): number => new TextDecoder().decode(bytes.subarray(0, end)).length;
  return secrets
    .filter(([offset, length]) => offset >= 0 && length > 0 && offset < bytes.length)
    .map(([offset, length]) => ({ start: chars(offset), end: chars(offset + length) }));
}

/** The text with asterisks for its secrets. */
export function maskedText(text: string, payload: Pick<SerialPayload, 'secrets'> | undefined): string {
  if (payload === undefined) return text;
  let masked = text;
  for (const { start, end } of secretRanges(text, payload)) {
    masked = masked.slice(0, start) + '*'.repeat(end - start) + masked.slice(end);
  }
  return masked;
}

const STAR = 0x2a;

/** The bytes with asterisks for their secrets. */
export function maskedBytes(
  bytes: Uint8Array,
  payload: Pick<SerialPayload, 'secrets'> | undefined,
): Uint8Array {
  if (payload?.secrets === undefined) return bytes;
  const masked = Uint8Array.from(bytes);
  for (const [offset, length] of payload.secrets) {
    if (offset >= 0 && length > 0) masked.fill(STAR, offset, offset + length);
  }
  return masked;
}
