import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCore, mergeSessions, openTraceFile, type Core } from '../../../electron/core/index.ts';
import { exportFormats } from '../../../electron/core/trace/export/exportFormats.ts';
import type { ExportOptions } from '../../../electron/core/trace/export/exportTrace.ts';
import { openSessionForReading } from '../../../electron/core/trace/file/sessionReader.ts';
import { readUpdates } from '../../../electron/core/trace/store/updateStore.ts';
import { Trace } from '../../../electron/core/trace/trace.ts';
import { practice } from '../../../electron/practice/practice.ts';
import { createClient, type ContractClient } from '../../../shared/contract/client.ts';
import type { LinkOrigin } from '../../../shared/contract/handlers.ts';
import { memoryLinkPair } from '../../../shared/contract/memoryLink.ts';
import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import { LogStation } from '../diagnostics/logStation.ts';
import { boots, fetchWhole, practiceFirmware } from './updateCore.ts';

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

function when(
  client: ContractClient,
  id: string,
  wanted: (update: FirmwareUpdate) => boolean,
): Promise<FirmwareUpdate> {
  return new Promise((resolve) => {
    const look = (update: FirmwareUpdate): void => {
      if (update.id !== id || !wanted(update)) return;
      queueMicrotask(() => stop());
      resolve(update);
    };
    const stop = client.subscribe('firmware', {}, { snapshot: (all) => all.forEach(look), change: look });
  });
}

async function bareStation(core: Core, id: string): Promise<LogStation> {
  const station = await LogStation.connect(`ws://127.0.0.1:${core.listening.port}`, '2.0.1', id);
  station.answers.set('UpdateFirmware', () => ({ status: 'Accepted' }));
  await boots(station, '2.0.1', '1.4.2');
  return station;
}

async function begin(
  client: ContractClient,
  station: LogStation,
  stationId: string,
): Promise<[string, string]> {
  const pushed = await client.call('firmware.push', {
    file: { path: practiceFirmware('1.5.0') },
    stationIds: [stationId],
    version: '1.5.0',
    hasNoSnapshot: true,
    isConfirmed: true,
  });
  const { firmware } = (await station.next('UpdateFirmware')) as { firmware: { location: string } };
  return [pushed[0]?.update?.id ?? '', firmware.location];
}

describe('updates of a session', () => {
  it('are kept with it, told honestly after Kerbside ended, and proven by the next start of the station', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kerbside-updates-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const core = await start(folder);
    const client = clientOf(core, 'here');
    const [one, two] = [await bareStation(core, 'CP-1'), await bareStation(core, 'CP-2')];
    const [fetched, location] = await begin(client, one, 'CP-1');
    await fetchWhole(location);
    await when(client, fetched, ({ completeAt }) => completeAt !== undefined);
    const [waiting, other] = await begin(client, two, 'CP-2');
    await when(client, waiting, ({ state }) => state === 'waiting');
    await expect(client.call('session.begin', {})).rejects.toMatchObject({ code: 'busy' });
    await core.close();

    const again = await start(folder);
    const here = clientOf(again, 'here');
    const [first, second] = await here.call('firmware.list', {});
    expect(first).toMatchObject({ id: fetched, state: 'unverified', isOpen: false, coveredBytes: 200_000 });
    expect(first?.steps.at(-1)).toMatchObject({ code: 'kerbside-ended', level: 'warning' });
    expect(second).toMatchObject({ id: waiting, state: 'cancelled', isOpen: false });
    expect(second?.steps.at(-1)?.sentence).toContain('the file is not handed out any more');
    // The address of before is dead.
    const dead = other.replace(/:\d+\//, `:${again.listening.port}/`);
    expect((await fetch(dead)).status).toBe(404);
    const back = await LogStation.connect(`ws://127.0.0.1:${again.listening.port}`, '2.0.1', 'CP-1');
    await boots(back, '2.0.1', '1.5.0');
    const proven = await when(here, fetched, ({ state }) => state === 'verified');
    expect(proven.versionAfter).toBe('1.5.0');
    await again.close();

    const out = join(folder, 'merged.kerbside');
    const side = join(folder, 'side');
    mkdirSync(side);
    await (await start(side)).close();
    const paths = [folder, side].map((part) => join(part, 'visit.kerbside'));
    await mergeSessions({ parts: paths.map((path) => ({ path, offsetMs: 1000 })), out });
    const session = openSessionForReading(out);
    const merged = readUpdates(session.database).find(({ id }) => id === fetched);
    session.close();
    expect(merged?.queuedAt).toBe((first?.queuedAt ?? 0) + 1000);
    expect(merged?.connections[0]?.at).toBe((first?.connections[0]?.at ?? 0) + 1000);
    const step = merged?.steps.find(({ code }) => code === 'verified');
    const trace = openTraceFile(out);
    const [record] = [...trace.search({ query: `seq:${step?.seq}` })];
    trace.close();
    expect(record).toMatchObject({ kind: 'transfer', stationId: 'CP-1' });
  });

  it('come along when it is cut, and tell no secret in any format where that is asked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kerbside-updates-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const core = await start(folder);
    const client = clientOf(core, 'here');
    const station = await LogStation.connect(`ws://127.0.0.1:${core.listening.port}`, '2.0.1', 'CP-1');
    station.answers.set('UpdateFirmware', () => ({ status: 'Accepted' }));
    await boots(station, '2.0.1', '5.8.1.4');
    const path = practiceFirmware('5.8.1.5', { name: 'fw-5.8.1.5.bin' });
    const pushed = await client.call('firmware.push', {
      file: { path },
      stationIds: ['CP-1'],
      version: '5.8.1.5',
      hasNoSnapshot: true,
      isConfirmed: true,
    });
    const { firmware } = (await station.next('UpdateFirmware')) as { firmware: { location: string } };
    const id = pushed[0]?.update?.id ?? '';
    await fetchWhole(firmware.location);
    // Kerbside says so, with the whole path.
    rmSync(path);
    await fetchWhole(firmware.location);
    await when(client, id, ({ steps }) => steps.some(({ sentence }) => sentence.includes(path)));
    await boots(station, '2.0.1', '5.8.1.5');
    await when(client, id, ({ state }) => state === 'verified');
    await core.close();

    const trace = Trace.open(join(folder, 'visit.kerbside'));
    const cut = async (options: ExportOptions): Promise<FirmwareUpdate | undefined> => {
      const out = join(folder, `cut-${Math.random()}.kerbside`);
      writeFileSync(out, await buffer(trace.export('kerbside', options)));
      const session = openSessionForReading(out);
      const [update] = readUpdates(session.database);
      session.close();
      return update;
    };
    expect(await cut({})).toMatchObject({ id, stationId: 'CP-1', file: { path } });
    const redaction = { stations: true };
    const redacted = await cut({ redaction });
    expect(redacted).toMatchObject({
      id,
      stationId: 'STATION-1',
      state: 'verified',
      versionBefore: '5.8.1.4',
      versionAfter: '5.8.1.5',
      file: { name: 'fw-5.8.1.5.bin', path: '…/fw-5.8.1.5.bin', version: '5.8.1.5' },
    });
    const sentences = redacted?.steps.map(({ sentence }) => sentence).join(' ');
    expect(sentences).toContain('The file …/fw-5.8.1.5.bin was changed or taken away');
    expect(sentences).toContain('it reports version 5.8.1.5, as expected (5.8.1.4 before)');
    expect(redacted?.location).toMatch(/\/f\/SECRET-\d+\/fw-5\.8\.1\.5\.bin$/);
    const token = new URL(firmware.location).pathname.split('/')[2] ?? '';
    for (const { id: format } of exportFormats()) {
      const text = (await buffer(trace.export(format, { redaction }))).toString();
      for (const secret of [dirname(path), token, 'CP-1']) {
        expect([format, secret, text.includes(secret)]).toEqual([format, secret, false]);
      }
    }
    await trace.close();
  });

  it('are for whoever is on this computer, as far as files of it are named', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kerbside-updates-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const core = await start(folder);
    const [far, here] = [clientOf(core, 'far'), clientOf(core, 'here')];
    await bareStation(core, 'CP-1');
    const wish = { file: { path: practiceFirmware('1.5.0') }, stationIds: ['CP-1'] };
    await expect(far.call('firmware.check', wish)).rejects.toMatchObject({ code: 'permission' });
    await expect(far.call('firmware.push', { ...wish, isConfirmed: true })).rejects.toMatchObject({
      code: 'permission',
    });
    const signing = { key: { path: '/etc/key.pem' } };
    await expect(
      far.call('firmware.push', {
        file: { libraryId: 'x' },
        stationIds: ['CP-1'],
        signing,
        isConfirmed: true,
      }),
    ).rejects.toMatchObject({ code: 'permission' });
    await expect(here.call('firmware.cancel', { id: 'nothing' })).rejects.toMatchObject({
      code: 'not-found',
    });
    const { stations } = await here.call('firmware.check', { ...wish, signing: { key: { test: 'rsa' } } });
    expect(stations[0]).toMatchObject({ canPush: true, action: 'UpdateFirmware' });
    await core.close();
  });
});
