import type { Json, JsonObject } from '../../json.ts';
import { isJsonObject } from '../../json.ts';

/** Reading of payloads whose shape nobody vouches for: what is not there or of another type is simply absent. */

const MAX_TEXT_CHARS = 60;

/** A string, number or boolean as one short line; absent where it is empty. */
export function textOf(from: Json | undefined, key: string, maxChars = MAX_TEXT_CHARS): string | undefined {
  const value = member(from, key);
  if (typeof value === 'string') return oneLine(value, maxChars) || undefined;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** How long a string is; 0 for anything else. */
export function textLength(from: Json | undefined, key: string): number {
  const value = member(from, key);
  return typeof value === 'string' ? value.length : 0;
}

/** A number, or a string that is one (stations send both). */
export function numberOf(from: Json | undefined, key: string): number | undefined {
  const value = member(from, key);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export function objectOf(from: Json | undefined, key: string): JsonObject | undefined {
  const value = member(from, key);
  return isJsonObject(value) ? value : undefined;
}

/** A list; a single object where a list should be is taken as its only item (stations do that). */
export function listOf(from: Json | undefined, key: string): readonly Json[] {
  const value = member(from, key);
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? [value] : [];
}

/** Whether the key is there with a list or object, even an empty one. */
export function hasList(from: Json | undefined, key: string): boolean {
  return typeof member(from, key) === 'object' && member(from, key) !== null;
}

export function isTrue(from: Json | undefined, key: string): boolean {
  return member(from, key) === true;
}

function member(from: Json | undefined, key: string): Json | undefined {
  return isJsonObject(from) && Object.hasOwn(from, key) ? from[key] : undefined;
}

/** Text on one line, cut where it is too long. Looks at no more of it than it needs. */
export function oneLine(text: string, maxChars: number): string {
  const head = text.slice(0, maxChars * 4);
  const flat = head.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  if (flat.length <= maxChars && head.length === text.length) return flat;
  return `${flat
    .slice(0, maxChars - 1)
    .toWellFormed()
    .trimEnd()}…`;
}
