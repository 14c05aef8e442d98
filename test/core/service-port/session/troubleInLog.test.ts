import { describe, expect, it } from 'vitest';
import { TroubleInLog } from '../../../../electron/core/service-port/session/troubleInLog.ts';
import { startWithFolder } from '../../../integration/sessionFiles.ts';
import { startCableDevice } from './cableDevice.ts';
import { startPorts } from './startPorts.ts';

const REFUSED = 'E (812) ws: connect to 10.0.0.5: Connection refused\r\n';

const record = (raw: string | Buffer, at: number, seq: number) => ({
  direction: 'in' as const,
  raw,
  at,
  seq,
});

describe('TroubleInLog', () => {
  it('looks at the beginning of each second of a flood, and at text among other bytes', () => {
    const seqs: number[] = [];
    const log = new TroubleInLog((_, __, seq) => seqs.push(seq));
    const much = `${'x'.repeat(4000)}\n`;
    for (let n = 0; n < 200; n += 1) log.record(record(much, 1000 + n, n));
    log.record(record(REFUSED, 1900, 201));
    log.record(record(REFUSED, 2000, 202));
    log.record(record(Buffer.from(`\0\xff\n${REFUSED}`, 'latin1'), 2001, 203));
    expect(seqs).toEqual([202, 203]);
  });

  it('tells the same cause once of a record, and forgets a line that never ends', () => {
    const seqs: number[] = [];
    const log = new TroubleInLog((_, __, seq) => seqs.push(seq));
    log.record(record(REFUSED + REFUSED, 1, 1));
    log.record(record(`Connection refused${' '.repeat(5000)}`, 2, 2));
    log.record(record('\n', 3, 3));
    expect(seqs).toEqual([1]);
  });
});

describe('why a charger does not connect, as it prints it on its service port', () => {
  it('is told with the record that shows it, also where a line comes in two records', async () => {
    const { device, recorder, ports, path, troubles } = await startPorts();
    await ports.open({ path });
    await device.write('boot ok\r\n\u001B[31mwss: Connec');
    await recorder.find(({ raw }) => String(raw).includes('Connec'));
    await device.write('tion refused\u001B[0m\r\nretry in 10 s\r\n');
    const { seq, stationId } = await recorder.find(({ raw }) => String(raw).includes('retry'));
    expect(troubles).toEqual([{ stationId, code: 'log-connection-refused', seq }]);
    expect(ports.state(path).banners).toMatchObject([
      {
        code: 'log-connection-refused',
        level: 'problem',
        sentence: expect.stringMatching(/printed so\.$/),
        seq,
        remedy: expect.any(String),
      },
    ]);
    ports.leaveFile('next');
    ports.sessionBegan();
    expect(ports.state(path).banners).toEqual([]);
  });

  it('is nothing that is sent, or that is in a file that is transferred', async () => {
    const { device, recorder, ports, path, troubles } = await startPorts();
    await ports.open({ path });
    await ports.send({ path, text: 'grep "Connection refused" log\n' });
    const held = ports.hold(path, 'A log is pulled.');
    await device.write(REFUSED);
    await recorder.find(({ direction, raw }) => direction === 'in' && String(raw).includes('refused'));
    held.release();
    expect(troubles).toEqual([]);
  });

  it('shows the latest causes and no more', async () => {
    const { device, recorder, ports, path, troubles } = await startPorts();
    await ports.open({ path });
    await device.write(
      `udhcpc: no lease, failing\r\n+CME ERROR: 10\r\nreason=WRONG_KEY\r\n${REFUSED}${REFUSED}`,
    );
    await recorder.find(({ raw }) => String(raw).includes('refused'));
    expect(troubles.map(({ code }) => code)).toEqual([
      'log-no-address',
      'log-sim',
      'log-wifi-key',
      'log-connection-refused',
    ]);
    expect(ports.state(path).banners.map(({ code }) => code)).toEqual([
      'log-sim',
      'log-wifi-key',
      'log-connection-refused',
    ]);
  });

  it('is a finding of the charger, with its proof', async () => {
    const device = await startCableDevice();
    const { core, client } = await startWithFolder();
    const { stationId } = await client.call('port.open', { path: device.path });
    const shown = new Promise<void>((resolve) => {
      client.subscribe(
        'findings',
        {},
        { snapshot: () => undefined, change: () => resolve(), ended: () => undefined },
      );
    });
    await device.write(REFUSED);
    await shown;
    const [finding, ...more] = await client.call('findings.list', {});
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ stationId, code: 'log-connection-refused', severity: 'error', count: 1 });
    const record = await client.call('record.get', { seq: finding?.proof[0] ?? 0 });
    expect(record).toMatchObject({ kind: 'serial', stationId, raw: REFUSED });
    await core.close();
    await device.close();
  });
});
