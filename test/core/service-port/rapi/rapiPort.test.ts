import { afterEach, describe, expect, it } from 'vitest';
import { builtInProfiles } from '../../../../electron/core/service-port/profiles/built-in/builtInProfiles.ts';
import { ServicePorts } from '../../../../electron/core/service-port/session/servicePorts.ts';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';
import { onlyProfiles } from '../session/onlyProfiles.ts';

const ends: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function openPort(habits: readonly string[]) {
  const device = await createPracticePort({ device: 'rapi', habits: ['fast', 'session=0', ...habits] });
  const recorder = new MemoryRecorder();
  const ports = new ServicePorts({
    recorder,
    profiles: onlyProfiles(...builtInProfiles()),
    stationsWithSerial: () => [],
    isConnected: () => false,
    inspector: { inspect: ({ facts }) => facts.issues, fits: () => true },
    folder: undefined,
    log: () => undefined,
  });
  ends.push(
    () => device.stop(),
    () => ports.close(),
  );
  const { path } = device;
  const state = await ports.open({ path, profileId: 'openevse-rapi' });
  const signal = new AbortController().signal;
  return { ports, path, state, recorder, signal };
}

describe('an OpenEVSE at a service port', () => {
  it('is identified by the built-in profile, read, written and recorded', async () => {
    const { ports, path, state, recorder, signal } = await openPort([]);
    expect(state).toMatchObject({
      phase: 'ready',
      profileId: 'openevse-rapi',
      cableId: expect.stringContaining('011241357A1F3C0A0B0D'),
      identity: { firmwareVersion: '8.2.3', confidence: 'certain' },
    });
    const readings = await ports.read(path, ['state', 'maxCurrent'], signal);
    expect(readings.map(({ value }) => value)).toEqual(['A: not connected', '24']);
    await expect(ports.send({ path, text: '$SC 32 M', eol: 'cr' })).rejects.toMatchObject({
      code: 'conflict',
    });
    const record = await recorder.find(({ action }) => action === '$GC');
    expect(record).toMatchObject({ kind: 'serial', direction: 'out' });
  });

  it('is not restarted while a car charges', async () => {
    const { ports, path, signal } = await openPort(['charging']);
    await expect(ports.write(path, 'restart', 'now', { signal })).rejects.toMatchObject({ code: 'conflict' });
    expect(ports.state(path).isCharging).toBe(true);
  });
});
