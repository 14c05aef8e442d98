/** What of a file a `Range` asks for (RFC 9110 §14.2). Several ranges at once are answered with the whole file. */
export type ByteRange = { kind: 'whole' } | { kind: 'part'; from: number; to: number } | { kind: 'none' };

const ONE_RANGE = /^bytes\s*=\s*(\d{0,15})\s*-\s*(\d{0,15})\s*$/i;

/** `to` is behind the last byte; `none`: the file has no such bytes. */
export function readByteRange(header: string | undefined, sizeBytes: number): ByteRange {
  const match = ONE_RANGE.exec(header ?? '');
  if (match === null) return { kind: 'whole' };
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return { kind: 'whole' };
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? { kind: 'none' } : { kind: 'part', from: sizeBytes - length, to: sizeBytes };
  }
  const from = Number(first);
  const to = last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  // A range that ends before it begins is no range at all.
  if (last !== '' && Number(last) < from) return { kind: 'whole' };
  return from >= sizeBytes ? { kind: 'none' } : { kind: 'part', from, to };
}
