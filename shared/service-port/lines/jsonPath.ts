import type { Json } from '../../json.ts';

/** The value at `limits.maxA` or `phases.0`; nothing where the path leads nowhere. */
export function valueAtPath(from: Json, path: string): Json | undefined {
  let value: Json | undefined = from;
  for (const name of path.split('.')) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Array.isArray(value) ? value[Number(name)] : Object.hasOwn(value, name) ? value[name] : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}

/** A value as it stands on a line: texts without quotes. */
export function jsonWord(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
