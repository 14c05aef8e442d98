import type { ContentEntry } from '../../../../shared/files/contents/contentEntry.ts';
import { isUnsafeName, type EntryIds, type EntryName } from './entryName.ts';
import type { ListedEntry } from './listedEntry.ts';

const UNIX = 3;
/** Systems that write names in a DOS code page: FAT, HPFS, NTFS, VFAT (APPNOTE.TXT §4.4.2). */
const DOS_SYSTEMS = new Set([0, 6, 10, 14]);
const FILE_KIND = 0o170000;
const LINK = 0o120000;
const DIRECTORY = 0o040000;
const REGULAR = 0o100000;
const ENCRYPTED_FLAG = 1;
export const UTF8_FLAG = 0x800;

/** Methods of APPNOTE.TXT §4.4.5. */
const METHODS: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'zstd',
  95: 'xz',
  98: 'PPMd',
  99: 'AES encryption',
};

/** What the headers of an archive say of an entry. */
export interface ZipFacts {
  name: EntryName;
  flags: number;
  method: number;
  headerAt: number;
  packedBytes?: number;
  sizeBytes?: number;
  crc?: number;
  changedAt?: number;
  /** The system in the upper byte of `version made by`, and the attributes that it wrote. */
  system?: number;
  attributes?: number;
}

export function isDosSystem(system: number): boolean {
  return DOS_SYSTEMS.has(system);
}

export function zipEntry(facts: ZipFacts, ids: EntryIds): ListedEntry {
  const { name: named, method, headerAt, packedBytes, sizeBytes, crc, changedAt } = facts;
  const { name, nameGuess } = named;
  const isEncrypted = (facts.flags & ENCRYPTED_FLAG) !== 0;
  const kind = kindOf(facts);
  const hindrance = kind === 'file' ? hindranceOf(isEncrypted, method) : undefined;
  return {
    entry: {
      ...ids.of(name),
      name,
      kind,
      ...(sizeBytes === undefined ? {} : { sizeBytes }),
      ...(packedBytes === undefined ? {} : { packedBytes }),
      ...(changedAt === undefined || Number.isNaN(changedAt) ? {} : { changedAt }),
      isEncrypted,
      isUnsafe: isUnsafeName(name),
      ...(nameGuess === undefined ? {} : { nameGuess }),
      ...(hindrance === undefined ? {} : { hindrance }),
    },
    place: {
      type: 'zip',
      headerAt,
      method,
      ...(packedBytes === undefined ? {} : { packedBytes }),
      ...(sizeBytes === undefined ? {} : { sizeBytes }),
      ...(crc === undefined ? {} : { crc }),
    },
  };
}

function kindOf({ name, system, attributes = 0 }: ZipFacts): ContentEntry['kind'] {
  const mode = system === UNIX ? (attributes >>> 16) & FILE_KIND : 0;
  if (mode === LINK) return 'link';
  if (mode === DIRECTORY || /[/\\]$/.test(name.name)) return 'folder';
  return mode === 0 || mode === REGULAR ? 'file' : 'device';
}

function hindranceOf(isEncrypted: boolean, method: number): string | undefined {
  if (isEncrypted) {
    return 'It is protected by a password. Save the archive, unpack it with 7-Zip and the password that the maker gives, and open what is inside.';
  }
  if (method === 0 || method === 8) return undefined;
  const how = METHODS[method] ?? `method ${method}`;
  return `It is packed in a way that Kerbside does not know (${how}). Save the archive, unpack it with 7-Zip, and open what is inside.`;
}
