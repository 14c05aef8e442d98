import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { dirname } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LogKind } from '../../../shared/files/logKind.ts';
import type { JsonVersion } from '../../../shared/ocpp/version.ts';
import { ChargePointService } from '../central/soap/chargePointService.ts';
import { connectStation, envelope, header, post } from '../central/soap/envelopes.ts';
import { sampleFile } from '../files/sampleFile.ts';
import { codesOf, startFetchCore, upload } from './fetchCore.ts';
import { LogStation } from './logStation.ts';

interface Way {
  name: string;
  version: JsonVersion;
  kind: LogKind;
  logType: string;
}

const WAYS: Way[] = [
  { name: '1.6, diagnostics', version: '1.6', kind: 'diagnostics', logType: 'DiagnosticsLog' },
  { name: '1.6, security log', version: '1.6', kind: 'security', logType: 'SecurityLog' },
  { name: '2.0.1, diagnostics', version: '2.0.1', kind: 'diagnostics', logType: 'DiagnosticsLog' },
  { name: '2.0.1, security log', version: '2.0.1', kind: 'security', logType: 'SecurityLog' },
  { name: '2.1, data collector log', version: '2.1', kind: 'data-collector', logType: 'DataCollectorLog' },
];

describe('a log is fetched', () => {
  it.each(WAYS)('with GetLog: $name', async ({ version, kind, logType }) => {
    const core = await startFetchCore();
    const station = await LogStation.connect(core.url, version);
    station.answers.set('GetLog', () => ({ status: 'Accepted', filename: 'log.zip' }));
    const from = Date.UTC(2026, 0, 1);
    const to = Date.UTC(2026, 0, 2);
    const { id, requestId } = await core.fetches.start({ stationId: 'CP-1', kind, from, to });
    const payload = await station.next('GetLog');
    expect(payload).toEqual({
      logType,
      requestId,
      log: {
        remoteLocation: expect.stringMatching(`^http://127\\.0\\.0\\.1:${core.port}/f/`),
        oldestTimestamp: '2026-01-01T00:00:00.000Z',
        latestTimestamp: '2026-01-02T00:00:00.000Z',
      },
    });
    await core.when(id, ({ state }) => state === 'waiting');
    await station.say('LogStatusNotification', { status: 'Uploading', requestId });
    const file = sampleFile(300_000);
    const { remoteLocation } = payload['log'] as Record<string, unknown>;
    expect(await upload(remoteLocation, 'log.zip', file.bytes)).toBe(201);
    await station.say('LogStatusNotification', { status: 'Uploaded', requestId });
    const done = await core.when(id, ({ steps }) => steps.some(({ code }) => code === 'confirmed'));
    expect(done).toMatchObject({
      state: 'received',
      isOpen: false,
      action: 'GetLog',
      fileName: 'log.zip',
      bytes: 300_000,
      status: { status: 'Uploaded' },
      file: { name: 'log.zip', sizeBytes: 300_000, sha256: file.sha256 },
    });
    expect(codesOf(done)).toEqual([
      'asked',
      'accepted',
      'says-uploading',
      'connected',
      'upload-started',
      'received',
      'confirmed',
    ]);
    expect(done.file?.path.startsWith(core.folder)).toBe(true);
    expect(readFileSync(done.file?.path ?? '').equals(file.bytes)).toBe(true);
    expect(core.kept.get(id)).toEqual(done);
  });

  it('with GetDiagnostics where a 1.6 station has no GetLog, which is asked once only', async () => {
    const core = await startFetchCore();
    const station = await LogStation.connect(core.url, '1.6');
    station.answers.set('GetDiagnostics', () => ({ fileName: 'diag.tar.gz' }));
    const { id } = await core.fetches.start({ stationId: 'CP-1', retries: 2, retryIntervalS: 30 });
    const payload = await station.next('GetDiagnostics');
    expect(payload).toEqual({ location: expect.any(String), retries: 2, retryInterval: 30 });
    await upload(payload['location'], 'diag.tar.gz', sampleFile(10).bytes);
    await station.say('DiagnosticsStatusNotification', { status: 'Uploaded' });
    const done = await core.when(id, ({ status }) => status !== undefined);
    expect(done).toMatchObject({ state: 'received', action: 'GetDiagnostics' });
    expect(codesOf(done).slice(0, 4)).toEqual(['asked', 'not-known', 'asked', 'accepted']);
    await core.fetches.start({ stationId: 'CP-1' });
    await core.when(core.fetches.list().at(-1)?.id ?? '', ({ state }) => state === 'waiting');
    expect(station.asked.filter(({ action }) => action === 'GetLog')).toHaveLength(1);
  });

  it('from a station of 1.5 over SOAP', async () => {
    const core = await startFetchCore();
    const body = '<o:getDiagnosticsResponse><o:fileName>d.zip</o:fileName></o:getDiagnosticsResponse>';
    const answer = envelope({ namespace: 'urn://Ocpp/Cp/2012/06/', header: '<a:Action>x</a:Action>', body });
    const service = await ChargePointService.listen((_heard, response) => {
      response.writeHead(200, { 'content-type': 'application/soap+xml' });
      response.end(answer);
    });
    onTestFinished(() => service.close());
    await connectStation(core.port, `${service.url}/cp`);
    const { id } = await core.fetches.start({ stationId: 'CP1' });
    await core.step(id, 'accepted');
    const [heard] = service.heard;
    expect(heard?.text).toContain('getDiagnosticsRequest');
    const location = /<ocpp:location>([^<]+)</.exec(heard?.text ?? '')?.[1];
    expect(location).toMatch(`http://127.0.0.1:${core.port}/f/`);
    await upload(location, 'd.zip', sampleFile(1000).bytes);
    const says =
      '<o:diagnosticsStatusNotificationRequest><o:status>Uploaded</o:status></o:diagnosticsStatusNotificationRequest>';
    const asked = { id: 'CP1', messageId: 'm9', action: '/DiagnosticsStatusNotification' };
    await post(core.port, envelope({ header: header(asked), body: says }));
    expect(await core.when(id, ({ status }) => status !== undefined)).toMatchObject({
      state: 'received',
      action: 'GetDiagnostics',
      status: { status: 'Uploaded' },
    });
  });

  it('only where the version has it', async () => {
    const core = await startFetchCore();
    await connectStation(core.port, undefined);
    await LogStation.connect(core.url, '2.0.1', 'CP-2');
    await expect(core.fetches.start({ stationId: 'CP1', kind: 'security' })).rejects.toMatchObject({
      code: 'invalid-params',
      message: 'OCPP 1.5 over SOAP has no request for the security log.',
    });
    const collector = core.fetches.start({ stationId: 'CP-2', kind: 'data-collector' });
    await expect(collector).rejects.toMatchObject({ code: 'invalid-params' });
    await expect(core.fetches.start({ stationId: 'CP-3' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('one at a time of each station, and not of one that is gone', async () => {
    const core = await startFetchCore();
    const station = await LogStation.connect(core.url, '2.0.1');
    station.answers.set('GetLog', () => ({ status: 'Accepted', filename: 'log.zip' }));
    const both = [core.fetches.start({ stationId: 'CP-1' }), core.fetches.start({ stationId: 'CP-1' })];
    const [first, second] = await Promise.allSettled(both);
    expect(first?.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'busy' } });
    station.leave();
    await core.station(({ connected }) => !connected);
    core.fetches.cancel(core.fetches.list()[0]?.id ?? '');
    await expect(core.fetches.start({ stationId: 'CP-1' })).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('as records of the trace that are linked to request, answer and status', async () => {
    const core = await startFetchCore();
    const station = await LogStation.connect(core.url, '2.1');
    station.answers.set('GetLog', () => ({ status: 'Accepted', filename: 'log.zip' }));
    const { id } = await core.fetches.start({ stationId: 'CP-1' });
    const { log } = (await station.next('GetLog')) as { log: { remoteLocation: string } };
    await core.step(id, 'accepted');
    await upload(log.remoteLocation, 'log.zip', sampleFile(5000).bytes);
    await station.say('LogStatusNotification', {
      status: 'Uploaded',
      requestId: core.fetches.find(id).requestId,
    });
    const { steps, requestSeq } = await core.when(id, ({ status }) => status !== undefined);
    const recorded = core.recorder.records.filter(({ kind }) => kind === 'transfer');
    expect(recorded.map(({ raw, seq }) => [seq, raw])).toEqual(
      steps
        .filter(({ code }) => code !== 'asked')
        .map(({ seq, sentence }) => [seq, `Diagnostics: ${sentence}`]),
    );
    const about = (code: string): unknown => {
      const seq = steps.find((step) => step.code === code)?.aboutSeq;
      const record = core.recorder.records.find((one) => one.seq === seq);
      return [record?.action, record?.kind];
    };
    expect(about('asked')).toEqual(['GetLog', 'call']);
    expect(about('accepted')).toEqual(['GetLog', 'result']);
    expect(about('confirmed')).toEqual(['LogStatusNotification', 'call']);
    expect(recorded.find(({ raw }) => String(raw).includes('SHA-256'))?.aboutSeq).toBe(requestSeq);
  });

  it('under a name, as long as it is not whole, that tells whose it is', async () => {
    const core = await startFetchCore();
    const station = await LogStation.connect(core.url, '2.1');
    station.answers.set('GetLog', () => ({ status: 'Accepted', filename: 'log.zip' }));
    const { id, folder, partMark } = await core.fetches.start({ stationId: 'CP-1' });
    const { log } = (await station.next('GetLog')) as { log: { remoteLocation: string } };
    const sending = request(`${log.remoteLocation}log.zip`, { method: 'PUT' });
    onTestFinished(() => void sending.destroy());
    sending.on('error', () => undefined);
    sending.write('the beginning');
    await core.step(id, 'upload-started');
    expect(readdirSync(folder)).toEqual([
      expect.stringMatching(`^\\.kerbside-${partMark}[0-9a-f]{8}\\.part$`),
    ]);
  });

  it('into a folder of each station below the one of the session, whatever it is called', async () => {
    const core = await startFetchCore();
    const station = await LogStation.connect(core.url, '2.1', 'a%2F..%2F..%2Fb');
    station.answers.set('GetLog', () => ({ status: 'Accepted', filename: '../../evil' }));
    const [known] = core.central.list();
    const { folder } = await core.fetches.start({ stationId: known?.id ?? '' });
    expect(dirname(folder)).toBe(core.folder);
  });
});
