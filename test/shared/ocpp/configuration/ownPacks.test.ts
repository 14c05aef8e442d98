import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import { secretJudge } from '../../../../shared/configuration/template/secretValue.ts';
import { draftPack } from '../../../../shared/ocpp/configuration/makerPacks/draftPack.ts';
import type { MakerPack } from '../../../../shared/ocpp/configuration/makerPacks/makerPack.ts';
import { keyDescriber } from '../../../../shared/ocpp/configuration/makerPacks/matchMakerPacks.ts';
import { packEntry } from '../../../../shared/ocpp/configuration/makerPacks/packState.ts';
import { parseMakerPack } from '../../../../shared/ocpp/configuration/makerPacks/parseMakerPack.ts';
import type { OcppVersion } from '../../../../shared/ocpp/version.ts';
import { configurationWith } from '../../configuration/someConfiguration.ts';

const KEY = { key: 'Url', type: 'string', access: 'read-write', meaning: 'The back end.' };
const PACK = {
  kerbside: 'maker-pack',
  version: 1,
  name: 'Acme',
  match: [{ vendor: ['acme'] }],
  source: 'Handbook',
  evidence: 'documented',
};

describe('keys that several packs describe', () => {
  const pack = (id: string, key: object): MakerPack => {
    const parsed = parseMakerPack(JSON.stringify({ ...PACK, id, keys: [{ ...KEY, ...key }] }));
    if (parsed.pack === undefined) throw new Error(JSON.stringify(parsed.faults));
    return parsed.pack;
  };

  it('mean what the first pack says, and its name is told', () => {
    const describe = keyDescriber('1.6', [pack('mine', { meaning: 'Mine.' }), pack('other', {})]);
    expect(describe('URL')).toMatchObject({ meaning: 'Mine.', pack: { id: 'mine' } });
    expect(keyDescriber('1.6', [])('HeartbeatInterval')?.pack).toBeUndefined();
  });

  it('stay secret where a later pack says so, unless the first one says that they are not', () => {
    const secret = pack('other', { isSecret: true });
    expect(keyDescriber('1.6', [pack('mine', {}), secret])('Url')?.isSecret).toBe(true);
    expect(keyDescriber('1.6', [pack('mine', { isSecret: false }), secret])('Url')?.isSecret).toBeUndefined();
    expect(secretJudge([packEntry(secret)])('url')).toBe(true);
    expect(secretJudge([])('url')).toBe(false);
  });
});

describe('the beginning of a pack', () => {
  const reading = (version: OcppVersion, keys: Readonly<Record<string, string>>): Configuration => ({
    ...configurationWith(Object.entries(keys).map(([address, value]) => ({ address, value }))),
    owner: { stationId: 'CP-1', version, vendor: 'ACME', model: 'Home 2' },
  });
  const describeKey = keyDescriber('1.6', []);

  it('holds the keys that nobody describes, without their values, and is a pack', () => {
    const found = reading('1.6', {
      HeartbeatInterval: '1',
      Led: '3',
      'Acme.On': 'True',
      'Acme.Pin': '4711',
      led: '4',
    });
    const draft = draftPack(found, describeKey);
    expect(draft?.keys.map(({ key, type, isSecret }) => [key, type, isSecret])).toEqual([
      ['Led', 'integer', undefined],
      ['Acme.On', 'boolean', undefined],
      ['Acme.Pin', 'integer', true],
    ]);
    expect(draft).toMatchObject({ id: 'acme-home-2', match: [{ vendor: ['ACME'], model: ['Home 2'] }] });
    expect(JSON.stringify(draft)).not.toContain('4711');
    expect(parseMakerPack(JSON.stringify(draft)).pack).toEqual(draft);
  });

  it('is nothing where all is described, and for 2.x', () => {
    expect(draftPack(reading('1.6', { HeartbeatInterval: '1' }), describeKey)).toBeUndefined();
    expect(draftPack(reading('2.0.1', { 'A.B': '1' }), describeKey)).toBeUndefined();
  });
});
