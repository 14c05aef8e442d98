import type { ContentKind } from '../../../shared/files/contents/contentKind.ts';

/** A kind of file that is known by its first bytes (as Latin-1), what it is called and what can be done with it. */
export interface KnownKind {
  begins: string;
  kind: ContentKind;
  name: string;
  remedy?: string;
}

const UNPACK =
  'Kerbside does not open this kind: save it, unpack it with 7-Zip (or a program like it), and open what is inside.';
const ENCRYPTED = 'Only its maker can read it: send it to them, or ask for a log that is not encrypted.';

/** zip, gzip and tar are not here: they are opened. */
export const KNOWN_KINDS: readonly KnownKind[] = [
  { begins: '7z\u00bc\u00af\u0027\u001c', kind: 'packed', name: '7z archive', remedy: UNPACK },
  { begins: 'Rar!\u001a\u0007', kind: 'packed', name: 'RAR archive', remedy: UNPACK },
  { begins: '\u00fd7zXZ\u0000', kind: 'packed', name: 'file packed with xz', remedy: UNPACK },
  { begins: '\u0028\u00b5\u002f\u00fd', kind: 'packed', name: 'file packed with zstd', remedy: UNPACK },
  { begins: 'BZh', kind: 'packed', name: 'file packed with bzip2', remedy: UNPACK },
  { begins: '\u0004\u0022\u004d\u0018', kind: 'packed', name: 'file packed with LZ4', remedy: UNPACK },
  { begins: 'LZIP\u0001', kind: 'packed', name: 'file packed with lzip', remedy: UNPACK },
  { begins: ']\u0000\u0000', kind: 'packed', name: 'file packed with LZMA', remedy: UNPACK },
  { begins: '\u001f\u009d', kind: 'packed', name: 'file packed with compress (.Z)', remedy: UNPACK },
  { begins: 'MSCF\u0000', kind: 'packed', name: 'Windows cabinet', remedy: UNPACK },
  { begins: '!<arch>\n', kind: 'packed', name: 'ar archive (such as a .deb package)', remedy: UNPACK },
  { begins: 'hsqs', kind: 'packed', name: 'SquashFS image', remedy: UNPACK },
  { begins: 'Salted__', kind: 'binary', name: 'file encrypted with OpenSSL', remedy: ENCRYPTED },
  { begins: 'LUKS\u00ba\u00be', kind: 'binary', name: 'encrypted disk (LUKS)', remedy: ENCRYPTED },
  { begins: 'age-encryption.org', kind: 'binary', name: 'file encrypted with age', remedy: ENCRYPTED },
  { begins: '-----BEGIN PGP MESSAGE', kind: 'text', name: 'message encrypted with PGP', remedy: ENCRYPTED },
  { begins: '\u007fELF', kind: 'binary', name: 'Linux program' },
  {
    begins: '%PDF-',
    kind: 'binary',
    name: 'PDF document',
    remedy: 'Save it, and open it with a program for PDF.',
  },
  { begins: '\u0089PNG\r\n', kind: 'binary', name: 'PNG picture', remedy: 'Save it to look at it.' },
  { begins: '\u00ff\u00d8\u00ff', kind: 'binary', name: 'JPEG picture', remedy: 'Save it to look at it.' },
  {
    begins: 'ElfFile\u0000',
    kind: 'binary',
    name: 'Windows event log',
    remedy: 'Save it, and open it with the Event Viewer of Windows.',
  },
  {
    begins: 'LPKSHHRH',
    kind: 'binary',
    name: 'system journal (systemd)',
    remedy: 'Save it, and read it on a Linux computer with `journalctl --file`.',
  },
  { begins: '\u00d4\u00c3\u00b2\u00a1', kind: 'capture', name: 'capture of network packets (pcap)' },
  { begins: '\u00a1\u00b2\u00c3\u00d4', kind: 'capture', name: 'capture of network packets (pcap)' },
  { begins: '\u004d\u003c\u00b2\u00a1', kind: 'capture', name: 'capture of network packets (pcap)' },
  { begins: '\u00a1\u00b2\u003c\u004d', kind: 'capture', name: 'capture of network packets (pcap)' },
  { begins: '\n\r\r\n', kind: 'capture', name: 'capture of network packets (pcapng)' },
  {
    begins: 'SQLite format 3\u0000',
    kind: 'sqlite',
    name: 'SQLite database',
    remedy: 'Save it, and open it with a program for SQLite; a session of Kerbside is opened under Sessions.',
  },
];
