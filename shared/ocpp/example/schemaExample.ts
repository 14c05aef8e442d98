import type { Json, JsonObject } from '../../json.ts';
import { isJsonObject } from '../../json.ts';
import type { ExampleValues } from './exampleContext.ts';

/** Deeper than any schema of OCPP; ends schemas that require themselves. */
const MAX_DEPTH = 24;

/** Members of enumerations that make a friendlier example than the first one. */
const PREFERRED = new Set<Json>([
  'Accepted',
  'NoError',
  'Available',
  'ISO14443',
  'Operative',
  'FullInventory',
  'PowerUp',
  'Energy.Active.Import.Register',
  'NoWarning',
]);

/** Makes the smallest valid value of a schema: required properties only, one item in each list. */
export class SchemaExample {
  readonly #root: Json;
  readonly #values: ExampleValues;

  constructor(root: Json, values: ExampleValues) {
    this.#root = root;
    this.#values = values;
  }

  make(): Json {
    return this.#value(this.#root, '', 0);
  }

  #value(schema: Json | undefined, name: string, depth: number): Json {
    if (!isJsonObject(schema) || depth > MAX_DEPTH) return exampleText(name, this.#values);
    const { $ref, enum: members, anyOf, oneOf } = schema;
    if (typeof $ref === 'string') return this.#value(this.#resolve($ref), name, depth + 1);
    if (schema['const'] !== undefined) return schema['const'];
    if (Array.isArray(members) && members.length > 0) {
      return members.find((member) => PREFERRED.has(member)) ?? members[0] ?? null;
    }
    const choice = Array.isArray(anyOf) ? anyOf : oneOf;
    if (Array.isArray(choice)) return this.#value(choice[0], name, depth + 1);
    switch (Array.isArray(schema['type']) ? schema['type'][0] : schema['type']) {
      case 'object':
        return this.#object(schema, depth);
      case 'array':
        return this.#array(schema, name, depth);
      case 'integer':
      case 'number':
        return fitNumber(exampleNumber(name, this.#values), schema);
      case 'boolean':
        return false;
      case 'null':
        return null;
      case 'string':
        return this.#string(schema, name);
      default:
        return isJsonObject(schema['properties'])
          ? this.#object(schema, depth)
          : exampleText(name, this.#values);
    }
  }

  #resolve(ref: string): Json | undefined {
    if (!ref.startsWith('#')) return undefined;
    let node: Json | undefined = this.#root;
    for (const part of ref.slice(1).split('/').filter(Boolean)) {
      if (!isJsonObject(node)) return undefined;
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      node = Object.hasOwn(node, key) ? node[key] : undefined;
    }
    return node;
  }

  #object(schema: JsonObject, depth: number): JsonObject {
    const { properties, required } = schema;
    const made: JsonObject = {};
    if (!Array.isArray(required)) return made;
    for (const name of required) {
      if (typeof name !== 'string') continue;
      const property = isJsonObject(properties) ? properties[name] : undefined;
      made[name] = this.#value(property, name, depth + 1);
    }
    return made;
  }

  #array(schema: JsonObject, name: string, depth: number): Json[] {
    const least = typeof schema['minItems'] === 'number' ? schema['minItems'] : 1;
    const most = typeof schema['maxItems'] === 'number' ? schema['maxItems'] : Infinity;
    const length = Math.min(Math.max(least, 1), most, 100);
    return Array.from({ length }, () => this.#value(schema['items'], name, depth + 1));
  }

  #string(schema: JsonObject, name: string): string {
    const { format, minLength, maxLength } = schema;
    if (format === 'date-time') return this.#values.now;
    const text = format === 'uri' ? `${this.#values.filesUrl}/upload` : exampleText(name, this.#values);
    const padded = typeof minLength === 'number' ? text.padEnd(Math.min(minLength, 10_000), 'x') : text;
    return typeof maxLength === 'number' ? padded.slice(0, maxLength) : padded;
  }
}

function exampleText(name: string, values: ExampleValues): string {
  switch (name) {
    case 'idTag':
    case 'idToken':
    case 'parentIdTag':
      return values.idTag;
    case 'transactionId':
      return values.transactionId;
    case 'location':
    case 'remoteLocation':
      return `${values.filesUrl}/upload`;
    case 'ocppCsmsUrl':
      return values.filesUrl.replace(/^http/, 'ws');
    case 'certificate':
    case 'certificateChain':
    case 'signingCertificate':
      return '-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n';
    case 'csr':
      return '-----BEGIN CERTIFICATE REQUEST-----\n…\n-----END CERTIFICATE REQUEST-----\n';
    case 'issuerNameHash':
    case 'issuerKeyHash':
      return '0'.repeat(64);
    case 'checksum':
      return 'd41d8cd98f00b204e9800998ecf8427e';
    case 'serialNumber':
      return '01';
    case 'currency':
      return 'EUR';
    case 'language':
      return 'en';
    case 'vendorId':
      return 'com.example';
    case 'key':
      return values.configurationKey;
    case 'value':
    case 'attributeValue':
      return '0';
    case 'controlId':
    case 'tariffId':
      return 'example-1';
    default:
      return 'text';
  }
}

function exampleNumber(name: string, values: ExampleValues): number {
  switch (name) {
    case 'connectorId':
      return values.connectorId;
    case 'evseId':
      return values.evseId;
    case 'transactionId':
      return values.transactionNumber;
    case 'requestId':
    case 'remoteStartId':
      return values.requestId;
    case 'interval':
    case 'timeout':
      return 300;
    case 'duration':
      return 3600;
    case 'limit':
      return 16;
    case 'seqNo':
    case 'stackLevel':
    case 'startPeriod':
    case 'meterStart':
      return 0;
    default:
      return 1;
  }
}

function fitNumber(wanted: number, schema: JsonObject): number {
  const { minimum, maximum } = schema;
  const raised = typeof minimum === 'number' ? Math.max(wanted, minimum) : wanted;
  return typeof maximum === 'number' ? Math.min(raised, maximum) : raised;
}
