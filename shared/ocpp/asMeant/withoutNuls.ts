import type { Json } from '../../json.ts';
import { childPath, type Note } from './repair.ts';

const MAX_DEPTH = 60;

/** The value with NUL characters taken out of its texts; the same value where there are none. */
export function withoutNuls(value: Json, note: Note, path = '', depth = 0): Json {
  if (typeof value === 'string') {
    if (!value.includes('\0')) return value;
    note(path, 'nul', 'NUL characters in the text were left out.');
    return value.replaceAll('\0', '');
  }
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) {
    const items = value.map((item, index) => withoutNuls(item, note, childPath(path, index), depth + 1));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const entries = Object.entries(value).map(
    ([key, field]) => [key, withoutNuls(field, note, childPath(path, key), depth + 1)] as const,
  );
  return entries.every(([key, field]) => field === value[key]) ? value : Object.fromEntries(entries);
}
