import type { JsonObject } from '../../../shared/json.ts';

/** Makes the messages of a report: `size` items each, numbered from 0, `tbc` as long as more follows. */
export function inParts<T>(
  items: readonly T[],
  size: number,
  make: (part: T[], seqNo: number, tbc: boolean) => JsonObject,
): JsonObject[] {
  const count = Math.max(1, Math.ceil(items.length / size));
  return Array.from({ length: count }, (_, seqNo) =>
    make(items.slice(seqNo * size, (seqNo + 1) * size), seqNo, seqNo + 1 < count),
  );
}
