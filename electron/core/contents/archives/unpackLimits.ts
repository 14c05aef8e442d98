/** What unpacking may bring. A file that is larger is shown as far as it goes. */
export interface UnpackLimits {
  /** Entries that are listed. */
  entries: number;
  /** Bytes of one entry, and of all that one extraction makes. */
  entryBytes: number;
  totalBytes: number;
  /** How many times larger than packed a file may be, once it is larger than `suspectBytes`. Deflate ends at 1032. */
  ratio: number;
  suspectBytes: number;
  /** What has to stay free on the disk. */
  freeBytes: number;
}

const MB = 1_000_000;

export const UNPACK_LIMITS: UnpackLimits = {
  entries: 100_000,
  entryBytes: 8_000 * MB,
  totalBytes: 20_000 * MB,
  ratio: 300,
  suspectBytes: 100 * MB,
  freeBytes: 500 * MB,
};
