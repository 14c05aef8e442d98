import { assertNever } from '../../assertNever.ts';
import type { Json } from '../../json.ts';
import { firstJson } from './firstJson.ts';

/** A pattern of a profile, ready to run; see `compilePattern`. */
export interface FieldPattern {
  find(text: string): { groups: Readonly<Record<string, string>> } | undefined;
}

export interface OutputParser {
  kind: 'lines' | 'key-value' | 'json' | 'text';
  patterns: readonly FieldPattern[];
  separator?: string | undefined;
}

/** More fields than this are noise. */
const MAX_FIELDS = 5000;

/**
 * What the output of a command tells, by field. `lines`: the named groups of the patterns, the first line that has one counts; `key-value`:
 * each line at the first separator (without one `=` or `:`); `json`: paths as `a.b.0` into the first JSON value of the output;
 * `text`: all of it as `text`.
 */
export function outputFields(lines: readonly string[], parser: OutputParser): Map<string, string> {
  switch (parser.kind) {
    case 'lines':
      return patternFields(lines, parser.patterns);
    case 'key-value':
      return keyValueFields(lines, parser.separator);
    case 'json':
      return jsonFields(lines.join('\n'));
    case 'text':
      return new Map([['text', lines.join('\n').trim()]]);
    default:
      return assertNever(parser.kind);
  }
}

function patternFields(lines: readonly string[], patterns: readonly FieldPattern[]): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of lines) {
    for (const pattern of patterns) {
      for (const [name, value] of Object.entries(pattern.find(line)?.groups ?? {})) {
        if (!fields.has(name)) fields.set(name, value.trim());
      }
    }
  }
  return fields;
}

function keyValueFields(lines: readonly string[], separator: string | undefined): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of lines) {
    const at = separator === undefined ? line.search(/[=:]/) : line.indexOf(separator);
    if (at <= 0 || fields.size >= MAX_FIELDS) continue;
    const key = line.slice(0, at).trim();
    const value = unquoted(line.slice(at + (separator?.length ?? 1)).trim());
    if (key !== '' && !fields.has(key)) fields.set(key, value);
  }
  return fields;
}

function unquoted(text: string): string {
  const quote = text.charAt(0);
  const isQuoted = text.length >= 2 && (quote === '"' || quote === "'") && text.endsWith(quote);
  return isQuoted ? text.slice(1, -1) : text;
}

function jsonFields(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  const found = firstJson(text);
  if (found !== undefined) addPaths(found, '', fields, 0);
  return fields;
}

/** Every leaf of a JSON value by its path, `limits.maxA` and `phases.0`. */
export function addPaths(value: Json, path: string, fields: Map<string, string>, depth: number): void {
  if (fields.size >= MAX_FIELDS || depth > 32) return;
  if (value === null || typeof value !== 'object') {
    fields.set(path, textOf(value));
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    addPaths(member, path === '' ? key : `${path}.${key}`, fields, depth + 1);
  }
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
