import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../shared/json.ts';
import { isJsonObject } from '../../../shared/json.ts';
import { enumMeaning } from '../../../shared/ocpp/fieldMeanings/enumMeanings.ts';
import { fieldAt } from '../../../shared/ocpp/fieldMeanings/fieldAt.ts';
import { OCPP_VERSIONS } from '../../../shared/ocpp/version.ts';
import { fullExample } from './fullExample.ts';
import { schemasOf } from './schemas.ts';

/** The pointers of everything in a value. */
function* pointersOf(value: Json, at = ''): Generator<string> {
  if (at !== '') yield at;
  const parts = Array.isArray(value)
    ? Object.entries(value)
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  for (const [key, part] of parts) yield* pointersOf(part, `${at}/${key.replaceAll('~', '~0')}`);
}

describe('every field of every message', () => {
  it.each(OCPP_VERSIONS)('has a meaning in %s', (version) => {
    const lacking: string[] = [];
    let count = 0;
    for (const { action, part, schema } of schemasOf(version)) {
      for (const pointer of pointersOf(fullExample(schema))) {
        const facts = fieldAt({ version, action, root: schema }, pointer);
        count += 1;
        if (facts === undefined) lacking.push(`${action} ${part} ${pointer}: not found`);
        else if (facts.meaning === undefined) lacking.push(`${action} ${part} ${pointer}`);
      }
    }
    expect(count).toBeGreaterThan(100);
    expect(lacking).toEqual([]);
  });
});

describe('one field', () => {
  const root = (version: '1.6' | '2.0.1', action: string): JsonObject =>
    schemasOf(version).find((one) => one.action === action && one.part === 'request')?.schema ?? {};
  const at = (version: '1.6' | '2.0.1', action: string, pointer: string): ReturnType<typeof fieldAt> =>
    fieldAt({ version, action, root: root(version, action) }, pointer);

  it('is required or not, and has a unit and choices', () => {
    expect(at('1.6', 'StartTransaction', '/meterStart')).toMatchObject({ isRequired: true, unit: 'Wh' });
    const reason = at('1.6', 'StopTransaction', '/reason');
    expect(reason?.isRequired).toBe(false);
    expect(reason?.spec.choices).toContain('EVDisconnected');
    expect(enumMeaning('StopTransaction', 'reason', 'EVDisconnected')).toContain('plug');
    expect(enumMeaning('StopTransaction', 'reason', 'toString')).toBeUndefined();
  });

  it('is found inside lists, and described by the schema of 2.x', () => {
    const value = at('2.0.1', 'MeterValues', '/meterValue/0/sampledValue/3/value');
    expect(value?.name).toBe('value');
    expect(value?.meaning).toContain('measured value');
    expect(at('2.0.1', 'MeterValues', '/meterValue/0')?.name).toBe('meterValue');
  });

  it('is nothing where no field may stand', () => {
    expect(at('1.6', 'Heartbeat', '/extra')).toBeUndefined();
    expect(at('1.6', 'StartTransaction', '/idTag/deeper')).toBeUndefined();
    expect(at('1.6', 'StartTransaction', '/__proto__')).toBeUndefined();
  });

  it('the payload itself has no meaning of its own', () => {
    expect(at('1.6', 'Heartbeat', '')).toMatchObject({ name: '' });
  });
});
