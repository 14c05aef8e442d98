import type { ContentEntry } from '../../../../shared/files/contents/contentEntry.ts';
import type { ContentNote } from '../../../../shared/files/contents/contentState.ts';

/** Where the bytes of an entry are. Of a tar archive: the how manieth entry it is, from 0. */
export type EntryPlace =
  | { type: 'zip'; headerAt: number; method: number; packedBytes?: number; sizeBytes?: number; crc?: number }
  | { type: 'tar'; ordinal: number }
  | { type: 'gzip' };

export interface ListedEntry {
  entry: ContentEntry;
  place: EntryPlace;
}

/** How listing ended: what has to be said of the archive as a whole. */
export interface Listing {
  notes: ContentNote[];
}

export interface ListingHooks {
  found: (entry: ListedEntry) => void;
  /** From 0 to 1. */
  onShare: (share: number) => void;
}

/** Says that an archive was read as far as it could be. */
export function brokenNote(sentence: string): ContentNote {
  return {
    code: 'damaged',
    level: 'warning',
    sentence,
    remedy: 'What could be read is listed. Fetch the file once more if you need the rest.',
  };
}

export function tooManyNote(entries: number): ContentNote {
  const sentence = `The archive holds more than ${entries} entries: the rest is not listed.`;
  return { code: 'too-many-entries', level: 'warning', sentence };
}
