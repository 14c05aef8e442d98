import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packProblemText, type PackState } from '../../../shared/ocpp/configuration/makerPacks/packState.ts';
import { failureOf } from '../../contract/connected.ts';
import { ConfigurationCore } from './configurationCore.ts';

/** A pack for practice chargers: it says otherwise than the built-in one, and of more keys. */
const PACK = {
  kerbside: 'maker-pack',
  version: 1,
  id: 'depot',
  name: 'Depot handbook',
  match: [{ vendor: ['kerbside'] }],
  source: 'Handbook of the depot, page 3',
  evidence: 'documented',
  keys: [
    {
      key: 'Kerbside.DisplayGreeting',
      type: 'choice',
      values: ['Depot'],
      access: 'read-write',
      meaning: 'Who runs it.',
    },
    {
      key: 'Kerbside.LedColor',
      type: 'string',
      access: 'read-write',
      isSecret: true,
      meaning: 'A secret, for once.',
    },
  ],
} as const;

function put(core: ConfigurationCore, name: string, text: string | object): void {
  mkdirSync(core.packsFolder, { recursive: true });
  writeFileSync(
    join(core.packsFolder, name),
    typeof text === 'string' ? text : JSON.stringify(text, null, 1),
  );
}

/** Resolves with the first state that the topic tells and that is wanted. */
function packState(core: ConfigurationCore, wanted: (state: PackState) => boolean): Promise<PackState> {
  return new Promise((resolve) => {
    const look = (state: PackState): void => {
      if (!wanted(state)) return;
      queueMicrotask(() => stop());
      resolve(state);
    };
    const stop = core.client.subscribe('makerPacks', {}, { snapshot: look, change: look });
  });
}

const issuesAbout = (issues: ReadonlyArray<{ address?: string | undefined }>, key: string): number =>
  issues.filter(({ address }) => address === key).length;

describe('packs of a folder, in a core with a charger', () => {
  it('are there when it starts, judge what is read, and are told of with their files', async () => {
    const first = await ConfigurationCore.start();
    put(first, 'depot.json', PACK);
    const core = await first.restart();
    const listed = await core.client.call('makerPacks.list', {});
    expect(listed.packs[0]).toMatchObject({
      id: 'depot',
      name: 'Depot handbook',
      file: 'depot.json',
      vendors: ['kerbside'],
      keys: 2,
      secrets: ['Kerbside.LedColor'],
    });
    expect(listed.packs.slice(1).every(({ file }) => file === undefined)).toBe(true);
    await core.charger('1.6');
    const { issues } = await core.read();
    expect(issuesAbout(issues, 'Kerbside.DisplayGreeting')).toBe(1);
  });

  it('are read again when a configuration is read, and judge what was read before', async () => {
    const core = await ConfigurationCore.start();
    await core.charger('1.6');
    expect(issuesAbout((await core.read()).issues, 'Kerbside.DisplayGreeting')).toBe(0);
    put(core, 'depot.json', PACK);
    const told = packState(core, ({ packs }) => packs.some(({ id }) => id === 'depot'));
    await core.client.call('makerPacks.list', {});
    expect((await told).revision).toBe(1);
    const { configuration } = await core.client.call('configuration.latest', { stationId: 'CP-1' });
    expect(issuesAbout(configuration?.issues ?? [], 'Kerbside.DisplayGreeting')).toBe(1);
    rmSync(join(core.packsFolder, 'depot.json'));
    expect(issuesAbout((await core.read()).issues, 'Kerbside.DisplayGreeting')).toBe(0);
  });

  it('say of further keys that they are secrets: neither files, snapshots, runs nor templates hold their values', async () => {
    const core = await ConfigurationCore.start();
    put(core, 'depot.json', PACK);
    await core.charger('1.6');
    const [key] = [PACK.keys[1].key];
    const read = await core.read();
    const value = read.items.find(({ address }) => address === key)?.value ?? '';
    expect(value).not.toBe('');
    const run = await core.change({ [key]: 'blue' });
    expect(run.steps).toMatchObject([{ address: key, isSecret: true, state: 'accepted' }]);
    expect(JSON.stringify(run.steps)).not.toContain('blue');
    const { id } = await core.client.call('snapshot.take', { stationId: 'CP-1', isLatest: true });
    const { configuration } = await core.client.call('snapshot.read', { id });
    expect(configuration.items.find(({ address }) => address === key)?.value).toBeUndefined();
    const template = JSON.stringify({ name: 'A', rules: [{ key, equals: '50' }] });
    const params = { text: template, stationIds: ['CP-1'] };
    expect(await failureOf(core.client.call('template.check', params))).toMatchObject({
      code: 'invalid-params',
      message: expect.stringContaining('must not stand in a template') as string,
    });
  });

  it('say so before anything was read, too', async () => {
    const core = await ConfigurationCore.start();
    put(core, 'depot.json', { ...PACK, match: [{ key: ['Kerbside.DisplayGreeting'] }] });
    await core.client.call('makerPacks.reload', {});
    await core.charger('1.6');
    const run = await core.change({ 'Kerbside.LedColor': 'blue' });
    expect(run.steps).toMatchObject([{ isSecret: true }]);
  });

  it('that are wrong are told with file, line and field, and the others are in use', async () => {
    const core = await ConfigurationCore.start();
    put(core, 'depot.json', PACK);
    put(core, 'wrong.json', { ...PACK, id: 'wrong', keys: [{ ...PACK.keys[0], acces: 'x' }] });
    put(core, 'torn.json', '{\n  "kerbside": "maker-pack",\n  "id": "a" "b"');
    const { packs, problems } = await core.client.call('makerPacks.reload', {});
    expect(packs.filter(({ file }) => file !== undefined).map(({ id }) => id)).toEqual(['depot']);
    expect(problems.map(packProblemText)).toEqual([
      expect.stringMatching(/^torn\.json, line 3: It is not valid JSON/),
      expect.stringMatching(
        /^wrong\.json, line \d+, keys\.0\.acces: In the key “Kerbside.DisplayGreeting” \(number 1\)/,
      ),
    ]);
  });

  it('are read whole by their ids', async () => {
    const core = await ConfigurationCore.start();
    put(core, 'depot.json', PACK);
    const { revision } = await core.client.call('makerPacks.list', {});
    const read = await core.client.call('makerPacks.read', { ids: ['depot', 'gone'] });
    expect(read.revision).toBe(revision);
    expect(read.packs).toEqual([PACK]);
  });

  it('have their folder told on this computer only', async () => {
    const core = await ConfigurationCore.start();
    const far = core.clientFrom('far');
    put(core, 'depot.json', PACK);
    expect(await core.client.call('makerPacks.locate', {})).toEqual({ path: core.packsFolder });
    expect(await failureOf(far.call('makerPacks.locate', {}))).toMatchObject({ code: 'permission' });
    const listed = await far.call('makerPacks.list', {});
    expect(listed.packs[0]).toMatchObject({ file: 'depot.json' });
    expect(JSON.stringify(listed)).not.toContain(core.packsFolder);
  });

  it('tell where a charger is pointed to', async () => {
    const core = await ConfigurationCore.start();
    await core.charger('1.6');
    await core.read();
    const rolesOf = async (): Promise<Record<string, string>> => {
      const params = { stationId: 'CP-1', isLatest: true };
      const { items } = await core.client.call('backend.read', params);
      return Object.fromEntries(items.map(({ address, role }) => [address, role]));
    };
    expect(await rolesOf()).not.toHaveProperty('Kerbside.DisplayGreeting');
    const [name] = PACK.keys;
    put(core, 'depot.json', {
      ...PACK,
      keys: [{ ...name, type: 'string', values: undefined, role: 'backend-url' }],
    });
    await core.client.call('makerPacks.list', {});
    expect(await rolesOf()).toMatchObject({ 'Kerbside.DisplayGreeting': 'backend-url' });
  });
});
