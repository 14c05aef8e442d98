import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/json.ts';
import { NO_QUIRKS } from '../../../shared/station/quirkProfile.ts';
import {
  bare,
  boots,
  codesOf,
  fetchWhole,
  practiceFirmware,
  practise,
  startUpdateCore,
} from './updateCore.ts';

const TIMES = { connectMs: 60, giveUpMs: 400 };

/** What the standard wants is skipped, missing or odd: each as in QUIRKS.md. */
describe('chargers that are odd with firmware', () => {
  it('133: restarts over user and password in an address for FTP', async () => {
    const core = await startUpdateCore();
    const station = await bare(core, '1.6');
    const { id } = await core.push(practiceFirmware('1.5.0'), { protocol: 'ftp' });
    await station.next('UpdateFirmware');
    await core.step(id, 'accepted');
    await boots(station, '1.6', '1.4.2');
    const { remedy } = await core.step(id, 'restarted-early');
    expect(remedy).toContain('Some chargers restart over a user and password in an address.');
    const next = await core.updates.retry(id, { urlForm: 'anonymous' });
    expect(next).toMatchObject({ protocol: 'ftp', urlForm: 'anonymous', retryOf: id });
    await core.step(next.id, 'accepted');
    const payload = station.asked.findLast(({ action }) => action === 'UpdateFirmware')?.payload;
    expect(payload?.['location']).toMatch(/^ftp:\/\/127\.0\.0\.1:\d+\/f\//);
  });

  it('133: its profile says so, and no address carries them', async () => {
    const profileOf = () => ({ ...NO_QUIRKS, ftpLogin: 'none' as const, fileProtocols: ['ftp' as const] });
    const core = await startUpdateCore({ files: { central: { profileOf } } });
    await practise(core, '1.6');
    const { id } = await core.push(practiceFirmware('1.5.0'));
    expect(await core.when(id, ({ state }) => state === 'verified')).toMatchObject({
      protocol: 'ftp',
      urlForm: 'anonymous',
      protocolReason: 'Its profile says FTP.',
    });
  });

  it.each(['1.6', '2.0.1'] as const)('136: says neither Downloading nor Downloaded (%s)', async (variant) => {
    const core = await startUpdateCore();
    await practise(core, variant, { habits: ['skips-downloading'] });
    const { id } = await core.push(practiceFirmware('1.5.0'));
    const done = await core.when(id, ({ state }) => state === 'verified');
    expect(codesOf(done)).toEqual(
      expect.arrayContaining(['download-started', 'complete', 'says-installing']),
    );
    expect(codesOf(done)).not.toContain('says-downloading');
  });

  it('136: says nothing at all', async () => {
    const core = await startUpdateCore();
    await practise(core, '1.6', { habits: ['silent-firmware'] });
    const { id } = await core.push(practiceFirmware('1.5.0'));
    const done = await core.when(id, ({ state }) => state === 'verified');
    expect(done.status).toBeUndefined();
    expect(done.versionAfter).toBe('1.5.0');
  });

  it('137: has no TLS, so HTTP is offered it', async () => {
    const core = await startUpdateCore({ means: { protocolsOf: async () => ['http', 'ftp'] } });
    await practise(core, '1.6', { habits: ['no-tls'] });
    const { id } = await core.push(practiceFirmware('1.5.0'));
    const done = await core.when(id, ({ state }) => state === 'verified');
    expect(done).toMatchObject({
      protocol: 'http',
      nextProtocol: 'ftp',
      protocolReason: 'The station says that it takes HTTP, FTP.',
    });
  });

  it('138: never says Installed', async () => {
    const core = await startUpdateCore();
    await practise(core, '1.6', { habits: ['never-installed'] });
    const { id } = await core.push(practiceFirmware('1.5.0'), { version: '1.5.0' });
    const done = await core.when(id, ({ state }) => state === 'verified');
    expect(done.status?.status).toBe('Installing');
  });

  it('139: restarts in the middle of the download, and goes on', async () => {
    const core = await startUpdateCore();
    await practise(core, '2.0.1', { habits: ['reboots-in-download'] });
    const { id } = await core.push(practiceFirmware('1.5.0', { kilobytes: 20_000 }));
    const done = await core.when(id, ({ state }) => state === 'verified');
    expect(codesOf(done)).toEqual(
      expect.arrayContaining(['broke', 'restarted-early', 'download-resumed', 'complete']),
    );
    const [first, second] = done.connections;
    expect(first).toMatchObject({ fromByte: 0, end: 'broken' });
    expect(second?.fromByte).toBeGreaterThan(0);
    expect(second?.toByte).toBe(20_000_000);
    const early = done.steps.find(({ code }) => code === 'restarted-early');
    expect(early?.sentence).toMatch(/Restarted before it had the file: it stopped at .* of 20 MB\./);
  });

  it('139: has had all bytes as it seemed, restarts, and goes on in the middle', async () => {
    const core = await startUpdateCore();
    const station = await bare(core, '1.6');
    const { id } = await core.push(practiceFirmware('1.5.0'));
    const { location } = (await station.next('UpdateFirmware')) as { location: string };
    await fetchWhole(location);
    await core.step(id, 'complete');
    await boots(station, '1.6', '1.4.2');
    const rest = await fetch(location, { headers: { range: 'bytes=150000-' } });
    await rest.arrayBuffer();
    const { sentence } = await core.step(id, 'download-resumed');
    expect(sentence).toBe('Goes on at 150 kB of 200 kB: what had left before had not all arrived.');
    const done = await core.when(
      id,
      ({ completeAt, state }) => completeAt !== undefined && state === 'downloaded',
    );
    expect(done.coveredBytes).toBe(200_000);
    expect(codesOf(done).filter((code) => code === 'complete')).toHaveLength(2);
    expect(done.bootedAt).toBeUndefined();
  });

  it.each(['1.6', '2.0.1'] as const)(
    '140: retries are left out unless they are asked for (%s)',
    async (version) => {
      const core = await startUpdateCore();
      const station = await bare(core, version);
      const path = practiceFirmware('1.5.0');
      await core.push(path);
      expect(await station.next('UpdateFirmware')).not.toHaveProperty('retries');
      const { id } = await core.push(path, { retries: 2, retryIntervalS: 30, isForced: true });
      await core.step(id, 'accepted');
      expect(station.asked.at(-1)?.payload).toMatchObject({ retries: 2, retryInterval: 30 });
    },
  );

  it('141: dislikes the form of the address without a word; the next form is offered, and taken', async () => {
    const core = await startUpdateCore({ means: { times: TIMES, protocolsOf: async () => ['http'] } });
    const station = await bare(core, '1.6');
    const { id } = await core.push(practiceFirmware('1.5.0', { name: 'Firmware V1.5.evb' }));
    const { remedy } = await core.step(id, 'not-connected-yet');
    expect(remedy).toContain('Next try: an address that ends with firmware.bin');
    await core.when(id, ({ state }) => state === 'failed');
    const forms: string[] = [];
    let last = id;
    for (let tries = 0; tries < 2; tries += 1) {
      const again = await core.updates.retry(last, {});
      last = again.id;
      forms.push(again.urlForm);
      await core.step(last, 'accepted');
      await core.when(last, ({ state }) => state === 'failed');
    }
    expect(forms).toEqual(['bin-name', 'no-name']);
    const locations = station.asked
      .filter(({ action }) => action === 'UpdateFirmware')
      .map(({ payload }) => String(payload['location']));
    expect(locations[0]).toMatch(/\/Firmware.*1\.5\.evb$/);
    expect(locations[1]).toMatch(/\/firmware\.bin$/);
    expect(locations[2]).toMatch(/\/f\/[a-z0-9]{16}$/);
    await expect(core.updates.retry(last, {})).rejects.toMatchObject({ code: 'conflict' });
    // Every form leads to the file while it is handed out.
    expect((await fetchWhole(locations[2])).length).toBe(200_000);
  });

  it('155: takes the plainest HTTP only', async () => {
    const core = await startUpdateCore({ means: { protocolsOf: async () => ['http'] } });
    const station = await bare(core, '1.6');
    const { id } = await core.push(practiceFirmware('1.5.0'), { isPlain: true });
    const { location } = (await station.next('UpdateFirmware')) as { location: string };
    const response = await fetch(location);
    expect(Object.fromEntries(response.headers)).toEqual({
      connection: 'close',
      'content-length': '200000',
      'content-type': 'application/octet-stream',
      date: expect.any(String) as string,
    });
    await response.arrayBuffer();
    expect(await core.when(id, ({ completeAt }) => completeAt !== undefined)).toMatchObject({
      isPlain: true,
    });
    const practised = await startUpdateCore();
    await practise(practised, '1.6', { habits: ['needs-plain-http'] });
    const plain = await practised.push(practiceFirmware('1.5.0'), { isPlain: true });
    await practised.when(plain.id, ({ state }) => state === 'verified');
  });

  it('161: the same status again and again is one step', async () => {
    const core = await startUpdateCore();
    const station = await bare(core, '1.6');
    const { id } = await core.push(practiceFirmware('1.5.0'));
    await core.step(id, 'accepted');
    const said: JsonObject = { status: 'Downloading' };
    for (let times = 0; times < 30; times += 1) await station.say('FirmwareStatusNotification', said);
    const { steps, status } = core.updates.find(id);
    expect(steps.filter(({ code }) => code === 'says-downloading')).toHaveLength(1);
    const records = core.recorder.records.filter(({ action }) => action === 'FirmwareStatusNotification');
    expect(status?.seq).toBe(records.findLast(({ kind }) => kind === 'call')?.seq);
  });
});
