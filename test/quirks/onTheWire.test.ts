import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { FindingLog } from '../../electron/core/central/watch/findingLog.ts';
import type { Finding } from '../../shared/station/finding.ts';
import { RawStation } from '../core/central/rawStation.ts';
import { startTestCore, type TestCore } from '../core/central/testCore.ts';

let core: TestCore;
let findings: FindingLog;
afterEach(() => core.close());

async function station(version: '1.6' | '2.0.1' = '1.6'): Promise<RawStation> {
  findings = new FindingLog();
  core = await startTestCore({ findings });
  return RawStation.connect(`${core.url}/CP1`, [`ocpp${version}`]);
}

const BOOT = { chargePointVendor: 'Example', chargePointModel: 'Box' };
const boot = (raw: RawStation) => raw.ask('BootNotification', BOOT);
const start = (raw: RawStation, timestamp: string) =>
  raw.ask('StartTransaction', { connectorId: 1, idTag: 'AA', meterStart: 0, timestamp });
const codes = (): string[] => findings.list().map(({ code }) => code);

function finding(code: string): Promise<Finding> {
  const there = findings.list().find((one) => one.code === code);
  if (there !== undefined) return Promise.resolve(there);
  return new Promise((resolve) => {
    findings.onChange((one) => {
      if (one.code === code) resolve(one);
    });
  });
}

describe('quirks over a real socket', () => {
  it('80: a time without zone is an issue of its record and a finding with the record as proof', async () => {
    const raw = await station();
    const timestamp = new Date().toISOString().slice(0, 19);
    await raw.ask(
      'StatusNotification',
      { connectorId: 1, status: 'Available', errorCode: 'NoError', timestamp },
      's1',
    );
    const record = await core.recorder.find(
      ({ messageId, direction }) => messageId === 's1' && direction === 'in',
    );
    expect(core.recorder.codesOf(record)).toContain('time-without-zone');
    expect(findings.list()).toMatchObject([{ code: 'clock-no-zone', stationId: 'CP1', proof: [record.seq] }]);
  });

  it('90: a boot is answered at once, before anything else goes out', async () => {
    const raw = await station();
    raw.send([2, 'b', 'BootNotification', BOOT]);
    expect(await raw.nextFrame()).toMatchObject([3, 'b', { status: 'Accepted', interval: 300 }]);
  });

  it('92: a call of the station is answered while ours is open, and the other way round', async () => {
    const raw = await station();
    await boot(raw);
    const outcome = core.central.call('CP1', 'RemoteStartTransaction', '{"idTag":"AA","connectorId":1}');
    const [, id] = await raw.nextFrame();
    const asked = await start(raw, new Date().toISOString());
    expect(asked).toMatchObject({ idTagInfo: { status: 'Accepted' } });
    raw.send([3, id, { status: 'Accepted' }]);
    expect(await outcome).toMatchObject({ outcome: 'answered' });
  });

  it.each([0, -1, null])('95: a stop with the id %s is answered and ends the transaction', async (id) => {
    const raw = await station();
    await boot(raw);
    const timestamp = new Date().toISOString();
    const { transactionId } = await start(raw, timestamp);
    await core.station(({ connectors }) => connectors[0]?.transactionId === String(transactionId));
    raw.send([2, 'stop', 'StopTransaction', { transactionId: id, meterStop: 10, timestamp, idTag: 'AA' }]);
    expect((await raw.nextFrame())[0]).toBe(3);
    const ended = await core.station(({ connectors }) => connectors[0]?.transactionId === undefined);
    expect(ended.connectors).toMatchObject([{ connectorId: 1, energyWh: 10 }]);
    expect(codes()).toEqual(['stop-wrong-id']);
  });

  it('102: an event without triggerReason is answered, an error of its record and a finding', async () => {
    const raw = await station('2.0.1');
    const event = {
      eventType: 'Updated',
      timestamp: new Date().toISOString(),
      seqNo: 1,
      transactionInfo: { transactionId: 'T' },
    };
    await raw.ask('TransactionEvent', event, 'e1');
    const record = await core.recorder.find(
      ({ messageId, direction }) => messageId === 'e1' && direction === 'in',
    );
    expect(record.issues).toMatchObject([
      { severity: 'error', message: expect.stringContaining('triggerReason') },
    ]);
    expect(codes()).toEqual(['trigger-reason-missing']);
  });

  it('112: values of settings as numbers', async () => {
    const raw = await station();
    await boot(raw);
    const outcome = core.central.call('CP1', 'GetConfiguration', '{}');
    const [, id] = await raw.nextFrame();
    raw.send([3, id, { configurationKey: [{ key: 'HeartbeatInterval', readonly: false, value: 30 }] }]);
    expect(await outcome).toMatchObject({ outcome: 'answered' });
    const { proof } = await finding('value-not-text');
    expect(core.recorder.records[(proof[0] ?? 0) - 1]).toMatchObject({ kind: 'result', direction: 'in' });
  });

  it('160: two stops at once are both answered and are one transaction', async () => {
    const raw = await station();
    await boot(raw);
    const timestamp = new Date().toISOString();
    const { transactionId } = await start(raw, timestamp);
    for (const [id, reason] of [
      ['x1', 'PowerLoss'],
      ['x2', 'Local'],
    ] as const)
      raw.send([2, id, 'StopTransaction', { transactionId, meterStop: 10, timestamp, reason }]);
    expect([await raw.nextFrame(), await raw.nextFrame()]).toEqual([
      [3, 'x1', {}],
      [3, 'x2', {}],
    ]);
    expect(codes()).toEqual(['stop-repeated']);
  });

  it('33: a deaf station is seen on the station, until it answers', async () => {
    const raw = await station();
    await boot(raw);
    for (let round = 0; round < 2; round += 1) {
      const outcome = core.central.call('CP1', 'ClearCache', '{}', { timeoutMs: 150 });
      await raw.next();
      // Later than the call by the clock of the core.
      for (const sentBy = Date.now(); Date.now() <= sentBy;) await turn();
      await raw.ask('Heartbeat', {});
      expect(await outcome).toMatchObject({ outcome: 'timed-out' });
    }
    expect(await core.station(({ unresponsive }) => unresponsive !== undefined)).toMatchObject({
      unresponsive: 'deaf',
    });
    expect(await finding('station-deaf')).toMatchObject({ severity: 'error' });
    const outcome = core.central.call('CP1', 'ClearCache', '{}');
    const [, id] = await raw.nextFrame();
    raw.send([3, id, { status: 'Accepted' }]);
    await outcome;
    await core.station(({ unresponsive }) => unresponsive === undefined);
  });
});

describe('89: commands that nobody clicked', () => {
  it('are held until the boot is accepted', async () => {
    const raw = await station();
    let isReady: boolean | undefined;
    const ready = core.central.whenReady('CP1').then((value) => (isReady = value));
    await raw.ask('Heartbeat', {});
    await turn();
    expect(isReady).toBeUndefined();
    await boot(raw);
    expect(await ready).toBe(true);
    expect(await core.central.whenReady('CP1')).toBe(true);
  });

  it('are given up when the station leaves, and for one that is not there', async () => {
    const raw = await station();
    const ready = core.central.whenReady('CP1');
    raw.socket.close();
    expect(await ready).toBe(false);
    expect(await core.central.whenReady('CP2')).toBe(false);
  });
});
