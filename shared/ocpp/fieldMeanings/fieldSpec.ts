import { isJsonObject, type Json, type JsonObject } from '../../json.ts';

export type FieldKind =
  'text' | 'dateTime' | 'choice' | 'number' | 'boolean' | 'object' | 'array' | 'anything';

/** What a JSON Schema says of one value, as far as a form needs it. */
export interface FieldSpec {
  kind: FieldKind;
  /** Without its `$ref`. */
  schema: JsonObject;
  description?: string;
  choices: readonly string[];
  isInteger: boolean;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems: number;
  maxItems?: number;
}

export interface Field {
  name: string;
  spec: FieldSpec;
  isRequired: boolean;
}

/** References to references: no schema of OCPP has more than one. */
const MAX_REFERENCES = 8;

/** Reads a schema (draft 4 to 7, local references) in the document `root`. */
export function specOf(root: JsonObject, schema: Json | undefined): FieldSpec {
  const resolved = resolve(root, schema);
  const description = isJsonObject(schema) ? textOf(schema['description']) : undefined;
  const about =
    cleanDescription(description ?? textOf(resolved['description'])) ??
    // What a list is for, its schema leaves to that of its entries.
    (resolved['type'] === 'array' ? specOf(root, resolved['items']).description : undefined);
  const { enum: members } = resolved;
  return {
    kind: kindOf(resolved),
    schema: resolved,
    ...(about === undefined ? {} : { description: about }),
    choices: Array.isArray(members) ? members.filter((member) => typeof member === 'string') : [],
    isInteger: resolved['type'] === 'integer',
    ...numbers(resolved, 'maxLength', 'minimum', 'maximum', 'maxItems'),
    minItems: numberOf(resolved['minItems']) ?? 0,
  };
}

/** The members of an object, those that must be there first. */
export function fieldsOf(root: JsonObject, { schema }: FieldSpec): Field[] {
  const { properties, required } = schema;
  if (!isJsonObject(properties)) return [];
  const names = new Set(Array.isArray(required) ? required : []);
  const fields = Object.entries(properties).map(([name, property]): Field => ({
    name,
    spec: specOf(root, property),
    isRequired: names.has(name),
  }));
  return [
    ...fields.filter(({ isRequired }) => isRequired),
    ...fields.filter(({ isRequired }) => !isRequired),
  ];
}

/** The schema of one entry of a list; a list of unlike entries is none of OCPP's. */
export function itemSpec(root: JsonObject, { schema }: FieldSpec): FieldSpec {
  return specOf(root, schema['items']);
}

/** A schema that stands alone, for what makes an example of it. */
export function standalone(root: JsonObject, { schema }: FieldSpec): JsonObject {
  const { definitions } = root;
  return definitions === undefined ? schema : { ...schema, definitions };
}

function resolve(root: JsonObject, schema: Json | undefined): JsonObject {
  let found = schema;
  for (let step = 0; step < MAX_REFERENCES && isJsonObject(found); step += 1) {
    const reference: Json | undefined = found['$ref'];
    if (typeof reference !== 'string') return found;
    found = reference
      .split('/')
      .slice(1)
      .reduce<Json | undefined>((node, part) => (isJsonObject(node) ? node[part] : undefined), root);
  }
  return {};
}

function kindOf(schema: JsonObject): FieldKind {
  if (Array.isArray(schema['enum'])) return 'choice';
  switch (schema['type']) {
    case 'string':
      return schema['format'] === 'date-time' ? 'dateTime' : 'text';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
    case 'object':
    case 'array':
      return schema['type'];
    default:
      return 'anything';
  }
}

/** Without the name of the model's class and its URN, which some descriptions of 2.0.1 begin with. */
export function cleanDescription(text: string | undefined): string | undefined {
  const clean = text
    ?.replace(/^[^\r\n]*\r?\nurn:\S+\r?\n/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return clean === '' ? undefined : clean;
}

function numbers<Name extends string>(
  schema: JsonObject,
  ...names: readonly Name[]
): { [Key in Name]?: number } {
  const found: { [Key in Name]?: number } = {};
  for (const name of names) {
    const value = numberOf(schema[name]);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
