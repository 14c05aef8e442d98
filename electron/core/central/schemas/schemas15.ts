import { isJsonObject, type Json, type JsonObject } from '../../../../shared/json.ts';

/** What the package exports: `ResetRequest`, `ResetResponse` and so on, each a JSON Schema. */
type Module = Readonly<Record<string, unknown>>;

const MESSAGE = /^([A-Z]\w+)(Request|Response)$/;

/** The schemas of 1.5, named like those of the other versions, and mended where they contradict the WSDL. */
export function schemas15(module: Module): JsonObject[] {
  const exported = 'default' in module ? (module['default'] as Module) : module;
  return Object.entries(exported).flatMap(([name, schema]) =>
    MESSAGE.test(name)
      ? [{ ...withoutRequiredList(withConcurrentTx(schema as Json) as JsonObject), $id: `urn:${name}` }]
      : [],
  );
}

/** A list of the WSDL may be absent (`minOccurs` 0), which in XML is the only way to say that it is empty. */
function withoutRequiredList(schema: JsonObject): JsonObject {
  const { required, properties } = schema;
  if (!Array.isArray(required) || !isJsonObject(properties)) return schema;
  const isList = (name: Json): boolean => {
    const property = typeof name === 'string' ? properties[name] : undefined;
    return isJsonObject(property) && property['type'] === 'array';
  };
  return { ...schema, required: required.filter((name) => !isList(name)) };
}

/** `AuthorizationStatus` of the WSDL has five values; the schemas forgot `ConcurrentTx`. */
function withConcurrentTx(schema: Json): Json {
  if (Array.isArray(schema)) {
    return schema.includes('Blocked') && schema.includes('Expired')
      ? [...schema, 'ConcurrentTx']
      : schema.map(withConcurrentTx);
  }
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withConcurrentTx(value)]));
}
