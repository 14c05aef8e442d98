import { ContractError } from '../../../../shared/contract/failure.ts';
import type { SourceFile } from './sourceFile.ts';

const KINDS: ReadonlyArray<{ begins: string; what: string; hint: string }> = [
  { begins: 'PK\u0003\u0004', what: 'a ZIP archive', hint: 'Unpack it, and import the files inside.' },
  { begins: '7z\u00bc\u00af', what: 'a 7z archive', hint: 'Unpack it, and import the files inside.' },
  { begins: 'Rar!', what: 'a RAR archive', hint: 'Unpack it, and import the files inside.' },
  { begins: '\u00fd7zXZ', what: 'packed with xz', hint: 'Unpack it, and import the file inside.' },
  {
    begins: '\u0028\u00b5\u002f\u00fd',
    what: 'packed with zstd',
    hint: 'Unpack it, and import the file inside.',
  },
  { begins: 'BZh', what: 'packed with bzip2', hint: 'Unpack it, and import the file inside.' },
  {
    begins: '%PDF',
    what: 'a PDF document',
    hint: 'Ask for the log as text: a printed one has lost its frames.',
  },
  { begins: '\u0089PNG', what: 'a picture', hint: 'Ask for the log as text.' },
  { begins: '\u00ff\u00d8\u00ff', what: 'a picture', hint: 'Ask for the log as text.' },
  {
    begins: 'SQLite format 3',
    what: 'an SQLite database, but no session',
    hint: 'Export its messages as CSV.',
  },
  { begins: '\u007fELF', what: 'a program', hint: 'Choose the log file beside it.' },
  { begins: 'MZ', what: 'a program', hint: 'Choose the log file beside it.' },
];
const BINARY_SHARE = 0.1;

/** Why a file cannot be imported: binary of a kind that holds no trace; nothing where it may be text. */
export function unreadableKind({ head, path }: SourceFile, sample: string): ContractError | undefined {
  const start = head.toString('latin1', 0, 20);
  const controls = countControls(sample);
  const isBinary = controls > sample.length * BINARY_SHARE;
  const known = KINDS.find(({ begins }) => start.startsWith(begins));
  if (known !== undefined && (isBinary || !/^(?:MZ|BZh|Rar!)/.test(start))) {
    return new ContractError('invalid-params', `${path} is ${known.what}.`, { hint: known.hint });
  }
  if (!isBinary) return undefined;
  return new ContractError(
    'invalid-params',
    `${path} is a binary file of a kind that Kerbside does not know (it begins with ${hexOf(head)}).`,
    { hint: 'Kerbside reads logs as text, JSON, CSV, HAR, pcap and pcapng, each also packed as .gz.' },
  );
}

/** Control characters that no text has, and bytes that are none. */
function countControls(sample: string): number {
  let count = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const code = sample.charCodeAt(at);
    const isControl = code < 0x20 && code !== 0x1b && (code < 0x09 || code > 0x0d);
    if (isControl || (code >= 0xdc80 && code <= 0xdcff)) count += 1;
  }
  return count;
}

function hexOf(head: Buffer): string {
  return head.toString('hex', 0, 8).replaceAll(/(..)(?!$)/g, '$1 ');
}
