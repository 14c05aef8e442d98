import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ServicePorts } from '../../../../electron/core/service-port/session/servicePorts.ts';
import type { ModbusHabit } from '../../../../electron/practice/port/modbus/modbusHabits.ts';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';
import { HEIDELBERG } from './heidelberg.ts';
import { profileOf } from './modbusFixture.ts';
import { HAS_SOCAT, SOCAT_NOTE, startPtyDevice } from '../ptyDevice.ts';
import { HAS_PYMODBUS, PYMODBUS_NOTE, pymodbusDevice, type DeviceData } from './pymodbusDevice.ts';
import { onlyProfiles } from '../session/onlyProfiles.ts';

const PROFILE = profileOf({ line: { ...HEIDELBERG.line, timeoutMs: 1000 } });
const { signal } = new AbortController();

async function start(habits: readonly ModbusHabit[] = []) {
  const device = await createPracticePort({ device: 'modbus', habits });
  onTestFinished(() => device.stop());
  return openPort(device.path);
}

async function openPort(path: string) {
  const recorder = new MemoryRecorder();
  const ports = new ServicePorts({
    recorder,
    profiles: onlyProfiles(PROFILE),
    stationsWithSerial: () => [],
    isConnected: () => false,
    inspector: { inspect: ({ facts }) => facts.issues, fits: () => true },
    folder: undefined,
    log: () => undefined,
  });
  onTestFinished(() => ports.close());
  await ports.open({ path, profileId: PROFILE.id });
  return { ports, path, recorder };
}

function registers(from: number, ...values: number[]): Record<number, number> {
  return Object.fromEntries(values.map((value, index) => [from + index, value]));
}

const HEIDELBERG_DATA: DeviceData = {
  ir: { ...registers(4, 0x0108, 7, ...Array.from({ length: 13 }, () => 0)), 100: 16, 101: 6, 203: 107 },
  hr: { ...registers(257, 15_000, 4, 1), ...registers(261, 160, 60) },
};

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

  it.skipIf(!HAS_SOCAT || !HAS_PYMODBUS)(
    `speaks with pymodbus over a pseudo terminal${SOCAT_NOTE}${PYMODBUS_NOTE}`,
    async () => {
      const device = await pymodbusDevice({ 1: HEIDELBERG_DATA });
      const pty = await startPtyDevice();
      onTestFinished(() => pty.unplug());
      const { hostname, port } = new URL(device);
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      onTestFinished(() => {
        socket.destroy();
      });
      pty.in.pipe(socket).pipe(pty.out);
      const { ports, path } = await openPort(pty.path);
      expect(await ports.identify(path, signal)).toMatchObject({
        confidence: 'certain',
        firmwareVersion: '107',
      });
      expect(await ports.write(path, 'maxCurrent', '8', { signal, isConfirmed: true })).toMatchObject({
        verdict: 'written',
      });
      const reading = expect(ports.read(path, ['firmware', 'state'], signal)).rejects.toMatchObject({
        code: 'unavailable',
      });
      await pty.unplug();
      await reading;
    },
  );

  it.skipIf(!HAS_PYMODBUS)(
    `reaches a device behind a gateway that speaks Modbus TCP, and knows it when it searches${PYMODBUS_NOTE}`,
    async () => {
      const { ports, path, recorder } = await openPort(
        await pymodbusDevice({ 1: HEIDELBERG_DATA }, 'socket'),
      );
      expect(await ports.identify(path, signal)).toMatchObject({ confidence: 'certain' });
      expect(recorder.records.findLast(({ direction }) => direction === 'out')?.raw).toHaveLength(12);
      const { best, sentence } = await ports.detect({ path, mayAsk: true }, signal);
      expect(best).toMatchObject({ profileId: PROFILE.id });
      expect(sentence).toContain('Unit 1 is as “Heidelberg Energy Control” is');
    },
  );
});
