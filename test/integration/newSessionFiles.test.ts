import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { ContractClient } from '../../shared/contract/client.ts';
import { failureOf } from '../contract/connected.ts';
import { RawStation } from '../core/central/rawStation.ts';
import { temporaryFolder } from '../core/trace/sessions.ts';
import {
  BOOT,
  clientOf,
  frames,
  notes,
  recordsIn,
  snapshotOf,
  startWithFolder,
  stationsOf,
} from './sessionFiles.ts';

/** A disk with hardly any room, where the system lets tests have one. */
const SMALL_DISK = smallDisk();
afterAll(() => {
  if (SMALL_DISK.isThere) execFileSync('umount', [SMALL_DISK.folder]);
  rmSync(SMALL_DISK.folder, { recursive: true, force: true });
});

function smallDisk(): { folder: string; isThere: boolean } {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-small-'));
  if (process.platform !== 'linux') return { folder, isThere: false };
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', folder]);
  return { folder, isThere: mounted.status === 0 };
}

const runningPath = async (client: ContractClient): Promise<string> =>
  (await snapshotOf(client, 'session')).path;

describe('another session', () => {
  it('keeps port, certificate and practice chargers; the one before stays in the list and opens', async () => {
    const { core, client, first, folder } = await startWithFolder({ tls: true });
    const { listening } = core;
    await client.call('practice.start', { version: '1.6', plug: false });
    const { path } = await client.call('session.begin', {
      fileName: 'Second site',
      title: 'B',
      site: 'Dock',
    });
    expect(path).toBe(join(folder, 'Second site.kerbside'));
    expect(core.listening).toEqual(listening);
    expect(await snapshotOf(client, 'session')).toMatchObject({
      path,
      title: 'B',
      site: 'Dock',
      recording: 'on',
    });
    const { trace } = await client.call('trace.open', { path: first });
    expect(trace).toBe('first');
    expect((await client.call('trace.stats', { trace: 'first' })).records).toBeGreaterThan(0);
    expect(await client.call('trace.open', { path })).toEqual({});
    expect(readdirSync(folder).filter((name) => name.endsWith('-lock'))).toEqual([
      'Second site.kerbside-lock',
    ]);
    const { entries } = await snapshotOf(client, 'sessions');
    expect(entries.map((entry) => `${entry.fileName} ${entry.state}`).toSorted()).toEqual([
      'Second site.kerbside running',
      'first.kerbside closed',
    ]);
    const cert = await fetch(`http://127.0.0.1:${core.listening.port}/`);
    expect(cert.ok).toBe(true);
  });

  it('is shown to clients that were there before: new snapshots, and views of the file before end', async () => {
    const { client, url } = await startWithFolder();
    const station = await RawStation.connect(`${url}/CP1`);
    await station.ask('BootNotification', BOOT);
    const sessions: string[] = [];
    client.subscribe(
      'session',
      {},
      {
        snapshot: ({ name }) => sessions.push(name),
        change: () => undefined,
      },
    );
    const { view } = await client.call('view.open', { filter: {} });
    const ended = new Promise<string>((resolve) => {
      client.subscribe(
        'view',
        { view },
        {
          snapshot: () => undefined,
          change: () => undefined,
          ended: ({ code }) => resolve(code),
        },
      );
    });
    await client.call('session.begin', { fileName: 'two' });
    expect(await ended).toBe('not-found');
    expect(sessions).toEqual(['first', 'two']);
    expect(await failureOf(client.call('view.rows', { view, from: 0, count: 1 }))).toMatchObject({
      code: 'not-found',
    });
    const second = await client.call('view.open', { filter: {} });
    expect(second.view).not.toBe(view);
    const { rows } = await client.call('view.rows', { view: second.view, from: 0, count: 10 });
    expect(rows.map(({ kind }) => kind)).toEqual(['note', 'connect', 'note']);
    expect(await snapshotOf(client, 'attempts')).toEqual([]);
  });

  it('an export that was on offer is still that of the file before', async () => {
    const { core, client, url } = await startWithFolder();
    const station = await RawStation.connect(`${url}/CP1`);
    await station.ask('BootNotification', BOOT);
    const { ticket } = await client.call('export.prepare', { format: 'jsonl', filter: {} });
    await client.call('session.begin', {});
    const body = core.takeDownload(ticket)?.body;
    expect(body === undefined ? '' : await text(body)).toContain('BootNotification');
  });

  it('may be one that is there already: it is gone on with, behind what it has', async () => {
    const { client, first, url, core } = await startWithFolder();
    const station = await RawStation.connect(`${url}/CP1`);
    await station.ask('BootNotification', BOOT);
    station.socket.close();
    while ((await stationsOf(client)).some(({ connected }) => connected)) await nextTurn();
    await client.call('session.begin', {});
    expect(await stationsOf(client)).toEqual([]);
    const other = await RawStation.connect(`${url}/CP2`);
    await other.ask('BootNotification', BOOT);
    const opened = await client.call('trace.open', { path: first });
    expect(opened.trace).toBe('first');
    const before = recordsIn(first).length;
    expect(await client.call('session.begin', { path: first })).toEqual({ path: first });
    expect((await stationsOf(client)).map(({ id, connected }) => `${id} ${connected}`).toSorted()).toEqual([
      'CP1 false',
      'CP2 true',
    ]);
    const again = await RawStation.connect(`${url}/CP1`);
    await again.ask('Heartbeat', {}, 'back');
    await core.close();
    const records = recordsIn(first);
    expect(records.map(({ seq }) => seq)).toEqual(records.map((_, index) => index + 1));
    expect(records[before]?.raw).toMatch(/^The session begins here/);
    expect(frames(records).at(-2)).toContain('"back"');
    const ids = attemptsIn(first).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('at the size limit everything kept in memory is in the file that is left; the limit holds for the next', async () => {
    const { client, first, url, core } = await startWithFolder();
    const station = await RawStation.connect(`${url}/CP1`);
    await station.ask('BootNotification', BOOT);
    await client.call('session.limit', { maxBytes: 1 });
    while ((await snapshotOf(client, 'session')).recording !== 'paused') await nextTurn();
    await station.ask('Heartbeat', {}, 'kept');
    await client.call('session.begin', {});
    expect(frames(recordsIn(first)).join('\n')).toContain('"kept"');
    expect((await snapshotOf(client, 'session')).maxBytes).toBe(1);
    await client.call('session.limit', {});
    await station.ask('Heartbeat', {}, 'after');
    expect((await core.close()).unsavedRecords).toBe(0);
  });
});

describe('another session is not begun, and the running one goes on,', () => {
  it('while a configuration is being read', async () => {
    const { client, first, folder, url } = await startWithFolder();
    const station = await RawStation.connect(`${url}/CP1`);
    await station.ask('BootNotification', BOOT);
    const stop = new AbortController();
    const options = { signal: stop.signal, abortWaitMs: 5000 };
    const reading = client.call('configuration.read', { stationId: 'CP1' }, options);
    await station.nextFrame();
    expect(await failureOf(client.call('session.begin', {}))).toMatchObject({
      code: 'busy',
      message: 'The configuration of CP1 is being read. So no other session was begun.',
    });
    expect(await runningPath(client)).toBe(first);
    expect(readdirSync(folder).filter((name) => name.endsWith('.kerbside'))).toEqual(['first.kerbside']);
    stop.abort();
    expect(await failureOf(reading)).toMatchObject({ code: 'cancelled' });
    expect((await client.call('session.begin', {})).path).not.toBe(first);
  });

  it('while its file cannot be written', async () => {
    const { client, first, folder, url, core } = await startWithFolder();
    const station = await RawStation.connect(`${url}/CP1`);
    await station.ask('BootNotification', BOOT);
    const other = new DatabaseSync(first);
    other.exec('BEGIN IMMEDIATE');
    await station.ask('Heartbeat', {}, 'waits');
    const failure = await failureOf(client.call('session.begin', {}));
    expect(failure.code).toBe('io');
    expect(failure.message).toMatch(
      /first\.kerbside does not have all of its records yet\. Another program holds/,
    );
    expect(await runningPath(client)).toBe(first);
    expect(readdirSync(folder).filter((name) => name.endsWith('.kerbside'))).toEqual(['first.kerbside']);
    other.exec('ROLLBACK');
    other.close();
    const { path } = await client.call('session.begin', {});
    await core.close();
    const records = recordsIn(first);
    expect(frames(records).join('\n')).toContain('"waits"');
    expect(notes(records).filter((text) => text.startsWith('The session ends here'))).toHaveLength(1);
    expect(frames(recordsIn(path))).toEqual([]);
  });

  it('where the folder or the file cannot be had', async () => {
    const { client, first, folder } = await startWithFolder();
    const begin = (wanted: {
      path?: string;
      fileName?: string;
    }): Promise<{ code: string; message: string }> => failureOf(client.call('session.begin', wanted));
    expect(await begin({ path: join(folder, 'none', 'x.kerbside') })).toMatchObject({ code: 'io' });
    expect(await begin({ path: first })).toMatchObject({ code: 'conflict' });
    expect(await begin({ fileName: 'first' })).toMatchObject({ code: 'conflict' });
    expect(await begin({ fileName: '../x' })).toMatchObject({ code: 'invalid-params' });
    const wrong = join(folder, 'text.kerbside');
    writeFileSync(wrong, 'This is no session file, whatever its name says. '.repeat(50));
    expect((await begin({ path: wrong })).message).toContain('text.kerbside');
    expect(existsSync(wrong)).toBe(true);
    mkdirSync(join(folder, 'folder.kerbside'));
    expect((await begin({ path: join(folder, 'folder.kerbside') })).message).toContain('folder.kerbside');
    expect(readdirSync(folder).sort()).toEqual([
      'first.kerbside',
      'first.kerbside-lock',
      'first.kerbside-shm',
      'first.kerbside-wal',
      'folder.kerbside',
      'text.kerbside',
    ]);
    expect(await runningPath(client)).toBe(first);
  });

  it.skipIf(!SMALL_DISK.isThere)('where the disk is full', async () => {
    const { client, first } = await startWithFolder();
    const path = join(SMALL_DISK.folder, 'x.kerbside');
    expect(await failureOf(client.call('session.begin', { path }))).toMatchObject({
      code: 'io',
      message: `There is no room left on the disk for the session file ${path}.`,
    });
    expect(readdirSync(SMALL_DISK.folder)).toEqual([]);
    expect(await runningPath(client)).toBe(first);
  });

  it('where the folder of the sessions has become something else', async () => {
    const sessionFile = join(temporaryFolder(), 'first.kerbside');
    const { client, folder } = await startWithFolder({ sessionFile });
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    const failure = await failureOf(client.call('session.begin', {}));
    expect(failure).toMatchObject({ code: 'permission' });
    expect(failure.message).toContain(folder);
    expect(await runningPath(client)).toBe(sessionFile);
  });

  it('for a client on another device that names a file of this computer', async () => {
    const { core, client, folder, first } = await startWithFolder();
    const far = clientOf(core, 'far');
    const elsewhere = join(temporaryFolder(), 'x.kerbside');
    expect(await failureOf(far.call('session.begin', { path: elsewhere }))).toMatchObject({
      code: 'permission',
    });
    expect(existsSync(elsewhere)).toBe(false);
    expect(await runningPath(client)).toBe(first);
    const { path } = await far.call('session.begin', { fileName: 'far' });
    expect(path).toBe(join(folder, 'far.kerbside'));
    expect(await far.call('session.begin', { path: first })).toEqual({ path: first });
  });

  it('while another one is being begun', async () => {
    const { client } = await startWithFolder();
    const both = await Promise.allSettled([
      client.call('session.begin', {}),
      client.call('session.begin', {}),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});

function attemptsIn(path: string): { id: number }[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database
      .prepare('SELECT json FROM attempt')
      .all()
      .map((row) => JSON.parse(String(row['json'])) as { id: number });
  } finally {
    database.close();
  }
}
