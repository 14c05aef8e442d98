/** A member of a JSON object, or an element of an array (`name` is its index), with the text of its value as it stands. */
export interface JsonMember {
  name: string;
  text: string;
}

const SPACE = /[ \t\r\n]*/y;
const SCALAR = /[^,\]}\s]+/y;
const STRING_END = /["\\]/g;
const STRUCTURE = /["{}[\]]/g;

/**
 * The members of a text that is a valid JSON object or array, values as they are written: digits, spaces and escapes
 * stay. Of a text that is no JSON, as many as can be told apart.
 */
export function jsonMembers(text: string): JsonMember[] {
  const members: JsonMember[] = [];
  let at = skipSpace(text, 0);
  const isObject = text[at] === '{';
  if (!isObject && text[at] !== '[') return members;
  at += 1;
  for (;;) {
    at = skipSpace(text, at);
    if (at >= text.length || text[at] === '}' || text[at] === ']') return members;
    let name = String(members.length);
    if (isObject) {
      const end = valueEnd(text, at);
      name = unquoted(text.slice(at, end));
      at = skipSpace(text, end);
      if (text[at] !== ':') return members;
      at = skipSpace(text, at + 1);
    }
    const end = valueEnd(text, at);
    if (end <= at) return members;
    members.push({ name, text: text.slice(at, end) });
    at = skipSpace(text, end);
    if (text[at] === ',') at += 1;
  }
}

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.exec(text);
  return SPACE.lastIndex;
}

/** Where the value ends that begins at `at`; the end of the text where it is cut off. */
export function valueEnd(text: string, at: number): number {
  const first = text[at];
  if (first === '"') return stringEnd(text, at);
  if (first !== '{' && first !== '[') {
    SCALAR.lastIndex = at;
    return SCALAR.exec(text) === null ? at : SCALAR.lastIndex;
  }
  let depth = 0;
  STRUCTURE.lastIndex = at;
  for (let found = STRUCTURE.exec(text); found !== null; found = STRUCTURE.exec(text)) {
    if (found[0] === '"') {
      STRUCTURE.lastIndex = stringEnd(text, found.index);
      continue;
    }
    depth += found[0] === '{' || found[0] === '[' ? 1 : -1;
    if (depth === 0) return found.index + 1;
  }
  return text.length;
}

function stringEnd(text: string, at: number): number {
  STRING_END.lastIndex = at + 1;
  for (let found = STRING_END.exec(text); found !== null; found = STRING_END.exec(text)) {
    if (found[0] === '"') return found.index + 1;
    STRING_END.lastIndex = found.index + 2;
  }
  return text.length;
}

function unquoted(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    // Broken: its characters are the best that can be shown.
    return literal.replaceAll('"', '');
  }
}
