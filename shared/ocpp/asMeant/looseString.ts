import type { TextRepairCode } from './textRepairWords.ts';

export interface LooseString {
  /** The index after it. */
  end: number;
  /** The JSON string, closed. */
  text: string;
  repairs: readonly TextRepairCode[];
  /** The text ended within it. */
  isOpen: boolean;
}

const QUOTE = 34;
const BACKSLASH = 92;
const FIRST_PLAIN = 32;
/** An escape that the end of the text cut. */
const CUT_ESCAPE = /^\\(?:u[0-9a-fA-F]{0,3})?$/;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Reads a string that begins at `start`, with whatever JSON does not allow in it. */
export function looseString(source: string, start: number): LooseString {
  const parts: string[] = ['"'];
  const repairs = new Set<TextRepairCode>();
  let at = start + 1;
  while (at < source.length) {
    const from = at;
    at = plainEnd(source, at);
    parts.push(source.slice(from, at));
    const char = source[at];
    if (char === undefined) break;
    if (char === '"')
      return { end: at + 1, text: `${parts.join('')}"`, repairs: [...repairs], isOpen: false };
    if (char === '\\') {
      ESCAPE.lastIndex = at;
      const escape = ESCAPE.exec(source)?.[0];
      if (escape === undefined && CUT_ESCAPE.test(source.slice(at, at + 7))) break;
      if (escape === undefined) repairs.add('escape');
      parts.push(escape ?? '\\\\');
      at += escape?.length ?? 1;
    } else {
      if (char === '\0') repairs.add('nul');
      else {
        repairs.add('control');
        parts.push(`\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
      }
      at += 1;
    }
  }
  return { end: source.length, text: `${parts.join('')}"`, repairs: [...repairs], isOpen: true };
}

/** JSON allows no control characters in a string (RFC 8259 §7). */
function plainEnd(source: string, from: number): number {
  let at = from;
  for (; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === QUOTE || code === BACKSLASH || code < FIRST_PLAIN) break;
  }
  return at;
}
