import type { Json } from '../../json.ts';

/** Longer values are no answer of a charger. */
const MAX_JSON_CHARS = 1 << 20;

/** So many brackets are tried as the beginning of a value. */
const MAX_TRIES = 64;

/** The first JSON object or array among other text; nothing where there is none that can be read. */
export function firstJson(text: string): Json | undefined {
  let from = 0;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const at = nextBracket(text, from);
    if (at === -1) return undefined;
    const end = endOf(text, at);
    const value = end === -1 ? undefined : parsed(text.slice(at, end));
    if (value !== undefined) return value;
    from = at + 1;
  }
  return undefined;
}

function nextBracket(text: string, from: number): number {
  const brace = text.indexOf('{', from);
  const bracket = text.indexOf('[', from);
  if (brace === -1) return bracket;
  return bracket === -1 ? brace : Math.min(brace, bracket);
}

/** Where the value that begins at `from` ends (exclusive), by its brackets; -1 where it does not. */
function endOf(text: string, from: number): number {
  let depth = 0;
  let isInString = false;
  const stop = Math.min(text.length, from + MAX_JSON_CHARS);
  for (let at = from; at < stop; at++) {
    const code = text.charCodeAt(at);
    if (isInString) {
      if (code === 92) at += 1;
      else if (code === 34) isInString = false;
    } else if (code === 34) {
      isInString = true;
    } else if (code === 123 || code === 91) {
      depth += 1;
    } else if (code === 125 || code === 93) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
