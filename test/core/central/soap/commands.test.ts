import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../testCore.ts';
import { always, ChargePointService } from './chargePointService.ts';
import { connectStation, envelope } from './envelopes.ts';
import { recordedAnswers } from './recordedTraffic.ts';

let core: TestCore;
let services: ChargePointService[];
beforeEach(async () => {
  core = await startTestCore();
  services = [];
});
afterEach(async () => {
  await core.close();
  await Promise.all(services.map((service) => service.close()));
});

async function service(...answer: Parameters<typeof ChargePointService.listen>): Promise<ChargePointService> {
  const made = await ChargePointService.listen(...answer);
  services.push(made);
  return made;
}

const CP = 'urn://Ocpp/Cp/2012/06/';
const answer = (body: string, namespace = CP): string =>
  envelope({ namespace, header: '<a:Action>x</a:Action>', body });
const ACCEPTED = answer('<o:resetResponse><o:status>Accepted</o:status></o:resetResponse>');
const RESET = '{"type":"Soft"}';

describe('a command over SOAP', () => {
  it('goes to the address that the station reports, with all that clients want to see', async () => {
    const station = await service(always(ACCEPTED));
    await connectStation(core.port, `${station.url}/cp`);
    expect(await core.central.callbacks.state('CP1')).toMatchObject({ source: 'reported', isProven: false });
    const outcome = await core.central.call('CP1', 'Reset', RESET);
    expect(outcome).toMatchObject({
      outcome: 'answered',
      payload: { status: 'Accepted' },
      latencyMs: expect.any(Number),
    });
    const [heard] = station.heard;
    expect(heard?.url).toBe('/cp');
    expect(heard?.headers['content-type']).toBe('application/soap+xml; charset=utf-8; action="/Reset"');
    expect(heard?.text).toContain('<ocpp:chargeBoxIdentity soap:mustUnderstand="true">CP1<');
    expect(heard?.text).toContain(`<wsa:To soap:mustUnderstand="true">${station.url}/cp<`);
    expect(heard?.text).toContain('<ocpp:resetRequest><ocpp:type>Soft</ocpp:type></ocpp:resetRequest>');
    expect(heard?.text).toContain(`xmlns:ocpp="${CP}"`);
    const call = core.recorder.records.find(({ kind, direction }) => kind === 'call' && direction === 'out');
    expect(call).toMatchObject({
      transport: 'soap',
      action: 'Reset',
      payload: RESET,
      raw: heard?.text,
      seq: outcome.requestSeq,
    });
    const result = await core.recorder.find(({ seq }) => seq === outcome.responseSeq);
    expect(result).toMatchObject({
      kind: 'result',
      direction: 'in',
      raw: ACCEPTED,
      pairSeq: call?.seq,
      payload: '{"status":"Accepted"}',
    });
    expect(await core.central.callbacks.state('CP1')).toMatchObject({
      url: `${station.url}/cp`,
      isProven: true,
    });
  });

  it.each(['1.5', '1.6'] as const)(
    'has the answers of a real charge point of %s understood',
    async (version) => {
      const recorded = recordedAnswers(version);
      expect(recorded.length).toBeGreaterThan(14);
      let next = '';
      let status = 200;
      const station = await service((_heard, response) => {
        response.writeHead(status, { 'content-type': 'text/xml' });
        response.end(next);
      });
      const namespace = version === '1.5' ? 'urn://Ocpp/Cs/2012/06/' : 'urn://Ocpp/Cs/2015/10/';
      await fetch(`http://127.0.0.1:${core.port}/`, {
        method: 'POST',
        headers: { 'content-type': 'text/xml' },
        body: envelope({
          namespace,
          header: `<o:chargeBoxIdentity>CP1</o:chargeBoxIdentity><a:From><a:Address>${station.url}</a:Address></a:From>`,
          body: '<o:heartbeatRequest/>',
        }),
      });
      for (const exchange of recorded) {
        next = exchange.answer;
        ({ status } = exchange);
        const outcome = await core.central.call('CP1', exchange.action, '{}', { sendAnyway: true });
        const isFault = /Fault>/.test(exchange.answer);
        expect(outcome.outcome, exchange.action).toBe(isFault ? 'refused' : 'answered');
        const codes = outcome.issues?.map(({ code }) => code) ?? [];
        expect(
          codes.filter((code) => code.startsWith('schema')),
          `${exchange.action} ${exchange.answer}`,
        ).toEqual([]);
      }
    },
  );

  it('tries the service beneath the reported address where that is not it', async () => {
    const station = await service((heard, response) => {
      if (heard.url === '/ocpp/ChargePointService') always(ACCEPTED)(heard, response);
      else always('<html>Not found</html>', 404, 'text/html')(heard, response);
    });
    await connectStation(core.port, `${station.url}/ocpp/`);
    expect(await core.central.call('CP1', 'Reset', RESET)).toMatchObject({ outcome: 'answered' });
    expect(station.heard.map(({ url }) => url)).toEqual(['/ocpp/', '/ocpp/ChargePointService']);
    expect(await core.central.call('CP1', 'Reset', RESET)).toMatchObject({ outcome: 'answered' });
    expect(station.heard.map(({ url }) => url).slice(2)).toEqual(['/ocpp/ChargePointService']);
    const codes = core.recorder.records.flatMap((record) => core.recorder.codesOf(record));
    expect(codes).toContain('soap-answer-unreadable');
    expect(codes).toContain('callback-next-try');
  });

  it('that nobody takes ends with the address named', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    await connectStation(core.port, `http://127.0.0.1:${port}/ChargePointService`);
    expect(await core.central.call('CP1', 'Reset', RESET)).toMatchObject({
      outcome: 'disconnected',
      description: `The station could not be reached at http://127.0.0.1:${port}/ChargePointService: nothing listens there (connection refused).`,
    });
    expect(core.central.find('CP1')).toMatchObject({ connected: true, openCalls: 0 });
  });

  it('that is never answered times out, and the late answer is recorded as late', async () => {
    let late: (() => void) | undefined;
    const station = await service((heard, response) => {
      late = () => always(ACCEPTED)(heard, response);
    });
    await connectStation(core.port, station.url);
    expect(await core.central.call('CP1', 'Reset', RESET, { timeoutMs: 100 })).toMatchObject({
      outcome: 'timed-out',
    });
    late?.();
    const record = await core.recorder.find(({ kind, direction }) => kind === 'result' && direction === 'in');
    expect(core.recorder.codesOf(record)).toContain('answer-late');
  });

  it('can be cancelled, and ends when the session does', async () => {
    const station = await service(() => undefined);
    await connectStation(core.port, station.url);
    const abort = new AbortController();
    const cancelled = core.central.call('CP1', 'Reset', RESET, { signal: abort.signal });
    await core.recorder.find(({ kind, direction }) => kind === 'call' && direction === 'out');
    abort.abort();
    expect(await cancelled).toMatchObject({ outcome: 'cancelled' });
    const dropped = core.central.call('CP1', 'ClearCache', '{}');
    await core.recorder.find(({ action, direction }) => action === 'ClearCache' && direction === 'out');
    core.central.disconnect('CP1');
    expect(await dropped).toMatchObject({
      outcome: 'disconnected',
      description: expect.stringContaining('technician'),
    });
    expect(core.central.find('CP1')).toMatchObject({ connected: false });
  });

  it('keeps the digits of long integers', async () => {
    const station = await service(
      always(
        answer(
          '<o:remoteStopTransactionResponse><o:status>Accepted</o:status></o:remoteStopTransactionResponse>',
        ),
      ),
    );
    await connectStation(core.port, station.url);
    await core.central.call('CP1', 'RemoteStopTransaction', '{"transactionId":9223372036854775807}', {
      sendAnyway: true,
    });
    expect(station.heard[0]?.text).toContain('>9223372036854775807<');
  });

  it('is refused where it has no form in XML', async () => {
    const station = await service(always(ACCEPTED));
    await connectStation(core.port, station.url);
    const call = core.central.call('CP1', 'Reset', '{"type":', { sendAnyway: true });
    await expect(call).rejects.toMatchObject({
      code: 'invalid-params',
      message: expect.stringContaining('SOAP'),
    });
    expect(station.heard).toEqual([]);
  });

  it('may be an envelope of the technician’s own', async () => {
    const station = await service(always(ACCEPTED));
    await connectStation(core.port, station.url);
    const text = answer('<o:resetRequest><o:type>Odd</o:type></o:resetRequest>');
    const seq = core.central.sendRaw('CP1', text);
    expect(core.recorder.records[seq - 1]).toMatchObject({
      kind: 'call',
      action: 'Reset',
      raw: text,
      payload: '{"type":"Odd"}',
    });
    const record = await core.recorder.find(({ kind, direction }) => kind === 'result' && direction === 'in');
    expect(record).toMatchObject({ action: 'Reset', pairSeq: seq });
    expect(station.heard[0]?.text).toBe(text);
  });

  it('does not follow a redirect', async () => {
    const station = await service((_heard, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:1/` }).end();
    });
    await connectStation(core.port, `${station.url}/ChargePointService`);
    expect(await core.central.call('CP1', 'Reset', RESET)).toMatchObject({
      outcome: 'refused',
      code: 'HTTP 302',
      description: expect.stringContaining('not followed'),
    });
    expect(station.heard).toHaveLength(1);
  });

  it('does not read an answer without end', async () => {
    const station = await service((_heard, response) => {
      response.writeHead(200, { 'content-type': 'text/xml' });
      const more = (): void => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await connectStation(core.port, `${station.url}/ChargePointService`);
    expect(await core.central.call('CP1', 'Reset', RESET)).toMatchObject({
      outcome: 'disconnected',
      description: expect.stringContaining('longer than any of OCPP'),
    });
  });
});

describe('an address on another host than the station’s', () => {
  it('is used only after the technician agreed', async () => {
    const station = await service(always(ACCEPTED));
    // The test reaches it by another name of this machine than the one that the station came from.
    const foreign = `http://127.0.0.2:${station.port}/cp`;
    await connectStation(core.port, foreign);
    const before = await core.central.callbacks.state('CP1');
    expect(before).toMatchObject({
      source: 'peer',
      needsConsent: true,
      reported: foreign,
      url: `${station.url}/cp`,
    });
    expect(await core.central.call('CP1', 'Reset', RESET)).toMatchObject({ outcome: 'answered' });
    expect(station.heard[0]?.headers.host).toBe(`127.0.0.1:${station.port}`);
    await expect(core.central.callbacks.agree('CP1', 'http://127.0.0.3/')).rejects.toMatchObject({
      code: 'conflict',
    });
    const after = await core.central.callbacks.agree('CP1', foreign);
    expect(after).toMatchObject({ source: 'agreed', needsConsent: false, url: foreign });
  });

  it('is told apart from a name that leads to the station itself', async () => {
    const station = await service(always(ACCEPTED));
    await connectStation(core.port, `http://localhost:${station.port}/cp`);
    expect(await core.central.callbacks.state('CP1')).toMatchObject({
      source: 'reported',
      needsConsent: false,
    });
    expect(await core.central.call('CP1', 'Reset', RESET)).toMatchObject({ outcome: 'answered' });
  });

  it('gives way to one that the technician set, which can be taken back', async () => {
    const station = await service(always(ACCEPTED));
    await connectStation(core.port, undefined);
    expect(await core.central.callbacks.state('CP1')).toMatchObject({ source: 'guessed' });
    expect(await core.central.callbacks.set('CP1', `${station.url}/mine`)).toMatchObject({
      source: 'set',
      isInProfile: false,
    });
    expect(await core.central.call('CP1', 'Reset', RESET)).toMatchObject({ outcome: 'answered' });
    expect(station.heard[0]?.url).toBe('/mine');
    expect(await core.central.callbacks.set('CP1', undefined)).toMatchObject({ source: 'guessed' });
  });

  it('may also be set in the quirk profile', async () => {
    const station = await service(always(ACCEPTED));
    const other = await startTestCore({ profileOf: () => ({ callbackUrl: `${station.url}/profile` }) });
    await connectStation(other.port, 'http://192.0.2.1/');
    expect(await other.central.callbacks.state('CP1')).toMatchObject({ source: 'set', isInProfile: true });
    expect(await other.central.call('CP1', 'Reset', RESET)).toMatchObject({ outcome: 'answered' });
    await other.close();
  });

  it('is nothing that a station on WebSocket has', async () => {
    await expect(core.central.callbacks.state('CP9')).rejects.toMatchObject({ code: 'not-found' });
  });
});
