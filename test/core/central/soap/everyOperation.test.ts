import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Schemas } from '../../../../electron/core/central/schemas/schemas.ts';
import type { JsonObject } from '../../../../shared/json.ts';
import { findAction } from '../../../../shared/ocpp/catalog.ts';
import { exampleCall, exampleFor } from '../../../../shared/ocpp/example.ts';
import { readEnvelope } from '../../../../shared/ocpp/soap/readEnvelope.ts';
import { readMessage } from '../../../../shared/ocpp/soap/readMessage.ts';
import { soapActions } from '../../../../shared/ocpp/soap/shapes.ts';
import { serviceNamespace } from '../../../../shared/ocpp/soap/soapNames.ts';
import { writeBody } from '../../../../shared/ocpp/soap/writeBody.ts';
import { callHeader, writeEnvelope, type Dialect } from '../../../../shared/ocpp/soap/writeEnvelope.ts';
import { SOAP_VERSIONS } from '../../../../shared/ocpp/version.ts';
import { startTestCore, type TestCore } from '../testCore.ts';
import { ChargePointService } from './chargePointService.ts';
import { connectStation, envelope, header, HEARTBEAT, post } from './envelopes.ts';

const schemas = new Schemas();
let core: TestCore;
beforeEach(async () => {
  core = await startTestCore({ heartbeatIntervalS: 60 });
});
afterEach(() => core.close());

describe.each(SOAP_VERSIONS)('the services of %s', (version) => {
  const dialect = (service: 'Cs' | 'Cp'): Dialect => ({
    envelopeVersion: '1.2',
    addressing: '2005/08',
    namespace: serviceNamespace(version, service),
  });
  const call = (action: string, payload: JsonObject, from = 'http://127.0.0.1:9/'): string =>
    writeEnvelope(
      dialect('Cs'),
      callHeader('2005/08', {
        action,
        messageId: `urn:uuid:${action}`,
        chargeBoxIdentity: 'CP1',
        to: core.url,
        from,
      }),
      writeBody(version, action, 'request', payload),
    );
  const sentBy = (side: 'station' | 'centralSystem'): string[] =>
    soapActions(version).filter((action) => {
      const sender = findAction(version, action)?.sentBy;
      return sender === side || sender === 'both';
    });

  it('answer every operation of the central system without an issue', async () => {
    const loaded = await schemas.load(version);
    expect(sentBy('station')).toHaveLength(10);
    for (const action of sentBy('station')) {
      const payload = exampleFor(loaded.schema(action, 'request') ?? {}) as JsonObject;
      const { status, text } = await post(core.port, call(action, payload));
      expect(status, `${action}: ${text}`).toBe(200);
      const read = readEnvelope(text);
      const message = read.ok ? readMessage(read.envelope, { version }) : undefined;
      expect(message).toMatchObject({ action, part: 'response', issues: [] });
      expect(loaded.check(action, 'response', message?.payload ?? null)).toEqual([]);
    }
    for (const record of core.recorder.records) expect(record.issues, record.action).toEqual([]);
    expect(core.central.find('CP1')).toMatchObject({ version, transport: 'soap', heartbeatIntervalS: 60 });
  });

  it('are called with every operation of the charge point without an issue', async () => {
    const loaded = await schemas.load(version);
    const service = await ChargePointService.listen(({ text }, response) => {
      const read = readEnvelope(text);
      if (!read.ok) throw new Error(read.sentence);
      const message = readMessage(read.envelope, { version });
      if (message === undefined) throw new Error('no message');
      expect(message.issues).toEqual([]);
      expect(read.envelope.issues).toEqual([]);
      const payload = exampleFor(loaded.schema(message.action, 'response') ?? {}) as JsonObject;
      const head = { action: `/${message.action}Response`, relatesTo: read.envelope.header.messageId ?? '' };
      response.writeHead(200, { 'content-type': 'application/soap+xml' });
      response.end(
        writeEnvelope(dialect('Cp'), head, writeBody(version, message.action, 'response', payload)),
      );
    });
    await post(core.port, call('Heartbeat', {}, `${service.url}/ChargePointService`));
    for (const action of sentBy('centralSystem')) {
      const payload = exampleCall(version, action, loaded.schema(action, 'request') ?? {});
      const outcome = await core.central.call('CP1', action, JSON.stringify(payload));
      expect(outcome, action).toMatchObject({ outcome: 'answered', action });
      expect(outcome.issues, action).toBeUndefined();
    }
    for (const record of core.recorder.records) expect(record.issues, record.action).toEqual([]);
    await service.close();
  });
});

describe('a session', () => {
  it('of OCPP 1.2 is one of 1.5, in its own namespace', async () => {
    const namespace = 'urn://Ocpp/Cs/2010/08/';
    const text = envelope({
      namespace,
      header: header({ messageId: 'm', from: 'http://127.0.0.1/' }),
      body: HEARTBEAT,
    });
    const answer = await post(core.port, text);
    expect(answer.text).toContain(`xmlns:ocpp="${namespace}"`);
    const call = await core.recorder.find(({ kind }) => kind === 'call');
    expect(core.recorder.codesOf(call)).toContain('soap-version-12');
    expect(core.attempts.list()).toMatchObject([{ sentence: 'CP1 speaks OCPP 1.2 over SOAP.' }]);
  });

  it('ends when nothing was heard for longer than two heartbeats, and begins anew by itself', async () => {
    const quick = await startTestCore({ heartbeatIntervalS: 0, soapSilenceMs: 50 });
    const boot =
      '<o:bootNotificationRequest><o:chargePointVendor>V</o:chargePointVendor><o:chargePointModel>M</o:chargePointModel></o:bootNotificationRequest>';
    const text = envelope({ header: header({ messageId: 'm' }), body: boot });
    await post(quick.port, text);
    expect(await quick.station(({ connected }) => !connected)).toMatchObject({
      disconnectReason: expect.stringContaining('fell silent'),
    });
    expect(await quick.recorder.find(({ kind }) => kind === 'disconnect')).toMatchObject({
      transport: 'soap',
    });
    await post(quick.port, text);
    expect(quick.recorder.records.filter(({ kind }) => kind === 'connect')).toHaveLength(2);
    await quick.close();
  });

  it('takes an answer that comes as a request of its own', async () => {
    const service = await ChargePointService.listen(() => undefined);
    await connectStation(core.port, `${service.url}/ChargePointService`);
    const pending = core.central.call('CP1', 'ClearCache', '{}');
    const { messageId = '' } = await core.recorder.find(
      ({ direction, kind }) => direction === 'out' && kind === 'call',
    );
    const text = envelope({
      namespace: 'urn://Ocpp/Cp/2012/06/',
      header: header({ more: `<a:RelatesTo>${messageId}</a:RelatesTo>` }),
      body: '<o:clearCacheResponse><o:status>Accepted</o:status></o:clearCacheResponse>',
    });
    expect((await post(core.port, text)).status).toBe(202);
    const outcome = await pending;
    expect(outcome).toMatchObject({ outcome: 'answered', payload: { status: 'Accepted' } });
    expect(outcome.issues?.map(({ code }) => code)).toContain('answer-on-own-request');
    await service.close();
  });

  it('gives a repeated StartTransaction the answer that it had', async () => {
    const body =
      '<o:startTransactionRequest><o:connectorId>1</o:connectorId><o:idTag>A</o:idTag><o:timestamp>2026-01-01T00:00:00Z</o:timestamp><o:meterStart>0</o:meterStart></o:startTransactionRequest>';
    const text = envelope({ header: header({ messageId: 'same' }), body });
    const idOf = async (): Promise<string> =>
      /transactionId>(\d+)</.exec((await post(core.port, text)).text)?.[1] ?? '';
    const first = await idOf();
    expect(first).not.toBe('');
    expect(await idOf()).toBe(first);
  });
});
