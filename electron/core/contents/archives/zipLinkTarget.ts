import type { ListedEntry } from './listedEntry.ts';
import { unpackZip } from './unpackZip.ts';

const LONGEST_BYTES = 4096;

/** A link of a ZIP archive holds its target as its content. It is shown, never followed. */
export async function withLinkTarget(path: string, listed: ListedEntry): Promise<ListedEntry> {
  const { entry, place } = listed;
  if (entry.kind !== 'link' || place.type !== 'zip' || entry.isEncrypted) return listed;
  if ((entry.sizeBytes ?? 0) > LONGEST_BYTES) return listed;
  const parts: Buffer[] = [];
  let bytes = 0;
  await unpackZip(path, place, {
    take: (piece) => {
      bytes += piece.length;
      parts.push(piece);
      return bytes <= LONGEST_BYTES;
    },
  });
  const target = Buffer.concat(parts).toString('utf8').slice(0, LONGEST_BYTES);
  return target === '' ? listed : { entry: { ...entry, target }, place };
}
