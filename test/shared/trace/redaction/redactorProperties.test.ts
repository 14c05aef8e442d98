import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor, type Redactable } from '../../../../shared/trace/redaction/redactor.ts';

const HEX = '0123456789ABCDEF';
const tag = fc
  .string({ unit: fc.constantFrom(...Array.from(HEX)), minLength: 8, maxLength: 20 })
  .filter((text) => /\D/.test(text));
const password = fc
  .string({
    unit: fc.constantFrom(...Array.from('abcXYZ019!$%&/()=?"\'\\<>äß€ #+-_')),
    minLength: 8,
    maxLength: 30,
  })
  .map((text) => `q${text}z`);
const digits = fc.string({
  unit: fc.constantFrom(...Array.from('0123456789')),
  minLength: 15,
  maxLength: 15,
});
const octet = fc.integer({ min: 1, max: 223 });
const address = fc.tuple(fc.constantFrom(10, 172, 192), octet, octet, octet).map((parts) => parts.join('.'));
const blank = fc.constantFrom('', ' ', '\n  ', '\t');

interface Secrets {
  tag: string;
  password: string;
  imsi: string;
  address: string;
}
const secrets = fc.record({ tag, password, imsi: digits, address });

/** One conversation in which each secret has a field, and occurs where nothing says what it is. */
function conversation(
  { tag: idTag, password: value, imsi, address: ip }: Secrets,
  gap: string,
): Redactable[] {
  const json = (frame: unknown): string => JSON.stringify(frame, undefined, gap);
  const raws = [
    json([
      2,
      'm0',
      'DataTransfer',
      { vendorId: 'V', data: `last card ${idTag}, ${value} / ${imsi} @ ${ip}` },
    ]),
    json([2, 'm1', 'Authorize', { idTag }]),
    json([3, 'm1', { idTagInfo: { status: 'Accepted', parentIdTag: idTag } }]),
    json([2, 'm2', 'ChangeConfiguration', { key: 'AuthorizationKey', value }]),
    json([
      4,
      'm2',
      'InternalError',
      `cannot set ${value} from ${ip}`,
      { idTag, note: { deep: [value, imsi] } },
    ]),
    json([2, 'm3', 'BootNotification', { chargePointVendor: 'V', chargePointModel: 'M', imsi }]),
    json([
      2,
      'm4',
      'DataTransfer',
      { vendorId: 'V', data: JSON.stringify({ a: idTag, b: JSON.stringify({ value }) }) },
    ]),
    json([
      2,
      'm5',
      'DataTransfer',
      { vendorId: 'V', data: Buffer.from(`${value}|${idTag}`).toString('base64') },
    ]),
    json([2, 'm6', 'Authorize', { idTag }]).slice(0, -3),
    `note: card ${idTag} at ${ip}, key ${value}`,
  ];
  return raws.map((raw) => ({
    stationId: 'CP-1',
    raw,
    issues: [{ severity: 'info', code: 'x', message: `“${idTag}” from ${ip}` }],
  }));
}

function redactAll(records: readonly Redactable[]): Redactable[] {
  const redactor = createRedactor();
  for (const record of records) redactor.learn(record);
  return records.map((record) => redactor.redact(record));
}

/** Every text in a JSON value, those inside of texts as well. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value, ...textsOf(parsed(value))];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}

describe('redaction of any conversation', () => {
  it('lets no secret through, in any writing', () => {
    fc.assert(
      fc.property(secrets, blank, (seeded, gap) => {
        const redacted = redactAll(conversation(seeded, gap));
        for (const { raw, issues } of redacted) {
          const texts = [
            String(raw),
            ...textsOf(parsed(String(raw))),
            ...issues.map(({ message }) => message),
          ];
          for (const text of texts) {
            const decoded = Buffer.from(text, 'base64').toString('utf8');
            for (const secret of [seeded.tag, seeded.password, seeded.imsi, seeded.address]) {
              expect(text.includes(secret), `${secret} in ${text}`).toBe(false);
              expect(decoded.includes(secret), `${secret} in base64 of ${text}`).toBe(false);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps JSON what it is: its form, its ids, its pairs, one stand-in for one value', () => {
    fc.assert(
      fc.property(secrets, blank, (seeded, gap) => {
        const original = conversation(seeded, gap);
        const redacted = redactAll(original);
        for (const [index, { raw }] of redacted.entries()) {
          const before = parsed(String(original[index]?.raw));
          const after = parsed(String(raw));
          expect(shapeOf(after)).toEqual(shapeOf(before));
          if (Array.isArray(before) && Array.isArray(after))
            expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
        }
        const [, call, answer] = redacted.map(({ raw }) => JSON.stringify(parsed(String(raw))));
        expect(call).toBe('[2,"m1","Authorize",{"idTag":"TAG-1"}]');
        expect(answer).toBe('[3,"m1",{"idTagInfo":{"status":"Accepted","parentIdTag":"TAG-1"}}]');
      }),
      { numRuns: 100 },
    );
  });

  it('changes not one byte where there is nothing to hide', () => {
    const harmless = fc.array(
      fc.oneof(
        fc
          .json({ maxDepth: 4 })
          .filter((text) => !/[@+:=]|\\u|\d\.\d+\.|"[A-Za-z0-9+/]{16}/.test(text.replaceAll('":', ''))),
        fc.string().filter((text) => !/[@+:=.<&\\]/.test(text)),
      ),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(harmless, (texts) => {
        const records = texts.map((raw) => ({ stationId: 'CP-1', raw, issues: [] }));
        expect(redactAll(records)).toEqual(records);
      }),
    );
  });

  it('ends, whatever the text is', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({
        unit: fc.constantFrom(...Array.from('[]{}<>"\'\\:=,/@& \nidTagkeyvalue04')),
        maxLength: 300,
      }),
      fc.uint8Array({ maxLength: 200 }),
    );
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 4 }), (raws) => {
        const records = raws.map((raw) => ({ stationId: 'CP-1', raw, issues: [] }));
        expect(redactAll(records)).toHaveLength(records.length);
      }),
      { numRuns: 500 },
    );
  });
});

/** A JSON value without its texts; a text that is JSON counts as that. */
function shapeOf(value: unknown): unknown {
  if (typeof value === 'string') return parsed(value) === undefined ? 'text' : shapeOf(parsed(value));
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}
