import { isJsonObject, type Json, type JsonObject } from './json.ts';

/**
 * Reading payloads that may break their schema: what is usable is used (a number sent as text, a single object where
 * a list belongs), the rest is absent. That something was wrong is told by the record's issues, not here.
 */

export function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' ? String(value) : undefined;
}

export function numberOf(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

export function integerOf(value: Json | undefined): number | undefined {
  const number = numberOf(value);
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

export function objectsOf(value: Json | undefined): readonly JsonObject[] {
  // Nearly all lists are of objects only, and each detector reads them: no copies of those.
  if (Array.isArray(value)) return isAllObjects(value) ? value : value.filter((item) => isJsonObject(item));
  return isJsonObject(value) ? [value] : [];
}

function isAllObjects(list: readonly Json[]): list is JsonObject[] {
  return list.every((item) => isJsonObject(item));
}
