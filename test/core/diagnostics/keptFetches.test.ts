import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCore, mergeSessions, openTraceFile, type Core } from '../../../electron/core/index.ts';
import { readFetches } from '../../../electron/core/trace/store/fetchStore.ts';
import { openSessionForReading } from '../../../electron/core/trace/file/sessionReader.ts';
import { practice } from '../../../electron/practice/practice.ts';
import { createClient, type ContractClient } from '../../../shared/contract/client.ts';
import type { LinkOrigin } from '../../../shared/contract/handlers.ts';
import { memoryLinkPair } from '../../../shared/contract/memoryLink.ts';
import type { DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
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

describe('fetches of a session', () => {
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
