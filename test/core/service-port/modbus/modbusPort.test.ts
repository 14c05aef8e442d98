import { describe, expect, it, onTestFinished } from 'vitest';
import { ServicePorts } from '../../../../electron/core/service-port/session/servicePorts.ts';
import type { ModbusHabit } from '../../../../electron/practice/port/modbus/modbusHabits.ts';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';
import { HEIDELBERG } from './heidelberg.ts';
import { profileOf } from './modbusFixture.ts';

const PROFILE = profileOf({ line: { ...HEIDELBERG.line, timeoutMs: 1000 } });
const { signal } = new AbortController();

async function start(habits: readonly ModbusHabit[] = []) {
  const device = await createPracticePort({ device: 'modbus', habits });
  const recorder = new MemoryRecorder();
  const ports = new ServicePorts({
    recorder,
    profiles: { find: (id) => (id === PROFILE.id ? PROFILE : undefined), all: () => [PROFILE] },
    stationsWithSerial: () => [],
    folder: undefined,
    log: () => undefined,
  });
  onTestFinished(async () => {
    await ports.close();
    await device.stop();
  });
  const { path } = device;
  await ports.open({ path, profileId: PROFILE.id });
  return { ports, path, recorder };
}

describe('a service port with a Modbus device', () => {
  it('identifies it, reads it, and writes once that was confirmed while a car charges; each frame is a record in words', async () => {
    const { ports, path, recorder } = await start();
    const identity = await ports.identify(path, signal);
    expect(identity).toMatchObject({ confidence: 'certain', firmwareVersion: '107' });
    expect(ports.state(path)).toMatchObject({ isCharging: true, phase: 'ready' });
    expect(await ports.read(path, ['state', 'power'], signal)).toMatchObject([
      { value: 'C2' },
      { value: '11040' },
    ]);
    await expect(ports.write(path, 'maxCurrent', '8', { signal, isConfirmed: false })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await ports.write(path, 'maxCurrent', '8', { signal, isConfirmed: true })).toMatchObject({
      verdict: 'written',
    });
    const serial = recorder.records.filter(({ kind }) => kind === 'serial');
    expect(serial.map(({ action }) => action)).toContain('FC6');
    expect(ports.console(path).meanings.map(({ meaning }) => meaning)).toEqual(
      expect.arrayContaining([
        'FC6 unit 1: write 80 (0050) to register 261',
        'unit 1: acknowledged: write 80 (0050) to register 261',
      ]),
    );
    await expect(ports.scanUnits({ path, from: 1, to: 2 }, signal)).resolves.toHaveLength(1);
  });

  it('keeps silent beside another master until the technician takes the bus', async () => {
    const { ports, path } = await start(['other-master']);
    expect(await ports.identify(path, signal)).toMatchObject({ confidence: 'unknown' });
    expect(ports.state(path).sentBytes).toBe(0);
    expect(ports.state(path).banners).toMatchObject([{ code: 'other-master', level: 'warning' }]);
    await expect(ports.send({ path, hex: '010601050050980B' })).rejects.toMatchObject({ code: 'conflict' });
    ports.takeBus(path);
    expect(await ports.identify(path, signal)).toMatchObject({ confidence: 'certain' });
    expect(await ports.write(path, 'maxCurrent', '8', { signal, isConfirmed: true })).toMatchObject({
      verdict: 'written',
    });
  });
});
