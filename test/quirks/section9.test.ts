import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseCallback } from '../../electron/core/central/soap/chooseCallback.ts';
import { ChargePointService } from '../core/central/soap/chargePointService.ts';
import { connectStation, post } from '../core/central/soap/envelopes.ts';
import { startTestCore, type TestCore } from '../core/central/testCore.ts';
import { ANSWERS, REQUESTS, ROWS } from './section9.ts';

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore();
});
afterEach(() => core.close());

describe('what a station says', () => {
  it.each(REQUESTS)('$row: $title', async (quirk) => {
    const { request, contentType = 'application/soap+xml', stationId = 'CP1', version = '1.5' } = quirk;
    const { status, text } = await post(core.port, request, { 'content-type': contentType });
    expect(status).toBe(200);
    for (const part of quirk.answer) expect(text).toContain(part);
    const record = await core.recorder.find(({ kind }) => kind === 'call');
    expect(record).toMatchObject({
      stationId,
      version,
      action: quirk.action,
      raw: request,
      transport: 'soap',
    });
    expect(core.recorder.codesOf(record)).toEqual(quirk.issues);
    if (quirk.payload !== undefined) expect(JSON.parse(record.payload ?? '')).toEqual(quirk.payload);
    expect(core.central.find(stationId)).toMatchObject({ connected: true, transport: 'soap' });
  });
});

describe('what a station answers', () => {
  it.each(ANSWERS)('$row: $title', async (quirk) => {
    const service = await ChargePointService.listen(({ url, text }, response) => {
      const {
        text: said,
        status = 200,
        contentType = 'application/soap+xml',
      } = quirk.answers[url] ?? { text: '' };
      const messageId = /MessageID>([^<]+)</.exec(text)?.[1] ?? '';
      response.writeHead(status, { 'content-type': contentType }).end(said.replace('{messageId}', messageId));
    });
    await connectStation(core.port, quirk.from.replace('{url}', service.url));
    const outcome = await core.central.call('CP1', 'Reset', '{"type":"Soft"}');
    expect(outcome).toMatchObject(quirk.outcome);
    expect(service.heard.map(({ url }) => url)).toEqual(quirk.paths);
    const record = core.recorder.records.find(({ seq }) => seq === outcome.responseSeq);
    expect(record === undefined ? [] : core.recorder.codesOf(record)).toEqual(quirk.issues);
    await service.close();
  });
});

it('144: without an address the usual ones of the peer are tried, and none of another host', () => {
  const { source, targets } = chooseCallback({ peerAddress: '192.0.2.7', isReportedOwn: false });
  expect(source).toBe('guessed');
  expect(targets.map(({ url }) => url)).toEqual(
    expect.arrayContaining([
      'http://192.0.2.7/',
      'http://192.0.2.7/ChargePointService',
      'http://192.0.2.7:8080/',
      'http://192.0.2.7:8080/ocpp/ChargePointService',
    ]),
  );
  expect(targets.every(({ connectTo }) => connectTo === '192.0.2.7')).toBe(true);
});

it('every row of the catalogue about SOAP is here', () => {
  const rows = new Set(ROWS.map(({ row }) => row));
  expect([...rows].sort((a, b) => a - b)).toEqual([142, 143, 144, 145, 146, 147, 168, 169, 170, 171, 172]);
});
