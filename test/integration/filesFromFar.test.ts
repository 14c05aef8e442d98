import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCore, type Core } from '../../electron/core/index.ts';
import { practice } from '../../electron/practice/practice.ts';
import { originOf } from '../../electron/serve/originOf.ts';
import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import type { LinkOrigin } from '../../shared/contract/handlers.ts';
import { memoryLinkPair } from '../../shared/contract/memoryLink.ts';
import { failureOf } from '../contract/connected.ts';
import { Trace } from '../../electron/core/trace/trace.ts';
import { temporaryFolder } from '../core/trace/sessions.ts';

const FRAME = '[2,"1","Heartbeat",{}]';

async function core(sessionsFolder: string): Promise<Core> {
  const started = await createCore({
    version: '0.0.0',
    host: '127.0.0.1',
    port: 0,
    sessionFile: join(sessionsFolder, 'running.kerbside'),
    sessionsFolder,
    practice,
    log: () => undefined,
  });
  onTestFinished(async () => {
    await started.close();
  });
  return started;
}

function clientOf(served: Core, origin?: LinkOrigin): ContractClient {
  const [ours, theirs] = memoryLinkPair();
  served.serve(theirs, origin);
  const client = createClient(ours);
  onTestFinished(() => client.close());
  return client;
}

async function session(path: string): Promise<string> {
  await Trace.open(path).close();
  return path;
}

describe('files of this computer, by their paths', () => {
  it('are opened and imported for programs of this computer', async () => {
    const elsewhere = temporaryFolder();
    const client = clientOf(await core(temporaryFolder()));
    const log = join(elsewhere, 'a.jsonl');
    writeFileSync(log, FRAME);
    expect(await client.call('import.preview', { source: { path: log }, options: {} })).toMatchObject({
      calls: 1,
    });
    const path = await session(join(elsewhere, 'visit.kerbside'));
    expect(await client.call('trace.open', { path })).toHaveProperty('trace');
  });

  it('are refused to other devices, whether they are there or not; nothing is read', async () => {
    const client = clientOf(await core(temporaryFolder()), 'far');
    const path = await session(join(temporaryFolder(), 'visit.kerbside'));
    for (const named of [path, join(temporaryFolder(), 'none.log')]) {
      const refusals = await Promise.all([
        failureOf(client.call('trace.open', { path: named })),
        failureOf(client.call('import.preview', { source: { path: named }, options: {} })),
        failureOf(client.call('import.start', { source: { path: named }, options: {} })),
      ]);
      for (const refusal of refusals) {
        expect(refusal).toMatchObject({
          code: 'permission',
          message: expect.stringContaining('only on the computer that Kerbside runs on') as string,
          hint: expect.stringContaining('Choose the file on this device') as string,
        });
      }
    }
  });

  it('other devices open the sessions of the list, and send the files that they have', async () => {
    const folder = temporaryFolder();
    const served = await core(folder);
    const path = await session(join(folder, 'visit.kerbside'));
    const far = clientOf(served, 'far');
    expect(await far.call('trace.open', { path })).toHaveProperty('trace');
    const upload = await served.takeUpload('a.jsonl', Readable.from([FRAME]));
    expect(await far.call('import.preview', { source: { upload }, options: {} })).toMatchObject({ calls: 1 });
    // What was opened on this computer is in the list, wherever it lies.
    const outside = await session(join(temporaryFolder(), 'outside.kerbside'));
    await clientOf(served).call('trace.open', { path: outside });
    await expect.poll(() => far.call('trace.open', { path: outside }).catch(() => undefined)).toBeDefined();
  });

  it('sticks are named on this computer only', async () => {
    const folder = temporaryFolder();
    const served = await core(temporaryFolder());
    const far = clientOf(served, 'far');
    const wish = { purpose: 'fetch', folder } as const;
    for (const asked of [
      far.call('stick.plan', wish),
      far.call('stick.write', { ...wish, password: 'x' }),
      far.call('stick.read', { folder }),
      far.call('stick.take', { folder }),
      far.call('stick.removePassword', { folder }),
    ]) {
      expect(await failureOf(asked)).toMatchObject({ code: 'permission' });
    }
    expect(await far.call('stick.found', {})).toEqual({ folders: [] });
    expect(readdirSync(folder)).toEqual([]);
    await clientOf(served).call('stick.write', { ...wish, password: 'x' });
    expect(readdirSync(folder).sort()).toEqual(['FIELD_ENGINEER', 'USB_PASSWORD']);
  });

  it('a way out of the folder of sessions is none', async () => {
    const folder = temporaryFolder();
    const far = clientOf(await core(folder), 'far');
    const path = join(folder, '..', 'outside.kerbside');
    expect(await failureOf(far.call('trace.open', { path }))).toMatchObject({ code: 'permission' });
  });
});

it.each([
  ['127.0.0.1', 'here'],
  ['127.1.2.3', 'here'],
  ['::1', 'here'],
  ['::ffff:127.0.0.1', 'here'],
  ['192.168.1.20', 'far'],
  ['::ffff:192.168.1.20', 'far'],
  ['fe80::1', 'far'],
  ['127.0.0.1.example', 'far'],
  [undefined, 'far'],
])('a browser at %s is %s', (address, origin) => {
  expect(originOf(address)).toBe(origin);
});
