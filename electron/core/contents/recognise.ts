import type { ContentKind, ContentView } from '../../../shared/files/contents/contentKind.ts';
import type { ContentNote } from '../../../shared/files/contents/contentState.ts';
import { isTarHeader } from './archives/tarHeader.ts';
import { KNOWN_KINDS } from './knownKinds.ts';
import { decodeText } from './text/decodeText.ts';
import { detectEncoding, type FoundEncoding } from './text/detectEncoding.ts';
import { textKind } from './text/textKind.ts';
import type { TextShape } from './text/textShape.ts';

/** What a file is, by its bytes. */
export interface Recognised {
  kind: ContentKind;
  kindName: string;
  views: ContentView[];
  notes: ContentNote[];
  text?: { shape: TextShape; reason: string };
  separator?: string;
}

/** So many bytes are enough to know a file. */
export const HEAD_BYTES = 256 * 1024;

const NAMES: Record<ContentKind, string> = {
  zip: 'ZIP archive',
  tar: 'tar archive',
  'tar.gz': 'tar archive, packed with gzip',
  gzip: 'file packed with gzip',
  packed: 'packed file',
  text: 'text',
  json: 'JSON',
  'json-lines': 'JSON, one value in each line',
  csv: 'table (CSV)',
  html: 'HTML page',
  xml: 'XML',
  sqlite: 'SQLite database',
  capture: 'capture of network packets',
  binary: 'binary file',
  empty: 'empty file',
};

const VIEWS: Record<ContentKind, ContentView[]> = {
  zip: ['entries', 'hex'],
  tar: ['entries', 'hex'],
  'tar.gz': ['entries', 'hex'],
  gzip: ['entries', 'hex'],
  packed: ['hex'],
  text: ['text', 'hex'],
  json: ['pretty', 'text', 'hex'],
  'json-lines': ['text', 'pretty', 'hex'],
  csv: ['table', 'text', 'hex'],
  html: ['text', 'hex'],
  xml: ['text', 'hex'],
  sqlite: ['hex'],
  capture: ['hex'],
  binary: ['hex', 'text'],
  empty: [],
};

/** `unpackedHead` is the beginning of what is inside of a gzip file. */
export function recognise(head: Buffer, name: string, unpackedHead?: Buffer): Recognised {
  if (head.length === 0) {
    return named('empty', [note('empty', 'warning', 'The file is empty: nothing was written into it.')]);
  }
  const packed = archiveKind(head, unpackedHead);
  if (packed !== undefined) return named(packed);
  const latin = head.toString('latin1', 0, 64);
  const known = KNOWN_KINDS.find(({ begins }) => latin.startsWith(begins));
  const isBinary = looksBinary(head);
  // BZ and the like may also begin a text.
  const isSure = known !== undefined && (known.kind === 'text' || /[^\n\r\t -~]/.test(known.begins));
  if (known !== undefined && (isBinary || isSure)) return knownKind(known, head, name);
  return isBinary ? binary(head) : text(head, name);
}

function archiveKind(head: Buffer, unpackedHead: Buffer | undefined): ContentKind | undefined {
  const signature = head.length >= 4 ? head.readUInt32BE(0) : 0;
  // A local header, the end of an empty archive, or the mark of one that was to be split.
  if ([0x504b0304, 0x504b0506, 0x504b0708].includes(signature)) return 'zip';
  if (head[0] === 0x1f && head[1] === 0x8b) {
    return unpackedHead !== undefined && isTarHeader(unpackedHead) ? 'tar.gz' : 'gzip';
  }
  return isTarHeader(head) ? 'tar' : undefined;
}

function knownKind(
  { kind, name, remedy }: (typeof KNOWN_KINDS)[number],
  head: Buffer,
  fileName: string,
): Recognised {
  const base = kind === 'text' ? text(head, fileName) : named(kind);
  const notes = remedy === undefined ? [] : [note('kind', 'info', `This is a ${name}.`, remedy)];
  return { ...base, kindName: name, notes: [...base.notes, ...notes] };
}

function named(kind: ContentKind, notes: ContentNote[] = []): Recognised {
  return { kind, kindName: NAMES[kind], views: [...VIEWS[kind]], notes };
}

function binary(head: Buffer): Recognised {
  const begins = head.toString('hex', 0, 8).replaceAll(/(..)(?!$)/g, '$1 ');
  const isRandom = head.length >= 4096 && entropy(head) > 7.9;
  const sentence = isRandom
    ? `A binary file of an unknown kind (it begins with ${begins}): its bytes look like chance, as those of encrypted or packed files do.`
    : `A binary file of an unknown kind (it begins with ${begins}).`;
  return {
    ...named('binary', [note('binary', 'info', sentence, 'Ask the maker of the charger what it is.')]),
    text: textShape(head, { encoding: 'Windows-1252', markBytes: 0, reason: 'a binary file has none' }),
  };
}

function text(head: Buffer, name: string): Recognised {
  const found = detectEncoding(head);
  const sample = decodeText(head.subarray(found.markBytes), found.encoding).text;
  const { kind, separator } = textKind(sample, name);
  const shape = textShape(head, found);
  const notes: ContentNote[] = [];
  if (kind === 'html') {
    const sentence =
      'This is an HTML page, perhaps the error page of a server, and no log. It is shown as text.';
    notes.push(note('html', 'info', sentence));
  }
  if (found.encoding === 'UTF-8' && head.includes(0)) {
    const sentence = 'There are NUL bytes in this text (shown as ␀), as a power cut leaves them behind.';
    notes.push(note('nul', 'info', sentence));
  }
  const isWide = found.encoding === 'UTF-16LE' || found.encoding === 'UTF-16BE';
  const base = named(kind === 'csv' && isWide ? 'text' : kind, notes);
  return { ...base, text: shape, ...(separator === undefined || isWide ? {} : { separator }) };
}

function textShape(
  head: Buffer,
  { encoding, markBytes, reason }: FoundEncoding,
): NonNullable<Recognised['text']> {
  const isOld = head.includes(13) && !head.includes(10);
  return { shape: { encoding, startBytes: markBytes, lineEnd: isOld ? 'CR' : 'LF' }, reason };
}

/** Zeros alone do not make a file binary: a log that a power cut has hit is full of them. */
function looksBinary(head: Buffer): boolean {
  const { encoding } = detectEncoding(head);
  if (encoding === 'UTF-16LE' || encoding === 'UTF-16BE') return false;
  let controls = 0;
  let zeros = 0;
  for (const byte of head) {
    if (byte === 0) zeros += 1;
    else if (byte < 0x20 && byte !== 0x1b && (byte < 0x08 || byte > 0x0d)) controls += 1;
  }
  const filled = head.length - zeros;
  if (filled === 0) return true;
  const isMixed = zeros > head.length * 0.02 && !head.includes(10);
  // A short text may have a few.
  return controls > 2 + filled * 0.02 || isMixed || zeros > head.length * 0.9;
}

/** Bits that each byte tells, at most 8. */
function entropy(bytes: Buffer): number {
  const counts = new Float64Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  return counts.reduce((sum, count) => {
    const share = count / bytes.length;
    return share === 0 ? sum : sum - share * Math.log2(share);
  }, 0);
}

function note(code: string, level: ContentNote['level'], sentence: string, remedy?: string): ContentNote {
  return remedy === undefined ? { code, level, sentence } : { code, level, sentence, remedy };
}
