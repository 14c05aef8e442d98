import { isJsonObject, type Json, type JsonObject } from '../../../shared/json.ts';

const MAX_DEPTH = 12;

/** A value of a schema with every property, and in each list one entry: what a message may say at most. */
export function fullExample(root: JsonObject, schema: Json | undefined = root, name = '', depth = 0): Json {
  const known = resolved(root, schema);
  const choices = known['enum'];
  if (Array.isArray(choices)) return choices[0] ?? null;
  switch (known['type']) {
    case 'string':
      return textFor(name, known);
    case 'integer':
      return 7;
    case 'number':
      return 16.5;
    case 'boolean':
      return true;
    case 'array':
      return depth > MAX_DEPTH ? [] : [fullExample(root, known['items'], name, depth + 1)];
    case 'object':
      return depth > MAX_DEPTH ? {} : objectFor(root, known, depth);
    default:
      return {};
  }
}

function objectFor(root: JsonObject, { properties }: JsonObject, depth: number): JsonObject {
  if (!isJsonObject(properties)) return {};
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([key]) => key !== 'customData')
      .map(([key, property]) => [key, fullExample(root, property, key, depth + 1)]),
  );
}

function textFor(name: string, schema: JsonObject): string {
  if (schema['format'] === 'date-time') return '2026-01-31T12:00:00Z';
  if (/url|location|uri/i.test(name)) return 'ftp://user:secret@files.example.com/folder/station.bin';
  const { maxLength } = schema;
  return `the ${name}`.slice(0, typeof maxLength === 'number' ? maxLength : 60);
}

function resolved(root: JsonObject, schema: Json | undefined): JsonObject {
  let found = schema;
  for (let step = 0; step < 8 && isJsonObject(found); step += 1) {
    const reference: Json | undefined = found['$ref'];
    if (typeof reference !== 'string') return found;
    found = reference
      .split('/')
      .slice(1)
      .reduce<Json | undefined>((node, part) => (isJsonObject(node) ? node[part] : undefined), root);
  }
  return {};
}
