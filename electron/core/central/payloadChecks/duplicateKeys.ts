import type { Json } from '../../../../shared/json.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { issueOf } from '../sessionIssue.ts';

const QUOTE = 34;
const COLON = 58;
const BACKSLASH = 92;
/** Reports of this length are not looked through for it. */
const MAX_CHARS = 64 * 1024;
const KEY = /"((?:[^"\\]|\\.)*)"\s*:|"(?:[^"\\]|\\.)*"|[{}]/g;

/** A field that stands twice in one object: JSON.parse keeps the last, other programs the first. */
export function duplicateKeyIssue(text: string, frame: Json): Issue | undefined {
  if (text.length > MAX_CHARS || colonsOf(text) === keysOf(frame)) return undefined;
  const name = firstDuplicate(text);
  if (name === undefined) return undefined;
  const message = `The field “${name.slice(0, 60)}” stands twice in the same object. Kerbside takes the last; another program may take the first.`;
  return issueOf('warning', 'duplicate-key', message, 'RFC 8259 §4');
}

function colonsOf(text: string): number {
  let colons = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) isInString = !isInString;
    else if (isInString) {
      if (code === BACKSLASH) index++;
    } else if (code === COLON) colons++;
  }
  return colons;
}

function keysOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) keys += keysOf(item);
    return keys;
  }
  for (const key in value) {
    const field = value[key];
    keys += 1;
    if (typeof field === 'object' && field !== null) keys += keysOf(field);
  }
  return keys;
}

/** Only asked where the counts differ. */
function firstDuplicate(text: string): string | undefined {
  const objects: Array<Set<string>> = [];
  for (const [found, key] of text.matchAll(KEY)) {
    if (found === '{') objects.push(new Set());
    else if (found === '}') objects.pop();
    else if (key !== undefined) {
      const names = objects.at(-1);
      if (names?.has(key) === true) return key;
      names?.add(key);
    }
  }
  return undefined;
}
