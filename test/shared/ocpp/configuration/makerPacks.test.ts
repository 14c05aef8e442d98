import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configurationKeysOf } from '../../../../electron/practice/model/configurationKeys.ts';
import { controlOf } from '../../../../shared/ocpp/configuration/control.ts';
import { checkValue } from '../../../../shared/ocpp/configuration/checkValue.ts';
import { describeKey } from '../../../../shared/ocpp/configuration/keyCatalogue.ts';
import { BUILT_IN_PACKS } from '../../../../shared/ocpp/configuration/makerPacks/builtInPacks.ts';
import { makerKeyDescription } from '../../../../shared/ocpp/configuration/makerPacks/makerKeyDescription.ts';
import { keyDescriber, packsFor } from '../../../../shared/ocpp/configuration/makerPacks/matchMakerPacks.ts';
import { makerKeySchema } from '../../../../shared/ocpp/configuration/makerPacks/makerPack.ts';
import { packProblemText } from '../../../../shared/ocpp/configuration/makerPacks/packState.ts';
import { parseMakerPack } from '../../../../shared/ocpp/configuration/makerPacks/parseMakerPack.ts';

const ROWS = BUILT_IN_PACKS.flatMap((pack) =>
  pack.keys.map((key) => ({ id: pack.id, name: key.key, pack, key })),
);

const PACK = {
  kerbside: 'maker-pack',
  version: 1,
  id: 'acme',
  name: 'Acme',
  match: [{ vendor: ['acme'] }],
  source: 'Handbook',
  evidence: 'documented',
  keys: [{ key: 'Url', type: 'string', access: 'read-write', meaning: 'The back end.' }],
};

function sentences(text: string): string[] {
  return (parseMakerPack(text).faults ?? []).map(({ sentence }) => sentence);
}

function faultsOf(change: object): readonly string[] {
  return sentences(JSON.stringify({ ...PACK, ...change }));
}

function faultsOfKey(change: object): readonly string[] {
  return faultsOf({ keys: [{ ...PACK.keys[0], ...change }] });
}

describe.each(BUILT_IN_PACKS.map((pack) => ({ id: pack.id, pack })))('the pack $id', ({ pack }) => {
  it('is one that a file could hold', () => {
    expect(parseMakerPack(JSON.stringify(pack))).toEqual({ pack });
  });

  it('says where it is from, and is the only one with its id', () => {
    expect(BUILT_IN_PACKS.filter(({ id }) => id === pack.id)).toHaveLength(1);
    if (pack.id !== 'kerbside-practice') expect(pack.source).toMatch(/^https:\/\//);
  });
});

describe.each(ROWS)('$id $name', ({ pack, key }) => {
  const description = makerKeyDescription(pack, key);

  it('is no key of the specification, and has a control and its own rules', () => {
    expect(describeKey('1.6', key.key)).toBeUndefined();
    expect(controlOf(description).kind).toBeDefined();
    expect(description.meaning).toMatch(/^[A-Z].*\.$/s);
    expect(description.hint ?? 'A.').toMatch(/\.$/);
    for (const value of Object.keys(key.valueMeanings ?? {})) {
      expect(checkValue(description, value)?.severity ?? 'info').toBe('info');
    }
    if (key.default !== undefined) expect(checkValue(description, key.default)).toBeUndefined();
    if (/passw|pwd|pin$/i.test(key.key)) expect(description.isSecret).toBe(true);
  });
});

describe('a pack for a charger', () => {
  const ids = (charger: Parameters<typeof packsFor>[1]) =>
    packsFor(BUILT_IN_PACKS, charger).map(({ id }) => id);

  it('is found by vendor, model and keys, in any case', () => {
    expect(ids({ vendor: 'Growatt' })).toEqual(['growatt']);
    expect(ids({ vendor: 'KEBA AG', model: 'KC-P30' })).toEqual(['keba-kecontact']);
    expect(ids({ vendor: 'Schneider Electric', model: 'MONOBLOCK' })).toEqual(['schneider-evlink']);
    expect(ids({ vendor: 'Schneider Electric', model: 'EVH5A22N2S' })).toEqual([]);
    expect(ids({ vendor: 'OpenEVSE', keys: ['cst_backendurl'] })).toEqual(['micro-ocpp']);
    expect(ids({ keys: ['com_Endpoint', 'HeartbeatInterval'] })).toEqual(['ecotap']);
    expect(ids({ vendor: 'Kerbside', model: 'Practice' })).toEqual(['kerbside-practice']);
    expect(ids({})).toEqual([]);
    expect(ids({ vendor: 'portable' })).toEqual([]);
  });

  it('knows the keys of the practice charger', () => {
    const own = [...configurationKeysOf('1.6', 'json').values()].map(({ key }) => key);
    const describe = keyDescriber('1.6', packsFor(BUILT_IN_PACKS, { keys: own }));
    for (const key of own) expect([key, describe(key)?.key.toLowerCase()]).toEqual([key, key.toLowerCase()]);
    expect(describe('kerbside.maxcurrent')).toMatchObject({
      profile: 'Maker',
      risk: 'safety',
      needsRestart: true,
    });
    expect(describe('HeartbeatInterval')?.profile).toBe('Core');
    expect(describe('Nobody.Knows')).toBeUndefined();
  });

  it('has a role for the address of the back end, which is a risk to the connection', () => {
    const roles = new Set<string>(['backend-url', 'backend-host', 'backend-password', 'apn']);
    for (const { pack, key } of ROWS) {
      if (!roles.has(key.role ?? '')) continue;
      expect(makerKeyDescription(pack, key).risk).toBe('connection');
    }
    const withUrl = BUILT_IN_PACKS.filter(({ keys }) => keys.some(({ role }) => role === 'backend-url'));
    expect(withUrl.length).toBeGreaterThan(6);
  });
});

describe('the page about packs', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/makerPacks.md'), 'utf8');

  it('has an example that is a pack, and names every field of a key', () => {
    const [, example = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
    expect(parseMakerPack(example).faults).toBeUndefined();
    for (const field of Object.keys(makerKeySchema.shape)) expect(page).toContain(`\`${field}\``);
  });
});

describe('what is wrong with a file', () => {
  it.each([
    ['', 'The file is empty.'],
    ['not json', 'line 1: It is not valid JSON: this is no JSON; texts stand in double quotes.'],
    [
      '{\n  "kerbside": "maker-pack",\n  "id": "a"\n  "name": 1\n}',
      /^line 4: It is not valid JSON: a comma is missing/,
    ],
    ['[]', 'line 1: It is no pack of maker’s keys: it must begin with "kerbside": "maker-pack".'],
    [
      '// Mine\n{"kerbside":"maker-pack",\n"version":2}',
      'line 3, version: It was made for a newer Kerbside (version 2; this one knows 1).',
    ],
  ])('%j', (text, sentence) => {
    expect(parseMakerPack(text).faults?.map(packProblemText)).toEqual([
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    ]);
  });

  it('is told with its place', () => {
    expect(faultsOf({ name: undefined })).toEqual(['At the top: the field “name” is missing.']);
    expect(faultsOf({ id: 'My Pack' })).toEqual([
      'At the top: “id” takes small letters, digits and hyphens, not "My Pack".',
    ]);
    expect(faultsOf({ match: [{}] })).toEqual([
      'In the match rule number 1: “match” says nothing; give it a vendor, model, firmware or key, not {}.',
    ]);
    expect(faultsOf({ match: [{ vendour: ['x'] }] })[0]).toBe(
      'In the match rule number 1: there is no field “vendour”; did you mean “vendor”?',
    );
    expect(faultsOf({ keyes: [] })).toEqual(['At the top: there is no field “keyes”; did you mean “keys”?']);
    expect(faultsOfKey({ type: 'number' })[0]).toMatch(
      /^In the key “Url” \(number 1\): “type” takes boolean, integer, .+, not "number"\.$/,
    );
    expect(faultsOfKey({ min: '3' })).toEqual([
      'In the key “Url” (number 1): “min” has to be a number, not "3".',
    ]);
    expect(faultsOfKey({ usual: { sentense: 'x', sentence: 'X.' } })).toEqual([
      'In the key “Url” (number 1): there is no field “sentense”; did you mean “sentence”?',
    ]);
    expect(faultsOfKey({ source: ' ' })).toEqual([]);
  });

  it('is told with its line and field, where comments stand in the file, too', () => {
    const text = JSON.stringify(
      { ...PACK, keys: [PACK.keys[0], { ...PACK.keys[0], key: 'B', min: 'x' }] },
      null,
      2,
    );
    const commented = `// My own pack.\n${text}`;
    const line = commented.split('\n').findIndex((one) => one.includes('"min"')) + 1;
    expect(parseMakerPack(commented).faults).toEqual([
      {
        line,
        field: 'keys.1.min',
        sentence: 'In the key “B” (number 2): “min” has to be a number, not "x".',
      },
    ]);
  });

  it('may be that a key does not agree with itself', () => {
    expect(faultsOfKey({ type: 'integer', min: 3, max: 2 })).toEqual([
      'In the key “Url”: min is larger than max.',
    ]);
    expect(faultsOfKey({ type: 'choice' })).toEqual(['In the key “Url”: a choice needs its values.']);
    expect(faultsOfKey({ type: 'integer', default: 'x' })[0]).toMatch(
      /its own default does not fit: .+ is no number/,
    );
    expect(faultsOfKey({ meaning: 'no stop' })[0]).toMatch(/ends with a full stop/);
    const twins = [PACK.keys[0], { ...PACK.keys[0], key: 'URL' }];
    expect(faultsOf({ keys: twins })).toEqual(['The key “URL” stands in the pack twice.']);
  });

  it('is never more than anybody reads, and never an exception', () => {
    const keys = Array.from({ length: 100 }, (_, index) => ({ key: `K${index}` }));
    expect(faultsOf({ keys })).toHaveLength(20);
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('keys', 'match', 'id', 'version', 'name'), (json, field) => {
        parseMakerPack(json);
        const changed = { ...PACK, [field]: JSON.parse(json) as unknown };
        for (const fault of sentences(JSON.stringify(changed))) expect(fault).toMatch(/[.?]$/);
      }),
    );
  });
});
