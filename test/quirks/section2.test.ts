import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { slowReturn } from '../../electron/core/central/watch/detectors/slowReturn.ts';
import { missingPongs } from '../../electron/core/central/watch/detectors/missingPongs.ts';
import { RawStation } from '../core/central/rawStation.ts';
import { startTestCore, type TestCore } from '../core/central/testCore.ts';
import { clientFrame, OCPP_16, RawPeer, upgradeHead } from './rawUpgrade.ts';
import { CLOSINGS, ROWS, type Row } from './section2.ts';

async function start(...options: Parameters<typeof startTestCore>): Promise<TestCore> {
  const core = await startTestCore(...options);
  onTestFinished(() => core.close());
  return core;
}

async function upgraded(core: TestCore): Promise<RawPeer> {
  const peer = await RawPeer.open(core.port);
  peer.write(upgradeHead('/CP1', [OCPP_16]));
  await peer.until('\r\n\r\n');
  return peer;
}

const row = (number: number): Row => ROWS.find((one) => one.row === number) ?? { row: number, title: '?' };

/** Resolves with what is found next, or was found already. */
function finding(core: TestCore, code: string): Promise<unknown> {
  const there = core.findings.list().find((one) => one.code === code);
  if (there !== undefined) return Promise.resolve(there);
  return new Promise((resolve) => {
    core.findings.onChange((found) => {
      if (found.code === code) resolve(found);
    });
  });
}

describe('what a station sends', () => {
  for (const { row: number, title, frames, issues = [], words = /^/, goesOn } of ROWS) {
    if (frames === undefined) continue;
    it(`${number}: ${title}`, async () => {
      const core = await start();
      const peer = await upgraded(core);
      peer.write(Buffer.concat([...frames]));
      if (issues.length > 0) {
        const record = await core.recorder.find(({ kind }) => kind === 'malformed');
        expect(core.recorder.codesOf(record)).toEqual(issues);
        expect(record.issues[0]?.message).toMatch(words);
      }
      if (goesOn === true) {
        peer.write(clientFrame(0x81, '[2,"after","Heartbeat",{}]'));
        expect(await peer.until('[3,"after",')).not.toContain('RpcFrameworkError');
      } else {
        const record = await core.recorder.find(({ kind }) => kind === 'malformed');
        expect(record.raw).toEqual(Buffer.concat([...frames]));
        await core.station(({ connected }) => !connected);
      }
      peer.socket.destroy();
    });
  }
});

describe('pings', () => {
  it(`23: ${row(23).title}`, async () => {
    const core = await start({ profileOf: () => ({ pingIntervalS: 1 }) });
    const raw = await RawStation.connect(`${core.url}/CP1`, ['ocpp1.6'], { autoPong: false });
    expect(await finding(core, 'no-pong')).toMatchObject({ proposal: { change: { pingIntervalS: 0 } } });
    expect(core.central.find('CP1')).toMatchObject({ connected: true, missedPongs: 3 });
    expect(await raw.ask('Heartbeat', {})).toHaveProperty('currentTime');
  });

  it('24: any pong counts, and its time is told', async () => {
    const core = await start({ profileOf: () => ({ pingIntervalS: 1 }) });
    const raw = await RawStation.connect(`${core.url}/CP1`, ['ocpp1.6'], { autoPong: false });
    await once(raw.socket, 'ping');
    raw.socket.pong('another payload');
    const { pingRttMs } = await core.station((station) => station.pingRttMs !== undefined);
    expect(pingRttMs).toBeGreaterThanOrEqual(0);
    expect(core.findings.list()).toEqual([]);
  });

  it('24: a station that breaks on pings is found out, and pings can be off', async () => {
    const watch = missingPongs();
    const breakUp = (at: number) => {
      watch.observe({ type: 'connected', at, version: '1.6', transport: 'json' });
      watch.observe({ type: 'ping', at: at + 1 });
      return watch.observe({ type: 'disconnected', at: at + 1, by: 'station', code: 1002 });
    };
    expect(breakUp(1)).toBeUndefined();
    expect(breakUp(10)).toMatchObject({ findings: [{ code: 'ping-breaks-link' }] });

    const core = await start({ profileOf: (id) => ({ pingIntervalS: id === 'OFF' ? 0 : 1 }) });
    const off = await RawStation.connect(`${core.url}/OFF`);
    const on = await RawStation.connect(`${core.url}/ON`);
    off.socket.on('ping', () => expect.unreachable());
    await once(on.socket, 'ping');
    await once(on.socket, 'ping');
  });

  it('25: a station that is silent for long is not cut off', async () => {
    const core = await start({ profileOf: () => ({ pingIntervalS: 1 }) });
    const raw = await RawStation.connect(`${core.url}/CP1`, ['ocpp1.6'], { autoPong: false });
    for (let pings = 0; pings < 4; pings += 1) await once(raw.socket, 'ping');
    expect(core.central.find('CP1')?.connected).toBe(true);
  });
});

describe('ends of connections', () => {
  it('29: may be made by dropping the line, without a Close frame', async () => {
    const core = await start({ profileOf: () => ({ closeBy: 'drop' }) });
    const raw = await RawStation.connect(`${core.url}/CP1`);
    await core.station(({ connected }) => connected);
    const closed = raw.closed();
    core.central.disconnect('CP1');
    expect((await closed).code).toBe(1006);
    const { disconnectReason } = await core.station(({ connected }) => !connected);
    expect(disconnectReason).toBe('Kerbside closed the connection: closed by the technician.');
  });

  it('29: a station that stayed away long after a Close frame gets that proposed', () => {
    const watch = slowReturn();
    const connect = (at: number) =>
      watch.observe({ type: 'connected', at, version: '1.6', transport: 'json' });
    watch.observe({ type: 'disconnected', at: 0, by: 'kerbside', code: 1000 });
    expect(connect(60_000)).toBeUndefined();
    watch.observe({ type: 'disconnected', at: 0, by: 'kerbside', code: 1000 });
    expect(connect(19 * 60_000)).toMatchObject({
      findings: [{ code: 'slow-return', proposal: { change: { closeBy: 'drop' } } }],
    });
  });

  it(`31: ${row(31).title}`, async () => {
    const core = await start();
    const old = await RawStation.connect(`${core.url}/CP1`);
    const closed = old.closed();
    const young = await RawStation.connect(`${core.url}/CP1`);
    expect(await closed).toEqual({ code: 1000, reason: 'replaced by a newer connection' });
    expect(await young.ask('Heartbeat', {})).toHaveProperty('currentTime');
    expect(core.findings.list()).toMatchObject([{ code: 'two-connections', severity: 'warning' }]);
  });

  it('32: the age of what came last is known', async () => {
    const core = await start();
    const raw = await RawStation.connect(`${core.url}/CP1`);
    const before = Date.now();
    await raw.ask('Heartbeat', {});
    expect(core.central.find('CP1')?.lastReceivedAt).toBeGreaterThanOrEqual(before);
  });

  it.each(CLOSINGS)('34: code $code is put into words', async ({ code, sentence }) => {
    const core = await start();
    const raw = await RawStation.connect(`${core.url}/CP1`);
    raw.socket.close(code);
    expect((await core.station(({ connected }) => !connected)).disconnectReason).toBe(sentence);
  });

  it('34: a line that broke is told apart from a station that closed', async () => {
    const core = await start();
    const raw = await RawStation.connect(`${core.url}/CP1`);
    await core.station(({ connected }) => connected);
    raw.socket.terminate();
    const { disconnectReason } = await core.station(({ connected }) => !connected);
    expect(disconnectReason).toMatch(/broke off: neither side sent a closing frame \(code 1006\)/);
  });

  it(`35: ${row(35).title}`, async () => {
    const core = await start();
    const raw = await RawStation.connect(`${core.url}/CP1`);
    await core.station(({ connected }) => connected);
    const outcome = core.central.call('CP1', 'GetConfiguration', '{}');
    await raw.nextFrame();
    raw.socket.terminate();
    const { description = '' } = await outcome;
    expect(description).toMatch(/That was \d\.\d s after GetConfiguration was sent\./);
    expect((await core.station(({ connected }) => !connected)).disconnectReason).toBe(description);
    expect(core.findings.list()).toMatchObject([
      { code: 'closes-after-command', id: 'closes-after-command GetConfiguration' },
    ]);
    expect(core.findings.list()[0]?.proof).toHaveLength(1);
  });
});
