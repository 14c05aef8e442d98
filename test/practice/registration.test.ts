import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { createPracticeCharger } from '../../electron/practice/createPracticeCharger.ts';
import { JSON_VERSIONS } from '../../shared/ocpp/version.ts';
import { asText } from './callLog.ts';
import { begin, beginBooted, stateOf } from './practiceFixture.ts';

const now = (): string => new Date().toISOString();

describe.each(JSON_VERSIONS)('registration in %s', (version) => {
  it('asks for its subprotocol under its percent-encoded id', async () => {
    const { central } = await beginBooted(version);
    const [request] = central.requests;
    expect(request?.url).toBe('/PRACTICE%201');
    expect(request?.headers['sec-websocket-protocol']).toBe(`ocpp${version}`);
  });

  it('waits while it is pending, does what it is asked, and boots again', async () => {
    let boots = 0;
    const { central } = await begin(version, { speed: 20 }, ({ responders }) =>
      responders.set('BootNotification', () => {
        boots += 1;
        return { status: boots === 1 ? 'Pending' : 'Accepted', currentTime: now(), interval: 10 };
      }),
    );
    await central.expect('BootNotification');
    const action = version === '1.6' ? 'RemoteStartTransaction' : 'RequestStartTransaction';
    const payload =
      version === '1.6' ? { idTag: 'A' } : { idToken: { idToken: 'A', type: 'Central' }, remoteStartId: 1 };
    expect(await central.status(action, payload)).toBe('Rejected');
    expect(central.received('StatusNotification')).toEqual([]);
    expect(await central.status('TriggerMessage', { requestedMessage: 'Heartbeat' })).toBe('Accepted');
    await central.expect('Heartbeat');
    await central.expect('BootNotification');
    await central.expect('StatusNotification');
  });

  it('takes no commands when it is rejected, and tries again', async () => {
    let boots = 0;
    const { central } = await begin(version, { speed: 20 }, ({ responders }) =>
      responders.set('BootNotification', () => {
        boots += 1;
        return { status: boots === 1 ? 'Rejected' : 'Accepted', currentTime: now(), interval: 5 };
      }),
    );
    await central.expect('BootNotification');
    expect(await central.call('ClearCache', {})).toMatchObject({ kind: 'error', code: 'SecurityError' });
    await central.expect('BootNotification');
    await central.expect('StatusNotification');
  });

  it('beats at the interval that it was given, and at the one that is set later', async () => {
    // A day at this speed is longer than a test may take: every beat after the change proves the change.
    const { central } = await begin(version, { speed: 1000 }, ({ responders }) => {
      responders.set('BootNotification', () => ({
        status: 'Accepted',
        currentTime: now(),
        interval: 86_400,
      }));
    });
    await central.expect('StatusNotification');
    const change =
      version === '1.6'
        ? await central.call('ChangeConfiguration', { key: 'HeartbeatInterval', value: '20' })
        : await central.call('SetVariables', {
            setVariableData: [
              {
                attributeValue: '20',
                component: { name: 'OCPPCommCtrlr' },
                variable: { name: 'HeartbeatInterval' },
              },
            ],
          });
    expect(JSON.stringify(change)).toContain('Accepted');
    for (let beat = 0; beat < 3; beat += 1) await central.expect('Heartbeat');
  });

  it('follows the clock of the central system', async () => {
    const ahead = 3 * 3_600_000;
    const { central } = await begin(version, {}, ({ responders }) =>
      responders.set('BootNotification', () => ({
        status: 'Accepted',
        currentTime: new Date(Date.now() + ahead).toISOString(),
        interval: 300,
      })),
    );
    const { payload } = await central.expect('StatusNotification');
    expect(Date.parse(asText(payload['timestamp'])) - Date.now()).toBeGreaterThan(ahead - 60_000);
  });

  it('resets: answers, ends the transaction, leaves, and boots again', async () => {
    const { central, charger } = await beginBooted(version, { plug: true, speed: 20 });
    await charger.act('authorize');
    await stateOf(charger, ({ isCharging }) => isCharging);
    const gone = central.disconnected();
    expect(await central.status('Reset', { type: version === '1.6' ? 'Hard' : 'Immediate' })).toBe(
      'Accepted',
    );
    await gone;
    const ends =
      version === '1.6'
        ? central.received('StopTransaction')
        : central.received('TransactionEvent').filter(({ eventType }) => eventType === 'Ended');
    expect(JSON.stringify(ends)).toContain(version === '1.6' ? 'HardReset' : 'ImmediateReset');
    const { payload } = await central.expect('BootNotification');
    if (version !== '1.6') expect(payload).toMatchObject({ reason: 'RemoteReset' });
    await stateOf(
      charger,
      ({ link, connectorStatus }) => link === 'connected' && connectorStatus === 'Preparing',
    );
  });

  it('waits for a central system that is not there yet, and leaves nothing behind when it is stopped', async () => {
    const { central, charger } = await begin(version);
    await central.expect('BootNotification');
    await central.stop();
    await stateOf(charger, ({ link }) => link !== 'connected');
    await charger.stop();
    await charger.stop();
    expect(charger.state().link).toBe('disconnected');
    await expect(charger.act('plug')).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('a peer that never answers the upgrade', () => {
  it('does not keep the charger from stopping', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const arrived = once(server, 'connection');
    const charger = createPracticeCharger({ url: `ws://127.0.0.1:${port}`, stationId: 'A', version: '1.6' });
    await arrived;
    expect(charger.state().link).toBe('connecting');
    await charger.stop();
    expect(charger.state().link).toBe('disconnected');
    server.close();
    await once(server, 'close');
  });

  it('is tried again when the address cannot be a WebSocket', async () => {
    const lines: string[] = [];
    const charger = createPracticeCharger({
      url: 'nonsense',
      stationId: 'A',
      version: '1.6',
      speed: 1000,
      log: (line) => lines.push(line),
    });
    await vi.waitFor(() => expect(lines.length).toBeGreaterThan(2));
    expect(lines[0]).toContain('cannot connect to nonsense/A');
    await charger.stop();
  });
});

describe('password', () => {
  it('is sent by HTTP Basic authentication, and a new one with a new connection', async () => {
    const { central } = await beginBooted('1.6', { password: 'first-password-16' });
    const basic = (password: string): string =>
      `Basic ${Buffer.from(`PRACTICE 1:${password}`).toString('base64')}`;
    expect(central.requests[0]?.headers.authorization).toBe(basic('first-password-16'));
    const value = 'second-password-16';
    expect(await central.status('ChangeConfiguration', { key: 'AuthorizationKey', value })).toBe('Accepted');
    await central.expect('Heartbeat');
    expect(central.requests[1]?.headers.authorization).toBe(basic(value));
  });
});
