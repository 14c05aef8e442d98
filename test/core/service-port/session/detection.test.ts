import { afterEach, expect, it } from 'vitest';
import { PortWatch } from '../../../../electron/core/service-port/transport/portWatch.ts';
import { ServicePorts } from '../../../../electron/core/service-port/session/servicePorts.ts';
import { portProfileSchema, type PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';
import { HAS_SOCAT, SOCAT_NOTE, startPtyDevice } from '../ptyDevice.ts';
import { startCableDevice } from './cableDevice.ts';
import { onlyProfiles } from './onlyProfiles.ts';

const ends: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const RAPI: PortProfile = portProfileSchema.parse({
  schema: 1,
  id: 'openevse',
  name: 'OpenEVSE',
  driver: 'rapi',
  evidence: { level: 'source-code', source: 'rapi_proc.h' },
  line: { bauds: [115_200], formats: ['8N1'] },
  identify: [{ command: 'version' }],
  commands: [{ key: 'version', send: 'GV', meaning: 'asks for the version', isReading: true }],
});

function startPorts(): { ports: ServicePorts; recorder: MemoryRecorder } {
  const recorder = new MemoryRecorder();
  const ports = new ServicePorts({
    recorder,
    profiles: onlyProfiles(RAPI),
    stationsWithSerial: () => [],
    isConnected: () => false,
    inspector: { inspect: ({ facts }) => facts.issues, fits: () => true },
    watch: new PortWatch({ list: () => Promise.resolve({ ports: [], hints: [] }) }),
    folder: undefined,
    log: () => undefined,
    reattachMs: 10,
  });
  ends.push(() => ports.close());
  return { ports, recorder };
}

it('sends nothing unless it may ask, and then only what reads', async () => {
  const device = await startCableDevice();
  ends.push(() => device.close());
  device.onData((bytes) => {
    if (bytes.toString() === '$GV^35\r') void device.write('$OK 8.2.3 5.2.1^2F\r');
  });
  const { ports, recorder } = startPorts();
  const { path } = device;
  await ports.open({ path });
  const heard = await ports.detect({ path, mayAsk: false }, AbortSignal.any([]));
  expect(heard).toMatchObject({ isRunning: false, trials: [{ how: 'listened', receivedBytes: 0 }] });
  expect(heard.sentence).toContain('allow questions that only read');
  expect(device.received()).toHaveLength(0);
  const asked = await ports.detect({ path, mayAsk: true }, AbortSignal.any([]));
  expect(asked).toMatchObject({
    best: { baud: 115_200, format: '8N1', profileId: 'openevse' },
    trials: [{ how: 'listened' }, { how: 'asked', asked: '$GV^35', score: 1 }],
  });
  expect(device.received().toString()).toBe('$GV^35\r');
  expect(ports.state(path)).toMatchObject({ phase: 'ready' });
  await ports.closePort(path);
  const question = recorder.records.find(({ kind, direction }) => kind === 'serial' && direction === 'out');
  expect(question).toMatchObject({ action: 'detect', raw: '$GV^35\r' });
});

it.skipIf(!HAS_SOCAT)(
  `sets the line as it was when it is cancelled, and shows each trial${SOCAT_NOTE}`,
  async () => {
    const device = await startPtyDevice();
    ends.push(() => device.unplug());
    const { ports } = startPorts();
    const { path } = device;
    await ports.open({ path, line: { baud: 57_600, format: '8E1' } });
    const cancel = new AbortController();
    const trial = new Promise<number>((resolve) => {
      ports.onDetection(path, ({ trials }) => {
        if (trials.length > 0) resolve(trials.length);
      });
    });
    const search = ports.detect({ path, mayAsk: false }, cancel.signal);
    await trial;
    expect(ports.state(path)).toMatchObject({
      phase: 'ready',
      busyWith: expect.stringContaining('searched'),
    });
    await expect(ports.send({ path, text: 'x' })).rejects.toMatchObject({ code: 'busy' });
    cancel.abort();
    await expect(search).rejects.toMatchObject({ code: 'cancelled' });
    expect(ports.state(path).line).toMatchObject({ baud: 57_600, format: '8E1' });
    expect(ports.detection(path)).toMatchObject({
      isRunning: false,
      sentence: expect.stringContaining('early'),
    });
  },
);

it.skipIf(!HAS_SOCAT)(`is lost at once when a serial port goes that nobody uses${SOCAT_NOTE}`, async () => {
  const device = await startPtyDevice();
  const { ports, recorder } = startPorts();
  const { path } = device;
  await ports.open({ path });
  device.out.write('hello\n');
  await recorder.find(({ kind }) => kind === 'serial');
  await ports.send({ path, hex: '0001ff' });
  const lost = new Promise((resolve) => {
    ports.onChange(({ phase }) => phase === 'lost' && resolve(phase));
  });
  await device.unplug();
  await lost;
  expect(ports.state(path)).toMatchObject({ phase: 'lost', failure: { sentence: expect.any(String) } });
  await ports.closePort(path);
  expect(
    recorder.records.find(({ direction, kind }) => kind === 'serial' && direction === 'out')?.raw,
  ).toEqual(Buffer.of(0, 1, 0xff));
});

it('names the cause where a port does not open', async () => {
  const { ports } = startPorts();
  const path = '/dev/ttyNOT-THERE';
  await expect(ports.open({ path })).rejects.toMatchObject({ code: 'not-found' });
  expect(ports.state(path)).toMatchObject({ phase: 'closed', failure: { cause: 'gone' } });
  await expect(ports.open({ path: 'tcp://127.0.0.1' })).rejects.toMatchObject({ code: 'invalid-params' });
});
