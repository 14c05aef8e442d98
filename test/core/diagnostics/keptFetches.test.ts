import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCore, mergeSessions, openTraceFile, type Core } from '../../../electron/core/index.ts';
import type { ExportOptions } from '../../../electron/core/trace/export/exportTrace.ts';
import { Trace } from '../../../electron/core/trace/trace.ts';
import { readFetches } from '../../../electron/core/trace/store/fetchStore.ts';
import { openSessionForReading } from '../../../electron/core/trace/file/sessionReader.ts';
import { practice } from '../../../electron/practice/practice.ts';
import { createClient, type ContractClient } from '../../../shared/contract/client.ts';
import type { LinkOrigin } from '../../../shared/contract/handlers.ts';
import { memoryLinkPair } from '../../../shared/contract/memoryLink.ts';
import type { DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import { temporaryFolder } from '../files/fileCore.ts';
import { sampleFile } from '../files/sampleFile.ts';
import { upload } from './fetchCore.ts';
import { LogStation } from './logStation.ts';

async function start(folder: string): Promise<Core> {
  return createCore({
    version: '0.0.0',
    host: '127.0.0.1',
    port: 0,
    sessionFile: join(folder, 'visit.kerbside'),
    sessionsFolder: folder,
    practice,
    log: () => undefined,
  });
}

function clientOf(core: Core, origin: LinkOrigin): ContractClient {
  const [near, far] = memoryLinkPair();
  core.serve(far, origin);
  return createClient(near);
}

function received(client: ContractClient, id: string): Promise<DiagnosticsFetch> {
  return new Promise((resolve) => {
    const look = (fetch: DiagnosticsFetch): void => {
      if (fetch.id !== id || fetch.state !== 'received') return;
      queueMicrotask(() => stop());
      resolve(fetch);
    };
    const stop = client.subscribe('diagnostics', {}, { snapshot: (all) => all.forEach(look), change: look });
  });
}

/** As a Kerbside that was killed leaves it. */
async function killedInTheMiddle(folder: string, chosen?: string): Promise<DiagnosticsFetch> {
  const core = await start(folder);
  const client = clientOf(core, 'here');
  const station = await LogStation.connect(`ws://127.0.0.1:${core.listening.port}`, '2.0.1');
  station.answers.set('GetLog', () => ({ status: 'Accepted', filename: 'log.zip' }));
  const { id } = await client.call('diagnostics.fetch', {
    stationId: 'CP-1',
    ...(chosen === undefined ? {} : { folder: chosen }),
  });
  await station.next('GetLog');
  await core.close();
  const trace = Trace.open(join(folder, 'visit.kerbside'));
  const [kept] = trace.fetches.load();
  if (kept?.id !== id) throw new Error('it was not kept');
  const open: DiagnosticsFetch = { ...kept, state: 'uploading', isOpen: true, steps: kept.steps.slice(0, 1) };
  trace.fetches.save(open);
  await trace.close();
  return open;
}

describe('fetches of a session', () => {
  it('that was killed leave nothing of their files, and say so; no other file is touched', async () => {
    const folder = temporaryFolder();
    const { folder: into } = await killedInTheMiddle(folder);
    mkdirSync(join(into, 'deeper'), { recursive: true });
    const part = '.kerbside-0123456789abcdef.part';
    const others = [
      join(into, '.kerbside-0123456789abcde.part'),
      join(into, 'log.part'),
      join(into, 'deeper', part),
      join(folder, part),
    ];
    for (const path of [join(into, part), ...others]) writeFileSync(path, 'x'.repeat(3000));
    const target = join(folder, 'target');
    writeFileSync(target, 'kept');
    symlinkSync(target, join(into, '.kerbside-fedcba9876543210.part'));
    const again = await start(folder);
    const client = clientOf(again, 'here');
    const fetch = await new Promise<DiagnosticsFetch>((resolve) => {
      const look = (one: DiagnosticsFetch): void => {
        if (one.steps.at(-1)?.code === 'part-removed') resolve(one);
      };
      client.subscribe('diagnostics', {}, { snapshot: (all) => all.forEach(look), change: look });
    });
    expect(fetch).toMatchObject({ state: 'cancelled', isOpen: false });
    expect(fetch.steps.at(-1)?.sentence).toContain('(3 kB) was removed');
    expect(existsSync(join(into, part))).toBe(false);
    for (const path of others) expect([path, existsSync(path)]).toEqual([path, true]);
    expect(readFileSync(join(into, '.kerbside-fedcba9876543210.part'), 'utf8')).toBe('kept');
    await again.close();
  });

  it('that was killed leave nothing in a folder that was chosen, either; parts of others stay', async () => {
    const folder = temporaryFolder();
    const chosen = temporaryFolder();
    const { partMark = '' } = await killedInTheMiddle(folder, chosen);
    expect(partMark).toMatch(/^[0-9a-f]{8}$/);
    const part = join(chosen, `.kerbside-${partMark}01234567.part`);
    const mark = partMark.startsWith('0') ? '11111111' : '00000000';
    const others = [`.kerbside-${mark}01234567.part`, `.kerbside-${partMark}0123456.part`, 'log.zip'];
    for (const name of [part, ...others.map((other) => join(chosen, other))]) {
      writeFileSync(name, 'x'.repeat(3000));
    }
    const again = await start(folder);
    const client = clientOf(again, 'here');
    const fetch = await new Promise<DiagnosticsFetch>((resolve) => {
      const look = (one: DiagnosticsFetch): void => {
        if (one.steps.at(-1)?.code === 'part-removed') resolve(one);
      };
      client.subscribe('diagnostics', {}, { snapshot: (all) => all.forEach(look), change: look });
    });
    expect(fetch.steps.at(-1)?.sentence).toContain('(3 kB) was removed');
    expect(existsSync(part)).toBe(false);
    for (const name of others) expect([name, existsSync(join(chosen, name))]).toEqual([name, true]);
    await again.close();
  });

  it('of an opened session are listed, and nothing of the running one with them', async () => {
    const folder = temporaryFolder();
    const { id } = await killedInTheMiddle(folder);
    const core = await start(temporaryFolder());
    const client = clientOf(core, 'here');
    const { trace } = await client.call('trace.open', { path: join(folder, 'visit.kerbside') });
    expect(await client.call('diagnostics.list', { trace })).toMatchObject([{ id }]);
    expect(await client.call('diagnostics.list', { trace, stationId: 'CP-2' })).toEqual([]);
    expect(await client.call('diagnostics.list', {})).toEqual([]);
    await expect(client.call('diagnostics.list', { trace: 'none' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await core.close();
  });

  it('come along when it is cut, and tell no secret where that is asked', async () => {
    const folder = temporaryFolder();
    const open = await killedInTheMiddle(folder);
    const trace = Trace.open(join(folder, 'visit.kerbside'));
    const token = 'abcdefghjkmnpqrs';
    trace.fetches.save({
      ...open,
      location: `http://192.168.7.5:8887/f/${token}/`,
      fileName: 'log.zip',
      file: {
        path: join(open.folder, 'log.zip'),
        name: 'log.zip',
        sentName: '/home/charger/log.zip',
        sizeBytes: 1,
        sha256: 'ab',
        receivedAt: 1,
      },
      steps: [
        ...open.steps,
        {
          at: 1,
          code: 'received',
          level: 'good',
          sentence: `Asked to upload to http://192.168.7.5:8887/f/${token}/. It lies in ${open.folder}.`,
          remedy: 'Connected from 192.168.7.9.',
        },
      ],
    });
    trace.store.settle();
    const cut = async (options: ExportOptions): Promise<DiagnosticsFetch | undefined> => {
      const path = join(folder, `cut-${Math.random()}.kerbside`);
      writeFileSync(path, await buffer(trace.export('kerbside', options)));
      const session = openSessionForReading(path);
      const [fetch] = readFetches(session.database);
      session.close();
      return fetch;
    };
    expect(await cut({})).toMatchObject({ id: open.id, folder: open.folder });
    const redacted = await cut({ redaction: { stations: true } });
    expect(redacted).toMatchObject({
      id: open.id,
      state: 'uploading',
      file: { name: 'log.zip', sentName: 'log.zip', path: '…/log.zip', sha256: 'ab' },
    });
    const text = JSON.stringify(redacted);
    for (const secret of [folder, open.folder, '192.168.7', token, 'CP-1', '/home/charger']) {
      expect(text).not.toContain(secret);
    }
    expect(redacted?.steps.at(-1)?.sentence).toMatch(
      /^Asked to upload to http:.*\/f\/SECRET-\d+\/\. It lies in …\.$/,
    );
    await trace.close();
  });

  it('are kept with the session, and come along when it is merged', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kerbside-kept-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const core = await start(folder);
    const client = clientOf(core, 'far');
    const station = await LogStation.connect(`ws://127.0.0.1:${core.listening.port}`, '2.0.1');
    station.answers.set('GetLog', () => ({ status: 'Accepted', filename: 'log.zip' }));
    // Whoever is far may ask for a log, but not choose a place on this computer.
    await expect(
      client.call('diagnostics.fetch', { stationId: 'CP-1', folder: '/tmp/elsewhere' }),
    ).rejects.toMatchObject({ code: 'permission' });
    const { id } = await client.call('diagnostics.fetch', { stationId: 'CP-1' });
    const { log } = (await station.next('GetLog')) as { log: { remoteLocation: string } };
    const file = sampleFile(2000);
    await upload(log.remoteLocation, 'log.zip', file.bytes);
    const done = await received(client, id);
    expect(done.file?.path).toBe(join(folder, 'visit files', 'CP-1', 'log.zip'));
    const { ticket, fileName } = await client.call('diagnostics.save', { id });
    const download = core.takeDownload(ticket);
    const chunks: Buffer[] = [];
    for await (const chunk of download?.body ?? []) chunks.push(chunk as Buffer);
    expect({ fileName, isSame: Buffer.concat(chunks).equals(file.bytes) }).toEqual({
      fileName: 'log.zip',
      isSame: true,
    });
    // The desktop program shows it in its folder, and takes nothing but sessions away.
    const path = done.file?.path ?? '';
    expect(await core.sessionFiles(path, { isLeaving: false })).toEqual([path]);
    await expect(core.sessionFiles(path, { isLeaving: true })).rejects.toMatchObject({ code: 'not-found' });
    const waiting = await client.call('diagnostics.fetch', { stationId: 'CP-1' });
    await core.close();

    const again = await start(folder);
    const [first, second] = await clientOf(again, 'here').call('diagnostics.list', {});
    expect(first).toMatchObject({ id, state: 'received', file: { sha256: file.sha256 } });
    expect(second).toMatchObject({ id: waiting.id, state: 'cancelled', isOpen: false });
    expect(second?.steps.at(-1)?.code).toBe('kerbside-ended');
    await again.close();

    const out = join(folder, 'merged.kerbside');
    const other = join(folder, 'other');
    mkdirSync(other);
    await (await start(other)).close();
    const paths = [folder, other].map((one) => join(one, 'visit.kerbside'));
    await mergeSessions({ parts: paths.map((path) => ({ path, offsetMs: 1000 })), out });
    const session = openSessionForReading(out);
    const merged = readFetches(session.database).find((one) => one.id === id);
    session.close();
    expect(merged?.startedAt).toBe((first?.startedAt ?? 0) + 1000);
    const step = merged?.steps.find(({ code }) => code === 'received');
    const trace = openTraceFile(out);
    const [record] = [...trace.search({ query: `seq:${step?.seq}` })];
    trace.close();
    expect(record).toMatchObject({ kind: 'transfer' });
    expect(readFileSync(done.file?.path ?? '').equals(file.bytes)).toBe(true);
  });
});
