import { normaliseValue } from './normaliseValue.ts';
import { readBoolean } from './readTyped.ts';
import type { ValueShape } from './valueShape.ts';

/** Whether two values of a setting mean the same, however they are written: `True` and `true`, `1,2` and `1, 2`. */
export function isSameMeaning(shape: ValueShape | undefined, one: string, other: string): boolean {
  if (one === other) return true;
  return meaningOf(shape, one) === meaningOf(shape, other);
}

function meaningOf(shape: ValueShape | undefined, value: string): string {
  if (shape === undefined) return guessedMeaning(value);
  const normal = normaliseValue(shape, value);
  if (shape.type === 'list') return normal.split(',').sort().join(',');
  if (shape.type === 'dateTime') return momentOf(normal);
  return normal;
}

/** Of a key that nobody has described only spaces and the case of true and false are known not to matter. */
function guessedMeaning(value: string): string {
  const text = value.trim().replace(/\s*,\s*/g, ',');
  return /^(true|false)$/i.test(text) ? String(readBoolean(text)) : text;
}

function momentOf(value: string): string {
  const at = Date.parse(value);
  return Number.isNaN(at) ? value : String(at);
}

/** Whether the station kept only the beginning of what it was sent, as some do with long values. */
export function isCutShort(sent: string, kept: string): boolean {
  return kept.length > 0 && kept.length < sent.length && sent.startsWith(kept);
}
