import { isJsonObject, type Json } from '../json.ts';
import { exampleValues, type ExampleContext } from './example/exampleContext.ts';
import type { NamedPreset, NamedPresets } from './example/namedPreset.ts';
import { NAMED_15, NAMED_16 } from './example/namedPresets16.ts';
import { NAMED_2 } from './example/namedPresets2.ts';
import { SchemaExample } from './example/schemaExample.ts';
import { PRESETS_15 } from './example/presets15.ts';
import { PRESETS_16 } from './example/presets16.ts';
import { PRESETS_201, PRESETS_21 } from './example/presets2.ts';
import type { OcppVersion } from './version.ts';

const PRESETS = { '1.5': PRESETS_15, '1.6': PRESETS_16, '2.0.1': PRESETS_201, '2.1': PRESETS_21 } as const;

const NAMED: Readonly<Record<OcppVersion, NamedPresets>> = {
  '1.5': NAMED_15,
  '1.6': NAMED_16,
  '2.0.1': NAMED_2,
  '2.1': NAMED_2,
};

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

/** Payloads for an action, each with a name; the first is that of `exampleCall`, and all are valid. */
export function presetsOf(
  version: OcppVersion,
  action: string,
  schema: Json,
  context: ExampleContext,
): readonly NamedPreset[] {
  const example = exampleCall(version, action, schema, context);
  const named = Object.hasOwn(NAMED[version], action) ? NAMED[version][action] : undefined;
  const presets = named?.(exampleValues(context)) ?? [];
  const isUsual = ({ payload }: NamedPreset): boolean => sameJson(payload, example);
  const usual = presets.find(isUsual) ?? { label: 'Example', payload: isJsonObject(example) ? example : {} };
  return [usual, ...presets.filter((preset) => !isUsual(preset))];
}

/** Whatever the order of members. */
function sameJson(a: Json, b: Json): boolean {
  return sorted(a) === sorted(b);
}

function sorted(value: Json): string {
  return JSON.stringify(value, (_key, part: Json) =>
    isJsonObject(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  );
}
