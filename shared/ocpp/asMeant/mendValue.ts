import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { OcppVersion } from '../version.ts';
import { LEFT_OUT, mendScalar, type Mended } from './mendScalar.ts';
import { mendSample } from './mendSample.ts';
import { childPath, quoted, type Note } from './repair.ts';

export interface MendingGround {
  version: OcppVersion;
  /** The whole schema, for what its parts refer to. */
  root: JsonObject;
  note: Note;
}

interface Place {
  path: string;
  key: string;
  isRequired: boolean;
  depth: number;
}

/** Deeper than any message of the specification. */
const MAX_DEPTH = 30;

/** A payload as its schema wants it; the same object where nothing is to be done. */
export function mendPayload(payload: Json, ground: MendingGround): Json {
  const mended = mendValue(payload, ground.root, { path: '', key: '', isRequired: true, depth: 0 }, ground);
  return mended === LEFT_OUT ? payload : mended;
}

function mendValue(value: Json, unresolved: Json | undefined, place: Place, ground: MendingGround): Mended {
  const schema = resolved(unresolved, ground.root);
  if (schema === undefined || place.depth > MAX_DEPTH) return value;
  switch (schema['type']) {
    case 'array':
      return mendList(value, schema, place, ground);
    case 'object':
      return mendObject(value, schema, place, ground);
    default:
      return mendScalar(value, schema, { ...place, note: ground.note });
  }
}

function mendList(value: Json, schema: JsonObject, place: Place, ground: MendingGround): Mended {
  const { path, isRequired, depth, key } = place;
  if (value === null && !isRequired) return mendScalar(value, {}, { ...place, note: ground.note });
  let list = value;
  if (!Array.isArray(list)) {
    const wrapped = asList(list, resolved(schema['items'], ground.root));
    if (wrapped === undefined) return value;
    ground.note(
      path,
      'wrapped',
      `A single ${isJsonObject(list) ? 'object' : 'value'} is read as a list of one.`,
    );
    list = wrapped;
  }
  const items = list;
  const mended = items.map((item, index) =>
    mendValue(
      item,
      schema['items'],
      { path: childPath(path, index), key, isRequired: true, depth: depth + 1 },
      ground,
    ),
  );
  const kept = mended.filter((item) => item !== LEFT_OUT);
  return kept.length === items.length && kept.every((item, index) => item === items[index]) ? list : kept;
}

/** What a list of one was meant to be; nothing where the value cannot be an item. */
function asList(value: Json, items: JsonObject | undefined): Json[] | undefined {
  if (isJsonObject(value)) {
    return items?.['type'] === 'object' || items === undefined ? [value] : undefined;
  }
  return value !== null && items?.['type'] === 'string' ? [value] : undefined;
}

function mendObject(value: Json, schema: JsonObject, place: Place, ground: MendingGround): Mended {
  let object = value;
  if (Array.isArray(object) && object.length === 1 && isJsonObject(object[0])) {
    ground.note(place.path, 'unwrapped', 'A list of one is read as its only object.');
    [object] = object;
  }
  if (!isJsonObject(object)) {
    return object === null ? mendScalar(object, schema, { ...place, note: ground.note }) : value;
  }
  const properties = schema['properties'];
  if (!isJsonObject(properties)) return object;
  if (place.key === 'sampledValue') {
    const allowed = resolved(properties['measurand'], ground.root)?.['enum'];
    object = mendSample(
      object,
      Array.isArray(allowed) ? allowed : undefined,
      ground.version,
      place.path,
      ground.note,
    );
  }
  return mendFields(object, properties, schema, place, ground);
}

function mendFields(
  object: JsonObject,
  properties: JsonObject,
  schema: JsonObject,
  { path, depth }: Place,
  ground: MendingGround,
): JsonObject {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  let copy: JsonObject | undefined;
  for (const key of Object.keys(object)) {
    const name = Object.hasOwn(properties, key) ? key : spelling(key, object, properties);
    if (name === undefined) continue;
    const value = object[key] ?? null;
    const at = childPath(path, key);
    if (name !== key) ground.note(at, 'field-case', `The field ${quoted(key)} is read as ${quoted(name)}.`);
    const mended = mendValue(
      value,
      properties[name],
      { path: at, key: name, isRequired: required.includes(name), depth: depth + 1 },
      ground,
    );
    if (mended === value && name === key) continue;
    copy ??= { ...object };
    if (name !== key || mended === LEFT_OUT) delete copy[key];
    if (mended !== LEFT_OUT) copy[name] = mended;
  }
  return copy ?? object;
}

/** A field that differs from one of the schema in nothing but its case, where that one is absent. */
function spelling(key: string, object: JsonObject, properties: JsonObject): string | undefined {
  const lower = key.toLowerCase();
  const name = Object.keys(properties).find((candidate) => candidate.toLowerCase() === lower);
  return name === undefined || Object.hasOwn(object, name) ? undefined : name;
}

function resolved(schema: Json | undefined, root: JsonObject): JsonObject | undefined {
  if (!isJsonObject(schema)) return undefined;
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  const definitions = root['definitions'];
  const name = reference.split('/').at(-1) ?? '';
  const target =
    isJsonObject(definitions) && Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  return isJsonObject(target) ? target : undefined;
}
