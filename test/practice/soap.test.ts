import { describe, expect, it } from 'vitest';
import { SOAP_VERSIONS } from '../../shared/ocpp/version.ts';
import {
  answersWithWrongId,
  dropsConnectionUpon,
  sendsGarbage,
} from '../../electron/practice/behaviours/misbehaviours.ts';
import { beginBootedSoap, beginSoap, stateOf } from './practiceFixture.ts';

describe.each(SOAP_VERSIONS)('a practice charger that speaks %s over SOAP', (version) => {
  it('boots under its own name, tells where it can be called, and charges', async () => {
    const { central, charger } = await beginBootedSoap(version, { speed: 60 });
    expect(charger.state()).toMatchObject({ version, transport: 'soap', link: 'connected' });
    expect(central.headers[0]).toMatchObject({
      chargeBoxIdentity: 'PRACTICE 1',
      action: '/BootNotification',
      to: `${central.url}/`,
      replyTo: 'http://www.w3.org/2005/08/addressing/anonymous',
    });
    expect(central.headers[0]?.from).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    await charger.act('plug');
    await charger.act('authorize');
    await central.expect('StartTransaction');
    const { payload } = await central.expect('MeterValues');
    expect(Object.keys(payload)).toContain(version === '1.5' ? 'values' : 'meterValue');
    await charger.act('unplug');
    const stopped = (await central.expect('StopTransaction')).payload;
    expect(stopped['transactionId']).toBe(4_001);
    expect(stopped['reason']).toBe(version === '1.5' ? undefined : 'EVDisconnected');
    expect(stopped['transactionData']).toHaveLength(version === '1.5' ? 1 : 2);
  });

  it('restarts when told to, at the same address', async () => {
    const { central } = await beginBootedSoap(version, { speed: 60 });
    const before = central.headers.at(-1)?.from;
    expect(await central.status('Reset', { type: 'Soft' })).toBe('Accepted');
    await central.expect('BootNotification');
    expect(central.headers.at(-1)?.from).toBe(before);
    expect(await central.status('ClearCache', {})).toBe('Accepted');
  });

  it('refuses what is not for it, not known to it, or no message at all', async () => {
    const { central } = await beginBootedSoap(version);
    expect(await central.call('MakeCoffee', {})).toMatchObject({ kind: 'error', code: 'NotSupported' });
    expect(await central.call('GetLog', {})).toMatchObject({ kind: 'error', code: 'NotSupported' });
    expect(await central.call('Reset', {})).toMatchObject({ kind: 'error', code: 'ProtocolError' });
    expect(await central.post('ClearCache', '<ocpp:clearCacheRequest/>', 'SOMEBODY')).toContain(
      'IdentityMismatch',
    );
    const url = central.headers.at(-1)?.from ?? '';
    const broken = await fetch(url, { method: 'POST', body: '<a><b></a>' });
    expect(broken.status).toBe(400);
    expect(await broken.text()).toContain('ProtocolError');
    expect((await fetch(url)).status).toBe(405);
  });

  it('is refused with a fault, and goes on', async () => {
    const { central, charger } = await beginBootedSoap(version);
    central.responders.set('Authorize', () => ({ callError: 'InternalError' }));
    await charger.act('authorize');
    await central.expect('Authorize');
    expect(await central.status('ClearCache', {})).toBe('Accepted');
  });

  it('keeps its transaction while nobody answers, and comes back by itself', async () => {
    const { central, charger } = await beginBootedSoap(version, {
      speed: 60,
      behaviours: [dropsConnectionUpon('ClearCache')],
    });
    await charger.act('plug');
    await charger.act('authorize');
    await central.expect('StartTransaction');
    await expect(central.call('ClearCache', {})).rejects.toThrow('fetch failed');
    await central.expect('Heartbeat');
    await stateOf(charger, ({ link }) => link === 'connected');
    await charger.act('authorize');
    await central.expect('StopTransaction');
  });

  it('has the bad habits of the others', async () => {
    const { central } = await beginBootedSoap(version, {
      behaviours: [sendsGarbage('ClearCache', 'no XML'), answersWithWrongId('GetLocalListVersion')],
    });
    expect(await central.post('ClearCache', '<ocpp:clearCacheRequest/>')).toBe('no XML');
    expect(await central.post('GetLocalListVersion', '<ocpp:getLocalListVersionRequest/>')).toMatch(
      /RelatesTo>c\d+-other</,
    );
  });
});

describe('a practice charger with nobody to talk to', () => {
  it('takes a ws:// address for SOAP, says that it is not connected, and goes on trying', async () => {
    const lines: string[] = [];
    const { central, charger } = await beginSoap('1.6', {
      url: 'ws://127.0.0.1:9',
      speed: 60,
      log: (line) => lines.push(line),
    });
    await stateOf(charger, ({ link }) => link === 'connecting');
    await stateOf(charger, ({ link }) => link === 'disconnected');
    expect(lines.join('\n')).toContain('http://127.0.0.1:9/ took no BootNotification');
    expect(central.calls).toEqual([]);
  });
});

describe('the configuration of 1.5', () => {
  it('has the keys of its specification, whatever the case of their letters', async () => {
    const { central } = await beginBootedSoap('1.5');
    const answer = await central.call('GetConfiguration', {
      key: ['heartbeatINTERVAL', 'LocalPreAuthorize'],
    });
    expect(answer).toMatchObject({
      payload: {
        configurationKey: [{ key: 'HeartBeatInterval', readonly: false, value: '300' }],
        unknownKey: ['LocalPreAuthorize'],
      },
    });
    const set = { key: 'HeartBeatInterval', value: '1' };
    expect(await central.status('ChangeConfiguration', set)).toBe('Accepted');
    await central.expect('Heartbeat');
  });
});
