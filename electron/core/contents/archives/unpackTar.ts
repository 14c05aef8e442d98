import { tarEntries } from './tarEntries.ts';
import type { UnpackEnd } from './unpackZip.ts';

/** Unpacks one entry of a tar archive: what stands before it is read and thrown away. */
export async function unpackTar(
  path: string,
  isPacked: boolean,
  ordinal: number,
  hooks: { take: (piece: Uint8Array) => boolean; onInput?: (read: number, unpacked: number) => void },
): Promise<UnpackEnd> {
  let result: UnpackEnd | undefined;
  let isFull = false;
  const end = await tarEntries(path, isPacked, {
    entry(_header, at) {
      if (at < ordinal) return 'skip';
      return at === ordinal ? 'take' : 'stop';
    },
    bytes(piece) {
      isFull = !hooks.take(piece);
      return !isFull;
    },
    endOfEntry(isWhole) {
      result = isWhole ? 'whole' : 'cut';
    },
    onBytes(read, unpacked) {
      hooks.onInput?.(read, unpacked);
      return result === undefined;
    },
  });
  if (isFull) return 'stopped';
  if (result === 'cut' && end === 'damaged') return 'damaged';
  return result ?? 'absent';
}
