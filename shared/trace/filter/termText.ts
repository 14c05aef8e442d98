import { parseFilter } from './parseFilter.ts';

/** Characters that end a value or mean something in it. */
const SPECIAL = /[\s(),"“”„*]/;

function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"“”„]/g, String.raw`\$&`)}"`;
}

/** A value as it has to be written to be meant letter by letter. */
export function valueText(value: string): string {
  return value === '' || SPECIAL.test(value) ? quoted(value) : value;
}

/** A word or phrase that is found as it is, also where it looks like a key or a keyword. */
export function wordText(text: string): string {
  const parsed = parseFilter(text);
  const isPlain =
    'node' in parsed &&
    parsed.node.type === 'term' &&
    parsed.node.term.key === 'text' &&
    parsed.node.term.pattern.pieces.length === 1 &&
    parsed.node.term.pattern.text === text;
  return isPlain ? text : quoted(text);
}

/** A term of the language. `key` is one of its keys, a keyword, or `text` for words. */
export function termText(key: string, values: readonly string[]): string {
  if (key === 'unanswered' || key === 'marked' || key === 'understood') return key;
  if (key === 'text') return wordText(values.join(' '));
  return `${key}:${values.map(valueText).join(',')}`;
}

/**
 * A comparison of one place in the payload. `path` is a JSON pointer or written as in the language, with or without its
 * `payload`; an index becomes any element, since the same value may stand elsewhere in the next message.
 */
export function pathTerm(path: string, value: string): string {
  const steps = path.startsWith('/') ? pointerSteps(path) : path.replace(/^payload\b\.?/i, '').match(STEPS);
  const written = (steps ?? []).map((step) => stepText(step)).join('');
  // A whole payload that is a single value has no fields to compare.
  return written === '' ? wordText(value) : `payload${written}=${valueText(value)}`;
}

const STEPS = /\[[^\]]*\]|"[^"]*"|[^.[\]"]+/g;

function pointerSteps(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? '[*]' : step));
}

function stepText(step: string): string {
  if (step.startsWith('[')) return '[*]';
  const name = step.startsWith('"') ? step.slice(1, -1) : step;
  return /^[\w$-]+$/.test(name) ? `.${name}` : `."${name.replaceAll('"', '')}"`;
}
