/** `Content-Range` of a request (RFC 9110 §14.4): a part of the file, or a question how much has come. */
export type ContentRange =
  | { kind: 'none' }
  | { kind: 'part'; from: number; /** Behind its last byte. */ to: number; totalBytes: number }
  | { kind: 'question' }
  | { kind: 'unreadable' };

const PART = /^bytes[ =](\d{1,15})-(\d{1,15})\/(\d{1,15})$/i;

export function readContentRange(header: string | undefined): ContentRange {
  if (header === undefined) return { kind: 'none' };
  const text = header.trim();
  if (/^bytes[ =]\*\/(?:\d{1,15}|\*)$/i.test(text)) return { kind: 'question' };
  const match = PART.exec(text);
  if (match === null) return { kind: 'unreadable' };
  const [from = 0, last = 0, totalBytes = 0] = match.slice(1).map(Number);
  if (from > last || last >= totalBytes) return { kind: 'unreadable' };
  return { kind: 'part', from, to: last + 1, totalBytes };
}
