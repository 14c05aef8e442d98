import type { Json } from '../../../../shared/json.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { issueOf } from '../sessionIssue.ts';

/** Reports of this length are not looked through for it. */
const MAX_CHARS = 64 * 1024;
const KEY = /"((?:[^"\\]|\\.)*)"\s*:|"(?:[^"\\]|\\.)*"|[{}]/g;

/**
 * A field that stands twice in one object: JSON.parse keeps the last, other programs the first. `colons` is how many
 * fields the text has.
 */
export function duplicateKeyIssue(text: string, payload: Json, colons: number): Issue | undefined {
  if (text.length > MAX_CHARS || colons === keysOf(payload)) return undefined;
  const name = firstDuplicate(text);
  if (name === undefined) return undefined;
  const message = `The field “${name.slice(0, 60)}” stands twice in the same object. Kerbside takes the last; another program may take the first.`;
  return issueOf('warning', 'duplicate-key', message, 'RFC 8259 §4');
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
