import { afterEach, beforeEach, expect, it } from 'vitest';
import { readEnvelope } from '../../../../shared/ocpp/soap/readEnvelope.ts';
import { readMessage } from '../../../../shared/ocpp/soap/readMessage.ts';
import { startTestCore, type TestCore } from '../testCore.ts';
import { curl } from './curl.ts';
import { recordedRequests } from './recordedTraffic.ts';

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore();
});
afterEach(() => core.close());

it.each([
  { version: '1.5', id: 'GIR1.5' },
  { version: '1.6', id: 'SHC1.6S' },
] as const)('what a charge point of $version said is answered and understood', async ({ version, id }) => {
  const requests = recordedRequests(version);
  expect(requests.length).toBeGreaterThan(9);
  for (const { frame, http, contentType, soapAction } of requests) {
    const path = http.split(' ')[1] ?? '/';
    const headers = [
      `Content-Type: ${contentType ?? 'text/xml'}`,
      ...(soapAction === undefined ? [] : [`SOAPAction: ${soapAction}`]),
    ];
    const {
      status,
      contentType: answered,
      body,
    } = await curl(`http://127.0.0.1:${core.port}${path}`, frame, headers);
    expect(status, frame).toBe(200);
    expect(answered).toBe('application/soap+xml; charset=utf-8');
    const read = readEnvelope(body);
    if (!read.ok) throw new Error(read.sentence);
    const { header, namespace, issues } = read.envelope;
    expect(issues).toEqual([]);
    const asked = /MessageID[^>]*>([^<]+)</.exec(frame)?.[1];
    expect(header).toEqual({
      chargeBoxIdentity: id,
      messageId: expect.stringMatching(/^urn:uuid:/),
      relatesTo: asked ?? expect.stringMatching(/^urn:uuid:/),
      from: `http://127.0.0.1:${core.port}${path}`,
      to: /From[^>]*>\s*<[^>]*Address>([^<]+)</.exec(frame)?.[1],
      action: expect.stringMatching(/^\/\w+Response$/),
    });
    expect(namespace).toBe(/urn:\/\/Ocpp\/Cs\/[^"]+/.exec(frame)?.[0]);
    expect(readMessage(read.envelope, { version })).toMatchObject({
      part: 'response',
      isKnown: true,
      issues: [],
    });
  }
  const { records } = core.recorder;
  const calls = records.filter(({ kind, direction }) => kind === 'call' && direction === 'in');
  expect(calls.map(({ raw }) => raw)).toEqual(requests.map(({ frame }) => frame));
  for (const call of calls) {
    expect(call).toMatchObject({ stationId: id, version, transport: 'soap' });
    expect(JSON.parse(call.payload ?? '')).toBeTypeOf('object');
    expect(
      call.issues.filter(({ severity }) => severity === 'error'),
      call.action,
    ).toEqual([]);
  }
  const answers = records.filter(({ kind }) => kind === 'result');
  expect(answers.map(({ pairSeq }) => pairSeq)).toEqual(calls.map(({ seq }) => seq));
  for (const answer of answers) {
    expect(answer).toMatchObject({
      direction: 'out',
      transport: 'soap',
      issues: [],
      latencyMs: expect.any(Number),
    });
  }
  expect(records.filter(({ kind }) => kind === 'connect')).toHaveLength(1);
  expect(core.attempts.list()).toMatchObject([
    { ok: true, stage: 'connected', sentence: `${id} speaks OCPP ${version} over SOAP.`, stationId: id },
  ]);
  const bootCount = requests.filter(({ frame }) => frame.includes('bootNotificationRequest')).length;
  expect(core.central.list()).toMatchObject([{ id, version, transport: 'soap', connected: true, bootCount }]);
  expect(core.log).toEqual([]);
});
