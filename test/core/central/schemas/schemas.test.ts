import fc from 'fast-check';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { isPlainDateTime } from '../../../../electron/core/central/schemas/plainDateTime.ts';
import { NO_ISSUES } from '../../../../electron/core/central/schemas/noIssues.ts';
import type { VersionSchemas } from '../../../../electron/core/central/schemas/versionSchemas.ts';
import { Schemas } from '../../../../electron/core/central/schemas/schemas.ts';
import type { Json } from '../../../../shared/json.ts';
import { ACTIONS } from '../../../../shared/ocpp/catalog.ts';
import { exampleFor } from '../../../../shared/ocpp/example.ts';
import { OCPP_VERSIONS } from '../../../../shared/ocpp/version.ts';

const schemas = new Schemas();
let v16: VersionSchemas;
beforeAll(async () => {
  v16 = await schemas.load('1.6');
});

const codes = (action: string, payload: Json): string[] =>
  v16.check(action, 'request', payload).map(({ code }) => code);

describe.each(OCPP_VERSIONS)('the schemas of %s', (version) => {
  it('are there for both parts of every action and take an example made from them', async () => {
    const loaded = await schemas.load(version);
    for (const action of ACTIONS[version]) {
      for (const part of ['request', 'response'] as const) {
        const schema = loaded.schema(action.name, part);
        if (action.isSend === true && part === 'response') continue;
        expect(schema, `${action.name} ${part}`).toBeDefined();
        expect(loaded.check(action.name, part, exampleFor(schema ?? null)), `${action.name} ${part}`).toEqual(
          [],
        );
      }
    }
  });
});

it('are loaded once', async () => {
  expect(await schemas.load('1.6')).toBe(v16);
  expect(schemas.loaded('1.6')).toBe(v16);
  expect(new Schemas().loaded('1.6')).toBeUndefined();
});

describe('a check', () => {
  it('allocates nothing for a valid payload and for an unknown action', () => {
    expect(v16.check('Heartbeat', 'request', {})).toBe(NO_ISSUES);
    expect(v16.check('Nonsense', 'request', { a: 1 })).toBe(NO_ISSUES);
  });

  it.each<[string, Json, string[]]>([
    ['BootNotification', { chargePointVendor: 'A' }, ['schema-required']],
    ['BootNotification', { chargePointVendor: 'A', chargePointModel: 'x'.repeat(21) }, ['schema-maxlength']],
    ['Authorize', { idTag: 'A', connectorId: 1 }, ['schema-additional']],
    ['Authorize', { idTag: 7 }, ['schema-type']],
    ['Authorize', null, ['schema-type']],
    ['StatusNotification', { connectorId: 1, errorCode: 'Error', status: 'Available' }, ['schema-enum']],
    ['MeterValues', { connectorId: 1, meterValue: {} }, ['schema-type']],
    ['MeterValues', { connectorId: 1 }, ['schema-required']],
  ])('finds what is wrong with %s %j', (action, payload, expected) => {
    expect(codes(action, payload)).toEqual(expected);
  });

  it('names field, limit, place and clause in words', () => {
    const [issue] = v16.check('BootNotification', 'request', {
      chargePointVendor: 'x'.repeat(33),
      chargePointModel: 'm',
    });
    expect(issue).toEqual({
      severity: 'warning',
      code: 'schema-maxlength',
      message: '“chargePointVendor” has 33 characters; at most 20 are allowed.',
      path: '/chargePointVendor',
      clause: 'OCPP 1.6 §6 BootNotification.req',
    });
  });

  it('counts characters, not code units', () => {
    expect(codes('BootNotification', { chargePointVendor: '🔌'.repeat(20), chargePointModel: 'm' })).toEqual(
      [],
    );
    expect(codes('BootNotification', { chargePointVendor: '🔌'.repeat(21), chargePointModel: 'm' })).toEqual([
      'schema-maxlength',
    ]);
  });

  it('takes decimal multiples as people mean them', () => {
    const withLimit = (limit: number): Json => ({
      connectorId: 1,
      csChargingProfiles: {
        chargingProfileId: 1,
        stackLevel: 0,
        chargingProfilePurpose: 'TxProfile',
        chargingProfileKind: 'Absolute',
        chargingSchedule: { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit }] },
      },
    });
    for (const limit of [6.1, 6.3, 0.7, 31.9, 16])
      expect(codes('SetChargingProfile', withLimit(limit))).toEqual([]);
    expect(codes('SetChargingProfile', withLimit(6.25))).toEqual(['schema-multipleof']);
  });

  it.each([
    ['2023-10-19T15:28:07', 'warning'],
    ['yesterday', 'error'],
  ])('judges the time %s as %s', (timestamp, severity) => {
    const payload = { connectorId: 1, errorCode: 'NoError', status: 'Available', timestamp };
    expect(v16.check('StatusNotification', 'request', payload)).toMatchObject([
      { code: 'schema-format', severity },
    ]);
  });

  it('lists twenty faults at most, and one of a huge payload', () => {
    const payload = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`extra${i}`, i]));
    const issues = v16.check('Heartbeat', 'request', payload);
    expect(issues).toHaveLength(21);
    expect(issues.at(-1)?.code).toBe('schema-more');
    expect(v16.check('Heartbeat', 'request', payload, 10 * 1024 * 1024)).toHaveLength(1);
  });
});

it('the quick test of times accepts nothing that the exact one refuses', () => {
  const exact = fullFormats['date-time'] as { validate: (text: string) => boolean };
  const digits = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
  const parts = fc.tuple(
    fc.constantFrom('2023', '2024', '1900', '2000'),
    digits(13),
    digits(32),
    digits(24),
    digits(60),
    digits(61),
    fc.constantFrom('', '.5', '.123456'),
    fc.constantFrom('Z', '+00:00', '-03:30', '+25:00', '', 'z'),
  );
  fc.assert(
    fc.property(parts, ([y, mo, d, h, mi, s, fraction, zone]) => {
      const text = `${y}-${mo}-${d}T${h}:${mi}:${s}${fraction}${zone}`;
      return !isPlainDateTime(text) || exact.validate(text);
    }),
    { numRuns: 3000 },
  );
  expect(isPlainDateTime('2026-11-21T10:00:00.123Z')).toBe(true);
  expect(isPlainDateTime('2026-01-31T10:00:00+01:00')).toBe(true);
});
