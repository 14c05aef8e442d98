import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateKeyIssue } from '../../../electron/core/central/payloadChecks/duplicateKeys.ts';
import { inspectPayload, meantPayload } from '../../../electron/core/central/payloadChecks/inspectPayload.ts';
import { wireSigns } from '../../../electron/core/central/payloadChecks/wireSigns.ts';
import { Schemas } from '../../../electron/core/central/schemas/schemas.ts';
import type { Json } from '../../../shared/json.ts';

const schemas = await new Schemas().load('1.6');

describe('wireSigns', () => {
  it.each([
    ['{"a":"b"}', { colons: 1, isOdd: false, hasLongNumber: false }],
    ['{"a:b":"c:d","e\\":":{"f":1}}', { colons: 3, isOdd: false, hasLongNumber: false }],
    ['{"a":" b"}', { isOdd: true }],
    ['{"a":"b "}', { isOdd: true }],
    ['{"a":"2e+01"}', { isOdd: true }],
    ['{"a":"null"}', { isOdd: true }],
    [`{"a":"'b'"}`, { isOdd: true }],
    ['{"a":"b\\u0000"}', { isOdd: true }],
    ['{"a":"2026-01-31T12:00:00Z","n":"230.1"}', { isOdd: false }],
    ['{"a":9223372036854775807}', { hasLongNumber: true }],
    ['{"a":"9223372036854775807"}', { hasLongNumber: false }],
  ])('of %s', (text, expected) => {
    expect(wireSigns(text)).toMatchObject(expected);
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', '\\', ':', ' ', '1', 'a') }), (text) => {
        wireSigns(text);
      }),
    );
  });
});

describe('duplicate keys', () => {
  it('are never found in what JSON.stringify wrote', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(duplicateKeyIssue(text, JSON.parse(text) as Json, wireSigns(text).colons)).toBeUndefined();
      }),
    );
  });

  it('are found at any depth', () => {
    const text = '{"a":{"b":1,"c":[{"d":1},{"d":1,"e":2,"d":3}]}}';
    expect(duplicateKeyIssue(text, JSON.parse(text) as Json, wireSigns(text).colons)?.message).toContain(
      '“d”',
    );
  });
});

describe('any payload', () => {
  it('is inspected and mended without a throw', () => {
    const actions = fc.constantFrom(...schemas.actions());
    const parts = fc.constantFrom('request' as const, 'response' as const);
    fc.assert(
      fc.property(actions, parts, fc.jsonValue(), (action, part, value) => {
        const payload = value as Json;
        const text = JSON.stringify([2, '1', action, payload]);
        const place = { version: '1.6', action, part } as const;
        inspectPayload(place, payload, text, schemas);
        meantPayload(place, payload, text, schemas);
      }),
      { numRuns: 500 },
    );
  });
});
