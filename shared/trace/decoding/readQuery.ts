import type { Json } from '../../json.ts';

const QUERY = /^[\w.[\]%+~-]{1,80}=[^\s&=<>{}"]*(?:&[\w.[\]%+~-]{1,80}=[^\s&<>{}"]*)+&?$/;

/** `a=1&b=2` as JSON text; a name that is repeated has a list. Nothing for texts that are no such thing. */
export function readQuery(text: string): string | undefined {
  if (!QUERY.test(text)) return undefined;
  const found = new Map<string, Json>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = plain(pair.slice(0, at));
    const value = plain(pair.slice(at + 1));
    const before = found.get(name);
    if (before === undefined) found.set(name, value);
    else if (Array.isArray(before)) before.push(value);
    else found.set(name, [before, value]);
  }
  return JSON.stringify(Object.fromEntries(found));
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // A stray percent sign: the text is shown as it came.
    return text;
  }
}
