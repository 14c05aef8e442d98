import { rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createCore, type Core } from '../../electron/core/index.ts';
import { createPracticePort } from '../../electron/practice/port/createPracticePort.ts';
import { practice } from '../../electron/practice/practice.ts';
import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import { memoryLinkPair } from '../../shared/contract/memoryLink.ts';
import type { PortBanner, PortState } from '../../shared/service-port/portState.ts';
import { notes, recordsIn } from './sessionFiles.ts';

const profileText = (id = 'site-box', title = 'Firmware', type = 'text'): string => `schema: 1
id: ${id}
name: Box of the site
driver: rapi
evidence: {level: hardware, source: this test}
line: {bauds: [115200], formats: [8N1], sequenceIds: true}
identify: [{command: version}]
commands:
  - {key: version, send: GV, meaning: version, isReading: true, reply: [{name: firmware}, {name: protocol}]}
items:
  - {key: siteFirmware, title: ${title}, type: ${type}, read: {command: version, field: firmware}}
`;

/** One for all: each test has a charger and a file of its own. */
let core: Core;
let client: ContractClient;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kerbside-changed-'));
  core = await createCore({
    version: '0.0.0',
    host: '127.0.0.1',
    port: 0,
    sessionsFolder: folder,
    dataFolder: folder,
    tls: 'off',
    practice,
    log: () => undefined,
  });
  const [ours, theirs] = memoryLinkPair();
  core.serve(theirs);
  client = createClient(ours);
});
afterAll(async () => {
  client.close();
  await core.close();
  await rm(folder, { recursive: true });
});

interface Bench {
  path: string;
  file: string;
  save: (text: string) => Promise<void>;
  port: () => PortState;
  titles: () => Promise<string[]>;
}

/** A RAPI practice charger on a cable, and a file in the folder of profiles that is not there yet; nothing is open. */
async function start(): Promise<Bench> {
  const device = await createPracticePort({ device: 'rapi', habits: ['fast', 'session=0'] });
  const { path } = device;
  const file = join(folder, 'port-profiles', 'box.yaml');
  onTestFinished(async () => {
    await client.call('port.close', { path });
    await device.stop();
    rmSync(file, { force: true });
    await client.call('portProfiles.list', {});
  });
  const ports = new Map<string, PortState>();
  const take = (state: PortState): void => void ports.set(state.port.path, state);
  client.subscribe('ports', {}, { snapshot: (all) => all.forEach(take), change: take });
  return {
    path,
    file,
    // The list is that of the folder as it is, so nobody has to wait for the system to tell.
    save: async (text) => {
      writeFileSync(file, text);
      await client.call('portProfiles.list', {});
    },
    port: () => {
      const state = ports.get(path);
      if (state === undefined) throw new Error('The port was not told of.');
      return state;
    },
    titles: async () => (await client.call('port.items', { path })).map(({ title }) => title),
  };
}

/** The port as the topic tells it, once its banners are these. */
async function bannered({ path }: Bench, codes: string[]): Promise<readonly PortBanner[]> {
  return new Promise((resolve) => {
    const look = ({ port, banners }: PortState): void => {
      if (port.path !== path || banners.map(({ code }) => code).join() !== codes.join()) return;
      resolve(banners);
      // A snapshot is told before the subscription is answered.
      queueMicrotask(() => stop());
    };
    const stop = client.subscribe('ports', {}, { snapshot: (all) => all.forEach(look), change: look });
  });
}

describe('a profile of the technician while its port is open', () => {
  it('that comes is taken by name right after it was saved; changed, the device is asked with it at the technician’s word', async () => {
    const bench = await start();
    const { path, file, save } = bench;
    await client.call('port.open', { path });
    await expect(client.call('port.open', { path, profileId: 'site-box' })).rejects.toMatchObject({
      code: 'not-found',
    });
    writeFileSync(file, profileText());
    await expect(client.call('port.open', { path, profileId: 'site-box' })).resolves.toMatchObject({
      phase: 'ready',
      profileId: 'site-box',
      banners: [],
    });
    expect(await bench.titles()).toContain('Firmware');

    // Nobody asks for the list: the system tells that the file was changed.
    writeFileSync(file, profileText('site-box', 'Version'));
    await expect(bannered(bench, ['profile-changed'])).resolves.toMatchObject([
      { level: 'info', sentence: 'The profile “Box of the site” was changed (box.yaml).' },
    ]);
    expect(await bench.titles()).toContain('Firmware');
    await expect(client.call('port.read', { path, keys: ['siteFirmware'] })).resolves.toMatchObject([
      { key: 'siteFirmware', value: expect.stringMatching(/^\d/) },
    ]);
    await client.call('port.identify', { path });
    expect(await bench.titles()).toContain('Version');
    await bannered(bench, []);
    await save(`${profileText('site-box', 'Version')}# the same\n`);
    await client.call('port.read', { path, keys: ['siteFirmware'] });
    expect(bench.port().banners).toEqual([]);
    await client.call('port.close', { path });
    expect(notes(recordsIn(core.sessionPath)).join('\n')).toContain(
      'takes the profile “Box of the site” as it was changed',
    );
  });

  it('that breaks stays as it was, and the port says which line; mended, it is changed', async () => {
    const bench = await start();
    const { path, save } = bench;
    await save(profileText());
    await client.call('port.open', { path, profileId: 'site-box' });
    await save(profileText('site-box', 'Version', 'txt'));
    await expect(bannered(bench, ['profile-faulty'])).resolves.toMatchObject([
      {
        level: 'warning',
        sentence: expect.stringContaining('box.yaml, line 11, items[0].type: is “txt”, but must be one of'),
      },
    ]);
    await client.call('port.identify', { path });
    expect(await bench.titles()).toContain('Firmware');
    await save(profileText('site-box', 'Version'));
    await bannered(bench, ['profile-changed']);
  });

  it('whose file goes stays until the port is closed', async () => {
    const bench = await start();
    const { path, file, save } = bench;
    await save(profileText());
    await client.call('port.open', { path, profileId: 'site-box' });
    rmSync(file);
    const kept = await client.call('portProfiles.list', {});
    expect(kept.profiles.map(({ id }) => id)).toContain('site-box');
    expect(kept.troubles).toMatchObject([
      { file: 'box.yaml', sentence: expect.stringContaining('in no file any more') },
    ]);
    await expect(bannered(bench, ['profile-gone'])).resolves.toMatchObject([
      {
        sentence: 'The file box.yaml of the profile “Box of the site” is gone.',
        remedy: 'The port goes on with it until it is closed.',
      },
    ]);
    await expect(client.call('port.identify', { path })).resolves.toMatchObject({
      confidence: expect.any(String),
    });
    await expect(
      client.call('port.open', { path, profileId: 'site-box', line: { baud: 57_600 } }),
    ).resolves.toMatchObject({
      phase: 'ready',
    });
    await bannered(bench, ['profile-gone']);
    expect((await client.call('port.close', { path })).banners).toEqual([]);
    const after = await client.call('portProfiles.list', {});
    expect(after.profiles.map(({ id }) => id)).not.toContain('site-box');
    expect(after.troubles).toEqual([]);
    await expect(client.call('port.open', { path, profileId: 'site-box' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('that gets another id is told of by its new name; one in place of a built-in that goes gives way to that', async () => {
    const bench = await start();
    const { path, file, save } = bench;
    await save(profileText());
    await client.call('port.open', { path, profileId: 'site-box' });
    await save(profileText('openevse-rapi', 'Version'));
    await expect(bannered(bench, ['profile-gone'])).resolves.toMatchObject([
      {
        sentence:
          'The file box.yaml of the profile “Box of the site” holds “Box of the site” (openevse-rapi).',
        remedy: expect.stringContaining('Open the port with openevse-rapi'),
      },
    ]);
    await client.call('port.open', { path, profileId: 'openevse-rapi' });
    expect(await bench.titles()).toContain('Version');
    rmSync(file);
    await client.call('portProfiles.list', {});
    await expect(bannered(bench, ['profile-changed'])).resolves.toMatchObject([
      { sentence: expect.stringContaining('the built-in “OpenEVSE (RAPI)” has taken its place') },
    ]);
    await client.call('port.identify', { path });
    expect(await bench.titles()).not.toContain('Version');
  });

  it('is not changed while the configuration of the charger is read', async () => {
    const bench = await start();
    const { path, save } = bench;
    await save(profileText());
    const { cableId } = await client.call('port.open', { path, profileId: 'site-box' });
    await save(profileText('site-box', 'Version'));
    const reading = client.call('configuration.read', { stationId: cableId });
    const opening = client.call('port.open', { path, profileId: 'site-box' });
    await expect(opening).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringContaining('is being read'),
    });
    await expect(reading).resolves.toMatchObject({ isWhole: true });
    await client.call('port.open', { path, profileId: 'site-box' });
    expect(await bench.titles()).toContain('Version');
  });
});
