import { open } from 'node:fs/promises';
import type { FirmwareDoubt } from '../../../shared/files/firmwareFile.ts';
import { decodeName } from '../files/storage/safeFileName.ts';

/** Pages, error messages and the marks of formats show in the first kilobytes. */
const HEAD_BYTES = 64 * 1024;
/** Error messages are short: a longer text may well be firmware (Intel HEX, S-records, scripts). */
const MESSAGE_BYTES = 8 * 1024;

interface Look {
  head: string;
  sizeBytes: number;
  name: string;
}

/** Codes of what is surely a mistake, unless the technician says otherwise. */
const MISTAKES = new Set(['web-page', 'error-message', 'pointer', 'shortcut', 'document']);

/**
 * What a file looks like that is no firmware. What firmware looks like is the maker's affair, so this names only what comes out of
 * downloads that went wrong.
 */
export async function firstLook(path: string, name: string, sizeBytes: number): Promise<FirmwareDoubt[]> {
  const look: Look = { head: await headOf(path), sizeBytes, name };
  const all = [
    webPage(look),
    errorMessage(look),
    pointer(look),
    shortcut(look),
    otherFormat(look),
    unfinished(look),
  ];
  return all.filter((doubt) => doubt !== undefined);
}

/** What has to be settled before the file is added. */
export function mistakeAmong(doubts: readonly FirmwareDoubt[]): FirmwareDoubt | undefined {
  return doubts.find(({ code }) => MISTAKES.has(code));
}

async function headOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return textOf(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** Windows programs write pages in UTF-16, too. */
function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  const isUtf8Marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('latin1', isUtf8Marked ? 3 : 0);
}

function webPage({ head }: Look): FirmwareDoubt | undefined {
  const begin = head.replace(/^\s+|^(?:\s*<!--[^]*?-->)+\s*/g, '').slice(0, 2000);
  const isPage = /^<(?:!doctype\s+html|html|head|body|script|title|meta)\b/i.test(begin);
  const isPageInXml = begin.startsWith('<?xml') && /<(?:!doctype\s+)?html\b/i.test(begin);
  if (!isPage && !isPageInXml) return undefined;
  const title = /<title[^>]*>\s*([^<]{1,100}?)\s*</i.exec(head)?.[1];
  const called = title === undefined ? '' : ` (“${plain(title)}”)`;
  return problem(
    'web-page',
    `This is a web page${called}, no firmware: probably the page to log in with, or one that says why there is no download.`,
    'Log in at the maker’s site in a browser and download the file there once more.',
  );
}

function errorMessage({ head, sizeBytes }: Look): FirmwareDoubt | undefined {
  if (sizeBytes > MESSAGE_BYTES || !isText(head)) return undefined;
  const said = jsonError(head) ?? xmlError(head) ?? plainError(head);
  if (said === undefined) return undefined;
  return problem(
    'error-message',
    `This is the error message of a server, no firmware: “${plain(said)}”.`,
    'Download the file once more; an address with a signature may have expired.',
  );
}

function jsonError(head: string): string | undefined {
  if (!/^\s*[{[]/.test(head)) return undefined;
  const isError = /"(?:error|errors|error_?code|errormessage|exception|fault|stack|trace_?id)"\s*:/i.test(
    head,
  );
  const message = /"(?:message|error_description|detail|title|error|reason)"\s*:\s*"([^"]{1,200})"/i.exec(
    head,
  )?.[1];
  const isStatus = /"(?:status|statusCode|code)"\s*:\s*"?[45]\d\d\b/i.test(head);
  return isError || isStatus ? (message ?? head.trim()) : undefined;
}

function xmlError(head: string): string | undefined {
  if (!/^\s*<(?:\?xml|Error\b|[\w:]*Fault\b|Code\b)/i.test(head)) return undefined;
  if (!/<(?:\w+:)?(?:Error|Fault|ExceptionReport|ServiceException)\b/i.test(head)) return undefined;
  const said = ['Code', 'Message', 'faultstring'].map((name) =>
    new RegExp(`<(?:\\w+:)?${name}[^>]*>([^<]{1,200})<`, 'i').exec(head)?.[1]?.trim(),
  );
  return said.filter(Boolean).join(': ') || head.trim();
}

const PLAIN_ERROR =
  /\b(?:[45]\d\d\s+[a-z]|not found|no such (?:file|key|bucket)|access ?denied|permission denied|forbidden|unauthori[sz]ed|bad gateway|service unavailable|internal server error|(?:link|request|signature|token|session) (?:has )?expired|rate limit)/i;

function plainError(head: string): string | undefined {
  return head.length < 2000 && PLAIN_ERROR.test(head) ? head.trim() : undefined;
}

function pointer({ head, sizeBytes }: Look): FirmwareDoubt | undefined {
  if (sizeBytes > 1024 || !head.startsWith('version https://git-lfs.github.com/')) return undefined;
  return problem(
    'pointer',
    'This is a pointer of Git LFS, no firmware: the file itself was not downloaded.',
    'Run git lfs pull, or download the file from the page of the release.',
  );
}

function shortcut({ head, sizeBytes, name }: Look): FirmwareDoubt | undefined {
  const isLink = head.startsWith('[InternetShortcut]') || head.startsWith('L\0\0\0\u0001\u0014\u0002\0');
  if (!isLink && !(sizeBytes < 4096 && /\.(?:url|lnk|webloc)$/i.test(name))) return undefined;
  return problem(
    'shortcut',
    'This is a shortcut to a file or a page, no firmware.',
    'Open it, and add the file that it leads to.',
  );
}

const DOCUMENTS: readonly [string, string][] = [
  ['%PDF-', 'a PDF document'],
  ['\u0089PNG', 'a picture'],
  ['\u00ff\u00d8\u00ff', 'a picture'],
  ['SQLite format 3', 'a database, perhaps a session of Kerbside'],
];
const PACKED: readonly [string, string][] = [
  ['PK\u0003\u0004', 'a zip'],
  ['7z\u00bc\u00af\u0027\u001c', 'a 7z'],
  ['Rar!', 'a rar'],
];

function otherFormat({ head }: Look): FirmwareDoubt | undefined {
  const document = DOCUMENTS.find(([mark]) => head.startsWith(mark))?.[1];
  if (document !== undefined) {
    return problem('document', `This is ${document}, no firmware.`, 'Choose the firmware itself.');
  }
  const packed = PACKED.find(([mark]) => head.startsWith(mark))?.[1];
  if (packed === undefined) return undefined;
  return hint(
    'packed',
    `This is ${packed}. Some makers pack the firmware into one together with its documents; others want the charger to get it as it is.`,
    'Look inside, and into the maker’s instructions: it may have to be unpacked first.',
  );
}

function unfinished({ name }: Look): FirmwareDoubt | undefined {
  if (!/\.(?:crdownload|part|partial|download|opdownload|tmp)$/i.test(name)) return undefined;
  return hint(
    'unfinished',
    'By its name this is a download that has not come to its end.',
    'Wait for it, and compare the sum with the one that the maker published.',
  );
}

/** No signs but those that texts have. */
function isText(head: string): boolean {
  return Array.from(head).every((sign) => {
    const code = sign.charCodeAt(0);
    return code >= 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
  });
}

/** What a file says, short and on one line. */
function plain(text: string): string {
  // The bytes were taken one by one, so that marks of formats can be looked for.
  const isBytes = Array.from(text).every((sign) => sign.charCodeAt(0) <= 0xff);
  const read = isBytes ? decodeName(Buffer.from(text, 'latin1')) : text;
  const line = read.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`;
}

function problem(code: string, sentence: string, remedy: string): FirmwareDoubt {
  return { code, level: 'problem', sentence, remedy };
}

function hint(code: string, sentence: string, remedy: string): FirmwareDoubt {
  return { code, level: 'hint', sentence, remedy };
}
