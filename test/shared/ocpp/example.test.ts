import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/json.ts';
import type { ExampleContext } from '../../../shared/ocpp/example/exampleContext.ts';
import { exampleCall, exampleFor } from '../../../shared/ocpp/example.ts';
import { OCPP_VERSIONS, type OcppVersion } from '../../../shared/ocpp/version.ts';
import { requestSchema, schemasOf } from './schemas.ts';

const NOW = Date.UTC(2026, 10, 21, 9, 30, 15, 250);
const CONTEXTS: ExampleContext[] = [
  { nowMs: NOW },
  {
    nowMs: NOW,
    connectorId: 2,
    evseId: 3,
    idTag: '04A2B3C4D5E691',
    transactionId: 'a-very-long-transaction-id-of-36-chr',
    configurationKey: 'MeterValueSampleInterval',
    filesUrl: 'https://10.0.0.1:8887',
  },
];

function validator(): (schema: Json, value: Json) => string {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  return (schema, value) => {
    const validate = ajv.compile(schema as object);
    return validate(value) ? 'valid' : `${ajv.errorsText(validate.errors)} in ${JSON.stringify(value)}`;
  };
}

describe.each(OCPP_VERSIONS)('examples of %s', (version) => {
  const schemas = schemasOf(version);

  it('are valid for every request and response', () => {
    const check = validator();
    for (const { action, part, schema } of schemas) {
      for (const context of CONTEXTS) {
        expect(check(schema, exampleFor(schema, context)), `${action} ${part}`).toBe('valid');
      }
    }
  });

  it('are valid as commands, with everything known and with nothing', () => {
    const check = validator();
    for (const { action, part, schema } of schemas) {
      if (part === 'response') continue;
      for (const context of CONTEXTS) {
        expect(check(schema, exampleCall(version, action, schema, context)), action).toBe('valid');
      }
    }
  });
});

describe('exampleCall', () => {
  const call = (version: OcppVersion, action: string, context = CONTEXTS[1] ?? { nowMs: NOW }): Json =>
    exampleCall(version, action, requestSchema(version, action), context);

  it('uses what is known of the station', () => {
    expect(call('1.6', 'RemoteStartTransaction')).toEqual({ connectorId: 2, idTag: '04A2B3C4D5E691' });
    expect(call('1.6', 'ChangeConfiguration')).toEqual({ key: 'MeterValueSampleInterval', value: '300' });
    expect(call('1.6', 'RemoteStopTransaction', { nowMs: NOW, transactionId: '81' })).toEqual({
      transactionId: 81,
    });
    expect(call('2.0.1', 'RequestStopTransaction', { nowMs: NOW, transactionId: 'abc' })).toEqual({
      transactionId: 'abc',
    });
  });

  it('is harmless where the action lets it be', () => {
    expect(call('1.6', 'Reset')).toEqual({ type: 'Soft' });
    expect(call('1.6', 'ChangeAvailability')).toMatchObject({ type: 'Operative' });
    expect(call('2.0.1', 'CustomerInformation')).toMatchObject({ report: true, clear: false });
    expect(call('2.1', 'SendLocalList')).toMatchObject({ updateType: 'Differential' });
  });

  it('reads everything by default', () => {
    expect(call('1.6', 'GetConfiguration')).toEqual({});
    expect(call('2.0.1', 'GetBaseReport')).toMatchObject({ reportBase: 'FullInventory' });
    expect(call('2.1', 'GetVariables')).toEqual({
      getVariableData: [{ component: { name: 'OCPPCommCtrlr' }, variable: { name: 'HeartbeatInterval' } }],
    });
  });

  it('writes times without fractions, which some stations cannot read', () => {
    expect(call('1.6', 'UpdateFirmware')).toMatchObject({ retrieveDate: '2026-11-21T09:30:15Z' });
  });

  it('falls back to the schema for an action that it does not know', () => {
    const schema = { type: 'object', required: ['a'], properties: { a: { type: 'boolean' } } };
    expect(exampleCall('1.6', 'toString', schema, { nowMs: NOW })).toEqual({ a: false });
  });
});

describe('exampleFor', () => {
  const example = (schema: Json): Json => exampleFor(schema, { nowMs: NOW });

  it('keeps to the limits of the schema', () => {
    expect(example({ type: 'integer', minimum: 5 })).toBe(5);
    expect(example({ type: 'number', maximum: -2 })).toBe(-2);
    expect(example({ type: 'string', maxLength: 2 })).toBe('te');
    expect(example({ type: 'string', minLength: 6 })).toBe('textxx');
    expect(example({ type: 'array', items: { const: 7 }, minItems: 3 })).toEqual([7, 7, 7]);
    expect(example({ type: 'array', maxItems: 0 })).toEqual([]);
    expect(example({ enum: ['Rejected', 'Accepted'] })).toBe('Accepted');
  });

  it('ends where a schema requires itself, or refers to nothing', () => {
    const loop = { type: 'object', required: ['again'], properties: { again: { $ref: '#' } } };
    expect(JSON.stringify(example(loop))).toMatch(/^(\{"again":)+"text"\}+$/);
    expect(example({ $ref: '#/definitions/missing' })).toBe('text');
  });
});
