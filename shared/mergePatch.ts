import { isJsonObject, type Json, type JsonObject } from './json.ts';

/** Lays a merge patch over an object (RFC 7396): null removes, objects merge, everything else replaces. */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map<string, Json>(Object.entries(target));
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) {
      merged.delete(key);
      continue;
    }
    const before = merged.get(key);
    merged.set(key, isJsonObject(change) ? mergePatch(isJsonObject(before) ? before : {}, change) : change);
  }
  // Not by assignment: a key `__proto__` is a key like any other.
  return Object.fromEntries(merged);
}
