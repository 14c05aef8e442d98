import { nameMeanings } from '../../../../shared/trace/redaction/nameMeanings.ts';
import { secretSightings } from '../../../../shared/trace/redaction/patterns.ts';
import { worthALook } from '../../../../shared/trace/redaction/worthALook.ts';
import type { ConsoleLine } from './consoleLine.ts';
import type { RowCut } from './rowCut.ts';

export const CONSOLE_FORMS = ['text', 'hex', 'mixed'] as const;
export type ConsoleForm = (typeof CONSOLE_FORMS)[number];

/** What stands for a character that is hidden. */
const HIDDEN = '•';
const NAMES = nameMeanings([]);
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
/** Sequences of terminals: colours, and moves of the cursor (ECMA-48 §5.4). */
const ESCAPE = String.fromCharCode(0x1b);
const CONTROLS = new RegExp(String.raw`[\u0000-\u0008\u000a-\u001f\u007f]`, 'g');
const ESCAPES = new RegExp(String.raw`${ESCAPE}(?:\[[0-?]*[ -/]*[@-~]|[@-Z\\-_])`, 'g');

const decoder = new TextDecoder('utf-8');

/** Bytes `[start, end)` of a line that nobody shall read over a shoulder: passwords and keys, by their names or because they were asked for. */
function secretsOf(line: ConsoleLine): readonly { start: number; end: number }[] {
  if (line.isAnswerToPassword) return [{ start: 0, end: line.length }];
  // A line is short enough for the arguments of one call.
  const text = String.fromCharCode(...line.bytes.subarray(0, line.length));
  return worthALook(text, false) ? secretSightings(text, NAMES) : [];
}

interface Known {
  version: number;
  secrets: readonly { start: number; end: number }[];
}
const known = new WeakMap<ConsoleLine, Known>();

function knownSecrets(line: ConsoleLine): readonly { start: number; end: number }[] {
  const before = known.get(line);
  if (before?.version === line.version) return before.secrets;
  const secrets = secretsOf(line);
  known.set(line, { version: line.version, secrets });
  return secrets;
}

/** Which bytes of a part of a line are hidden; nothing where none is. */
function hiddenIn(line: ConsoleLine, start: number, end: number): ((at: number) => boolean) | undefined {
  const secrets = knownSecrets(line).filter((one) => one.start < end && one.end > start);
  if (secrets.length === 0) return undefined;
  return (at) => secrets.some((one) => at >= one.start && at < one.end);
}

/** Control characters as pictures, without the line end and the colours of a terminal. */
function shownText(bytes: Uint8Array): string {
  const text = decoder.decode(bytes).replace(/[\r\n]+$/, '');
  const plain = text.includes(ESCAPE) ? text.replaceAll(ESCAPES, '') : text;
  return plain.replaceAll(CONTROLS, (char) =>
    char === '\u007f' ? '␡' : String.fromCharCode(0x2400 + char.charCodeAt(0)),
  );
}

function hexOf(bytes: Uint8Array, isHidden: ((at: number) => boolean) | undefined, start: number): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) {
    if (at > 0) text += ' ';
    text += isHidden?.(start + at) === true ? HIDDEN.repeat(2) : (HEX[bytes[at] ?? 0] ?? '');
  }
  return text;
}

function asciiOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
  return text;
}

/** Where text is not wrapped. */
export const MOST_COLUMNS = 400;

export interface TextChoice extends RowCut {
  form: ConsoleForm;
  isMasked: boolean;
}

export interface ConsoleChoice extends TextChoice {
  /** Only lines that hold this are shown. */
  filter: string;
  /** What is looked for. */
  query: string;
}

/** Bytes `[start, end)` of a line, as they are shown, found and copied. */
export function rowText(
  line: ConsoleLine,
  start: number,
  end: number,
  { form, isMasked, perRow }: TextChoice,
): string {
  const isHidden = isMasked ? hiddenIn(line, start, end) : undefined;
  const bytes = line.bytes.subarray(start, end);
  const plain =
    isHidden === undefined
      ? bytes
      : bytes.map((byte, at) => (isHidden(start + at) && byte > 0x1f ? 1 : byte));
  if (form === 'text') {
    const text = shownText(plain);
    return isHidden === undefined ? text : text.replaceAll('\u2401', HIDDEN);
  }
  const hex = hexOf(bytes, isHidden, start);
  if (form === 'hex') return hex;
  const text =
    isHidden === undefined ? asciiOf(bytes) : asciiOf(plain.map((byte) => (byte === 1 ? 0x2a : byte)));
  return `${hex.padEnd(perRow * 3)} ${text}`;
}
