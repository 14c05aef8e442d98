import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../shared/json.ts';
import { asMeantPayload } from '../../../../shared/ocpp/asMeant/asMeantPayload.ts';
import { exampleCall, exampleFor } from '../../../../shared/ocpp/example.ts';
import { OCPP_VERSIONS } from '../../../../shared/ocpp/version.ts';
import { requestSchema, schemasOf } from '../schemas.ts';

const mend = (payload: Json, action = 'MeterValues'): ReturnType<typeof asMeantPayload> =>
  asMeantPayload({ version: '1.6', action, schema: requestSchema('1.6', action) as JsonObject, payload });

describe('asMeantPayload', () => {
  it.each<[string, Json, Json, string[]]>([
    ['Reset', { type: 'soft' }, { type: 'Soft' }, ['case']],
    ['Reset', { Type: 'Soft' }, { type: 'Soft' }, ['field-case']],
    [
      'StartTransaction',
      { connectorId: '1', meterStart: 1.6 },
      { connectorId: 1, meterStart: 2 },
      ['to-number', 'rounded'],
    ],
    ['StartTransaction', { idTag: 12, reservationId: null }, { idTag: '12' }, ['to-text', 'null-left-out']],
    ['StopTransaction', { idTag: ' A ', reason: 'null' }, { idTag: 'A' }, ['trimmed', 'null-text']],
    ['GetConfiguration', { key: 'HeartbeatInterval' }, { key: ['HeartbeatInterval'] }, ['wrapped']],
    [
      'RemoteStartTransaction',
      { chargingProfile: [{ chargingProfileId: 1 }] },
      { chargingProfile: { chargingProfileId: 1 } },
      ['unwrapped'],
    ],
    ['DataTransfer', { vendorId: 'A', data: ' "x" ' }, { vendorId: 'A', data: ' "x" ' }, []],
  ])('%s %j is meant as %j', (action, payload, expected, codes) => {
    const { payload: meant, repairs } = mend(payload, action);
    expect(meant).toEqual(expected);
    expect(repairs.map(({ code }) => code)).toEqual(codes);
  });

  it('names the place of each repair', () => {
    const payload = {
      connectorId: 1,
      meterValue: [{ timestamp: 'x', sampledValue: [{ value: 1 }, { value: ' 2' }] }],
    };
    expect(mend(payload).repairs.map(({ path }) => path)).toEqual([
      '/meterValue/0/sampledValue/0/value',
      '/meterValue/0/sampledValue/1/value',
    ]);
  });

  it('changes nothing of the payload that it is given', () => {
    const payload = { connectorId: '1', meterValue: { sampledValue: { value: 1, measurand: 'Voltage.L1' } } };
    const before = structuredClone(payload);
    mend(payload);
    expect(payload).toEqual(before);
  });
});

describe.each(OCPP_VERSIONS)('asMeantPayload of %s', (version) => {
  const schemas = schemasOf(version);

  it('leaves the very payload where it is valid', () => {
    for (const { action, part, schema } of schemas) {
      const examples = [
        exampleFor(schema),
        ...(part === 'request' ? [exampleCall(version, action, schema)] : []),
      ];
      for (const payload of examples) {
        const meant = asMeantPayload({ version, action, schema, payload });
        expect(meant.repairs, action).toEqual([]);
        expect(meant.payload).toBe(payload);
      }
    }
  });

  const value = fc.oneof(
    fc.constantFrom<Json[]>(
      'null',
      ' x ',
      "'a,b'",
      '2e+01',
      '1',
      'true',
      '',
      'x\0',
      '9223372036854775807',
      'accepted',
      'Voltage.L1-N',
      'Hz',
      'c',
    ),
    fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<Json>,
  );
  /** A valid payload in which some places hold something else. */
  const broken = fc
    .tuple(fc.nat(), fc.array(fc.tuple(fc.nat(), value), { maxLength: 4 }))
    .map(([at, edits]) => {
      const entry = schemas[at % schemas.length] ?? { action: '', part: 'request' as const, schema: {} };
      const payload = structuredClone(
        entry.part === 'request'
          ? exampleCall(version, entry.action, entry.schema)
          : exampleFor(entry.schema),
      );
      for (const [place, put] of edits) putInto(payload, place, put);
      return { ...entry, payload };
    });

  it('never throws, and has nothing to do a second time', () => {
    fc.assert(
      fc.property(broken, fc.boolean(), ({ action, schema, payload }, isForView) => {
        const first = asMeantPayload({ version, action, schema, payload, isForView });
        const second = asMeantPayload({ version, action, schema, payload: first.payload, isForView });
        expect(second.repairs).toEqual([]);
        expect(second.payload).toBe(first.payload);
        if (first.repairs.length === 0) expect(first.payload).toBe(payload);
      }),
      { numRuns: 500 },
    );
  });

  it('takes anything for a payload', () => {
    fc.assert(
      fc.property(fc.nat(), fc.jsonValue(), (at, payload) => {
        const entry = schemas[at % schemas.length];
        if (entry !== undefined) asMeantPayload({ ...entry, version, payload: payload as Json });
      }),
    );
  });
});

/** Replaces one of the values within a payload, counted through. */
function putInto(payload: Json, place: number, put: Json): void {
  const holders: JsonObject[] = [];
  const collect = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) holders.push(value);
    for (const field of Object.values(value)) collect(field);
  };
  collect(payload);
  const holder = holders[place % Math.max(1, holders.length)];
  const keys = holder === undefined ? [] : Object.keys(holder);
  const key = keys[place % Math.max(1, keys.length)];
  if (holder !== undefined && key !== undefined) holder[key] = put;
}
