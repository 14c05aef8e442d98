import type { FoundItem } from '../found.ts';

/** The head of a frame as it stands in text, and as it stands inside a JSON string. */
const HEAD = /\[\s*[2-6]\s*,\s*(\\?)"/;
const AFTER_HEAD = /^\[\s*[2-6]\s*,\s*"(?:[^"\\]|\\.)*"\s*,?/;

/** What may stand around a frame and says nothing. */
const EMPTY = /^[\s"'{}[\],:]*$/;

/**
 * A piece of a file that is no JSON: a malformed frame where the head of one can still be read, with a note of what
 * stands before it; else a note. Nothing of it is dropped.
 */
export function damagedText(text: string, line: number): FoundItem[] {
  if (text.trim() === '') return [];
  const head = HEAD.exec(text);
  if (head === null) return [{ type: 'note', line, text }];
  const rest = text.slice(head.index);
  const raw = head[1] === '\\' ? unescaped(rest) : rest;
  if (!AFTER_HEAD.test(raw)) return [{ type: 'note', line, text }];
  const before = text.slice(0, head.index);
  const frame: FoundItem = { type: 'frame', line, raw };
  return EMPTY.test(before) ? [frame] : [{ type: 'note', line, text: before }, frame];
}

/** The text that a JSON string holds, up to its end or to where it is cut off. */
function unescaped(text: string): string {
  const inside = /^(?:[^"\\]|\\.)*/.exec(text)?.[0] ?? '';
  for (const cut of [inside, inside.replace(/\\u?[0-9a-f]{0,3}$/i, '')]) {
    try {
      return JSON.parse(`"${cut}"`) as string;
    } catch {
      // Cut inside an escape, or a raw control character: the next try, else as it stands.
    }
  }
  return inside;
}
