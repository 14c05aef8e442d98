import { afterEach, describe, expect, it } from 'vitest';
import { PortProfiles } from '../../../../electron/core/service-port/profiles/portProfiles.ts';
import { ServicePorts } from '../../../../electron/core/service-port/session/servicePorts.ts';
import type { ConsoleBatch } from '../../../../shared/service-port/consoleBatch.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';
import { startCableDevice } from './cableDevice.ts';

const ends: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function start() {
  const device = await startCableDevice();
  const recorder = new MemoryRecorder();
  const ports = new ServicePorts({
    recorder,
    profiles: new PortProfiles(undefined),
    stationsWithSerial: () => [],
    folder: undefined,
    log: () => undefined,
  });
  ends.push(
    () => device.close(),
    () => ports.close(),
  );
  return { device, recorder, ports };
}

const text = ({ chunks }: ConsoleBatch): string =>
  chunks.map(({ data }) => Buffer.from(data, 'base64').toString()).join('');

describe('ServicePorts', () => {
  it('opens a port without a profile, records what crosses it and shows it', async () => {
    const { device, recorder, ports } = await start();
    const opened = await ports.open({ path: device.path });
    expect(opened).toMatchObject({ phase: 'ready', isLinked: false, line: { baud: 115_200, format: '8N1' } });
    const batch = new Promise<ConsoleBatch>((resolve) => ports.onConsole(device.path, resolve));
    await device.write('login: ');
    const record = await recorder.find(({ kind }) => kind === 'serial');
    expect(record).toMatchObject({ direction: 'in', raw: 'login: ', stationId: opened.stationId });
    expect(text(await batch)).toBe('login: ');
    await expect(ports.send({ path: device.path, text: 'root', eol: 'cr' })).resolves.toEqual({
      sentBytes: 5,
    });
    await device.until('root\r');
    expect(text(ports.console(device.path))).toBe('login: root\r');
    const closed = await ports.closePort(device.path);
    expect(closed).toMatchObject({ phase: 'closed', receivedBytes: 7, sentBytes: 5 });
    expect(recorder.records.map(({ kind, direction, raw }) => [kind, direction, raw])).toEqual([
      ['note', 'in', expect.stringContaining('opened')],
      ['serial', 'in', 'login: '],
      ['serial', 'out', 'root\r'],
      ['note', 'in', expect.stringContaining('closed')],
    ]);
  });
});
