import type { Json } from '../json.ts';
import { exampleValues, type ExampleContext } from './example/exampleContext.ts';
import { SchemaExample } from './example/schemaExample.ts';
import { PRESETS_15 } from './example/presets15.ts';
import { PRESETS_16 } from './example/presets16.ts';
import { PRESETS_201, PRESETS_21 } from './example/presets2.ts';
import type { OcppVersion } from './version.ts';

const PRESETS = { '1.5': PRESETS_15, '1.6': PRESETS_16, '2.0.1': PRESETS_201, '2.1': PRESETS_21 } as const;

/** A valid value of a JSON Schema (draft 6 or 7, local references): required properties and nothing else. */
export function exampleFor(schema: Json, context: ExampleContext = { nowMs: Date.now() }): Json {
  return new SchemaExample(schema, exampleValues(context)).make();
}

/** A request that a technician can send as it is: a preset for the usual commands, else made from the schema. */
export function exampleCall(
  version: OcppVersion,
  action: string,
  schema: Json,
  context: ExampleContext = { nowMs: Date.now() },
): Json {
  const presets = PRESETS[version];
  const preset = Object.hasOwn(presets, action) ? presets[action] : undefined;
  return preset === undefined ? exampleFor(schema, context) : preset(exampleValues(context));
}
