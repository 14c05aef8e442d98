import fc from 'fast-check';
import { gunzipSync, gzipSync, deflateSync, unzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/json.ts';
import { DECODING_LIMITS, type DecodingTools } from '../../../shared/trace/decoding/decoded.ts';
import { decodeText } from '../../../shared/trace/decoding/decodeText.ts';
import { decodeValues } from '../../../shared/trace/decoding/decodeValues.ts';

const tools: DecodingTools = {
  inflate(bytes, maxBytes) {
    try {
      return unzipSync(bytes, { maxOutputLength: maxBytes });
    } catch {
      return undefined;
    }
  },
  readPem: (text) => (text.includes('CERTIFICATE') ? '{"subject":"CN=x"}' : undefined),
};
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');
const hex = (text: string): string => Buffer.from(text).toString('hex');
const METER =
  '{"FV":"1.0","GI":"ABL SBC-301","PG":"T12345","RD":[{"TM":"2026-01-31T13:00:00,000+0100 S","RV":2935.6,"RU":"kWh"}]}';
const SIGNATURE = '{"SA":"ECDSA-secp192r1-SHA256","SD":"887FABF407AC82782EEFFF2220C2F856AEB0BC22364BBCC6"}';
const OCMF = `OCMF|${METER}|${SIGNATURE}`;

describe('what a text holds', () => {
  it.each<[string, string, string[], Json]>([
    ['JSON', '{"power":11,"id":"a"}', ['json'], { power: 11, id: 'a' }],
    ['a list', ' [1,2] ', ['json'], [1, 2]],
    ['JSON twice', JSON.stringify('{"a":{"b":1}}'), ['json', 'json'], { a: { b: 1 } }],
    ['JSON in base64', base64('{"a":1,"b":2}'), ['base64', 'json'], { a: 1, b: 2 }],
    ['JSON in gzip in base64', base64(gzipSync('{"a":1}')), ['base64', 'gzip', 'json'], { a: 1 }],
    ['JSON in zlib in base64', base64(deflateSync('{"a":1}')), ['base64', 'gzip', 'json'], { a: 1 }],
    ['JSON in hex', hex('{"a":true,"key":"value"}'), ['hex', 'json'], { a: true, key: 'value' }],
    [
      'XML',
      '<?xml version="1.0"?><r a="1"><v>2</v><v>3</v><e/></r>',
      ['xml'],
      { r: { '@a': '1', v: ['2', '3'], e: '' } },
    ],
    ['a query', 'a=1&b=x%20y&a=2', ['query'], { a: ['1', '2'], b: 'x y' }],
    ['OCMF', OCMF, ['ocmf'], { payload: JSON.parse(METER), signature: JSON.parse(SIGNATURE) }],
    [
      'OCMF in base64',
      base64(OCMF),
      ['base64', 'ocmf'],
      { payload: JSON.parse(METER), signature: JSON.parse(SIGNATURE) },
    ],
    ['OCMF without a signature', `OCMF|${METER}`, ['ocmf'], { payload: JSON.parse(METER) }],
    ['text in base64', base64('firmware 1.8.3 is newer'), ['base64', 'text'], 'firmware 1.8.3 is newer'],
    ['PEM', '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----', ['pem'], { subject: 'CN=x' }],
  ])('%s', (_name, text, steps, expected) => {
    const found = decodeText(text, tools);
    expect(found?.steps).toEqual(steps);
    expect(JSON.parse(found?.json ?? 'null')).toEqual(expected);
  });

  it('keeps every digit', () => {
    expect(decodeText('{"id":9223372036854775807}', tools)?.json).toBe('{"id":9223372036854775807}');
    const escaped = JSON.stringify('{"id":9223372036854775807}');
    expect(decodeText(escaped, tools)?.json).toBe('{"id":9223372036854775807}');
  });

  it.each([
    'Accepted',
    '04A2B1C6D95E80',
    '04A2B1C6D95E8004A2B1C6D95E80',
    '12345678901234567890',
    '2026-01-31T12:00:00Z',
    'ChargingStationCertificate',
    'Energy.Active.Import.Register',
    'https://example.com/path?a=1',
    'key=value',
    '0b6bd3a2-5c35-4d7c-9a3d-3f0c6b0a9a55',
    '{broken',
    'OCMF|no json|at all',
    '<not xml',
    '',
    '{}',
    '"x"',
  ])('%s is just text', (text) => {
    expect(decodeText(text, tools)).toBeUndefined();
  });

  it('tells the size of what cannot be read', () => {
    const bytes = Uint8Array.from({ length: 120 }, (_, i) => (i * 73 + 200) % 256);
    expect(decodeText(base64(bytes), tools)).toEqual({ steps: ['base64'], bytes: 120 });
  });
});

describe('what a payload holds', () => {
  it('is named by the place of its text, also inside what was unpacked', () => {
    const data = JSON.stringify({ meter: base64(OCMF), list: ['{"a":1}'] });
    const parts = decodeValues({ vendorId: 'x', 'a/b': [{ data }] }, tools);
    expect(parts.map(({ path, within, steps }) => [path, within, steps])).toEqual([
      ['/a~1b/0/data', undefined, ['json']],
      ['/meter', 0, ['base64', 'ocmf']],
      ['/list/0', 0, ['json']],
    ]);
  });

  it('has limits: bombs, depth, number and size', () => {
    const bomb = base64(gzipSync(`{"a":"${'0'.repeat(8 * 1024 * 1024)}"}`));
    expect(decodeValues({ bomb }, tools).filter(({ json }) => json !== undefined)).toEqual([]);
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    expect(decodeValues({ deep }, tools)).toEqual([]);
    const many = Array.from({ length: 1000 }, (_, i) => `{"a":${i}}`);
    expect(decodeValues(many, tools)).toHaveLength(DECODING_LIMITS.values);
    expect(decodeValues({ long: `"${'x'.repeat(DECODING_LIMITS.chars + 1)}"` }, tools)).toEqual([]);
    let russian = '{"a":1}';
    for (let i = 0; i < 8; i += 1) russian = base64(russian);
    expect(decodeValues({ russian }, tools)[0]?.steps.length ?? 0).toBeLessThanOrEqual(
      DECODING_LIMITS.steps + 1,
    );
  });

  it('never throws, and answers valid JSON', () => {
    const packed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.json().map((text) => base64(text)),
      fc.json().map((text) => base64(gzipSync(text))),
      fc.json().map((text) => JSON.stringify(text)),
      fc.string().map((text) => `OCMF|${text}|{}`),
      fc.string().map((text) => `<a>${text}</a>`),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => base64(bytes)),
      fc.constantFrom('<__proto__ a="1"/>', '{"__proto__":{"a":1}}', '__proto__=1&constructor=2'),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), packed, { maxKeys: 4 }), (payload) => {
        for (const { json } of decodeValues(payload, tools)) {
          if (json !== undefined) expect(() => JSON.parse(json) as unknown).not.toThrow();
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('cut gzip stays as it is', () => {
    const whole = gzipSync('{"a":1}');
    expect(gunzipSync(whole).toString()).toBe('{"a":1}');
    expect(decodeText(base64(whole.subarray(0, 20)), tools)?.json).toBeUndefined();
  });
});
