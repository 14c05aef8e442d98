import { UsageError } from '../usageError.ts';

const LETTERS: Readonly<Record<string, number>> = { r: 13, n: 10, t: 9, e: 27, 0: 0, '\\': 92 };
const EOLS = { none: [], cr: [13], lf: [10], crlf: [13, 10] } as const;
export const EOL_NAMES = ['none', 'cr', 'lf', 'crlf'] as const;
export type EolName = (typeof EOL_NAMES)[number];

/** The bytes of `--send TEXT`: UTF-8, with `\r \n \t \e \0 \\` and `\xHH`, and the line end. Throws `UsageError`. */
export function sentText(text: string, eol: EolName): Uint8Array {
  const bytes: number[] = [];
  for (const part of text.match(/\\x[0-9a-f]{2}|\\.|\\$|[^\\]+/gis) ?? []) {
    if (!part.startsWith('\\')) bytes.push(...Buffer.from(part));
    else if (/^\\x[0-9a-f]{2}$/i.test(part)) bytes.push(parseInt(part.slice(2), 16));
    else bytes.push(letterOf(part));
  }
  return Uint8Array.from([...bytes, ...EOLS[eol]]);
}

function letterOf(part: string): number {
  const byte = LETTERS[part.slice(1).toLowerCase()];
  if (byte !== undefined) return byte;
  throw new UsageError(
    `--send knows \\r, \\n, \\t, \\e, \\0, \\\\ and \\xHH, not "${part}"; a backslash is written twice.`,
  );
}

/** The bytes of `--send-hex`: pairs of digits, with or without blanks between them. Throws `UsageError`. */
export function sentHex(text: string): Uint8Array {
  const digits = text.replaceAll(/[\s:,]|0x/gi, '');
  if (digits !== '' && /^(?:[0-9a-f]{2})+$/i.test(digits)) return Uint8Array.from(Buffer.from(digits, 'hex'));
  throw new UsageError(`--send-hex takes pairs of hexadecimal digits, such as "01 04 00 05", not "${text}".`);
}
