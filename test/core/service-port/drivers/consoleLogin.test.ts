import { describe, expect, it, onTestFinished } from 'vitest';
import { ServicePorts } from '../../../../electron/core/service-port/session/servicePorts.ts';
import { PRACTICE_LOGIN } from '../../../../electron/practice/port/console/consoleDevice.ts';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';
import { PRACTICE_CONSOLE } from './practiceConsoleProfile.ts';
import { onlyProfiles } from '../session/onlyProfiles.ts';

async function open(
  habits: readonly string[],
): Promise<{ ports: ServicePorts; path: string; recorder: MemoryRecorder }> {
  const device = await createPracticePort({ device: 'console', habits: ['quick', ...habits] });
  const recorder = new MemoryRecorder();
  const ports = new ServicePorts({
    recorder,
    profiles: onlyProfiles(PRACTICE_CONSOLE),
    stationsWithSerial: () => [],
    isConnected: () => false,
    inspector: { inspect: ({ facts }) => facts.issues, fits: () => true },
    folder: undefined,
    log: () => undefined,
  });
  onTestFinished(async () => {
    await ports.close();
    await device.stop();
  });
  await ports.open({ path: device.path, profileId: PRACTICE_CONSOLE.id });
  return { ports, path: device.path, recorder };
}

const { signal } = new AbortController();

describe('a login at a console, as the session records it', () => {
  for (const habits of [['booted'], ['booted', 'line-echo']]) {
    it(`the password is in no record and on no screen: ${habits.join(' and ')}`, async () => {
      const { ports, path, recorder } = await open(habits);
      expect(ports.state(path).identity?.confidence).toBe('unknown');
      expect(ports.state(path).banners.map(({ code }) => code)).toContain('login');
      expect(await ports.logIn(path, PRACTICE_LOGIN, signal)).toEqual({ how: 'in', sentence: 'Logged in.' });
      const { identity, banners } = ports.state(path);
      expect(identity).toMatchObject({ serialNumber: 'KC-2209-0417', confidence: 'certain' });
      expect(banners.map(({ code }) => code)).not.toContain('login');
      await ports.closePort(path);
      const shown = ports
        .console(path, true)
        .chunks.map(({ data }) => Buffer.from(data, 'base64').toString('latin1'))
        .join('');
      const kept = recorder.records.map(({ raw }) => String(raw)).join('');
      for (const text of [shown, kept]) {
        expect(text).toContain('*******');
        expect(text.split(/[\r\n]+/).filter((line) => line.endsWith(PRACTICE_LOGIN.password))).toEqual([]);
      }
    });
  }

  it('a wrong password is a result', async () => {
    const { ports, path } = await open(['booted', 'wrong-password']);
    expect(await ports.logIn(path, PRACTICE_LOGIN, signal)).toMatchObject({ how: 'refused' });
    expect(ports.state(path).banners.map(({ code }) => code)).toContain('login');
  });
});
