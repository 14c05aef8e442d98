/** A piece of a raw text that takes one line on the screen. `number` counts the lines of the text, from 1. */
export interface RawLine {
  /** Absent where the piece goes on with the line above. */
  number?: number;
  start: number;
  /** After the line break, where there is one. */
  end: number;
}

/** Longer texts are cut into pieces of one screen line each, so that only those in view are laid out. */
const WRAPPED_CHARS = 32 * 1024;
const PIECE_CHARS = 100;

/** The lines of a text, none of it left out. */
export function rawLines(text: string): RawLine[] {
  const lines: RawLine[] = [];
  const most = text.length > WRAPPED_CHARS ? PIECE_CHARS : Infinity;
  let number = 0;
  for (let start = 0; start < text.length;) {
    const broken = text.indexOf('\n', start);
    const end = broken === -1 ? text.length : broken + 1;
    number += 1;
    for (let from = start; from < end;) {
      const to = pieceEnd(text, from, Math.min(end, from + most));
      lines.push({ ...(from === start ? { number } : {}), start: from, end: to });
      from = to;
    }
    start = end;
  }
  return lines;
}

/** Not between the two halves of a character outside the BMP. */
function pieceEnd(text: string, from: number, to: number): number {
  const code = text.charCodeAt(to - 1);
  return code >= 0xd800 && code <= 0xdbff && to < text.length && to - from > 1 ? to - 1 : to;
}

export interface RawPart {
  /** Where it begins. */
  at: number;
  text: string;
  /** A character that would not be seen, as its sign. */
  isSign: boolean;
}

/** Blanks that look like a space, and characters without any look; lone surrogates as well. */
const UNSEEN = /[\s\p{Cc}\p{Cf}\p{Zs}\p{Cs}]/u;
const NAMES: Readonly<Record<number, string>> = {
  0x20: '·',
  0x09: '→',
  0x0a: '␊',
  0x0d: '␍',
  0x7f: '␡',
  0xa0: '[NBSP]',
  0xfeff: '[BOM]',
};

/** A piece of text with every blank and control character as a sign of its own. */
export function withSigns(text: string): RawPart[] {
  const parts: RawPart[] = [];
  let at = 0;
  for (const char of text) {
    const isSign = UNSEEN.test(char);
    const shown = isSign ? signOf(char.codePointAt(0) ?? 0) : char;
    const last = parts.at(-1);
    if (last?.isSign === isSign) last.text += shown;
    else parts.push({ at, text: shown, isSign });
    at += char.length;
  }
  return parts;
}

function signOf(code: number): string {
  const name = NAMES[code];
  if (name !== undefined) return name;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
