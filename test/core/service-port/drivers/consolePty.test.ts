import { describe, expect, it, onTestFinished } from 'vitest';
import { connect } from 'node:net';
import { ServicePorts } from '../../../../electron/core/service-port/session/servicePorts.ts';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';
import { HAS_SOCAT, SOCAT_NOTE, startPtyDevice } from '../ptyDevice.ts';
import { PRACTICE_CONSOLE } from './practiceConsoleProfile.ts';
import { onlyProfiles } from '../session/onlyProfiles.ts';

describe.skipIf(!HAS_SOCAT)(`the practice console on a pseudo terminal${SOCAT_NOTE}`, () => {
  it('is opened as a port of the system, identified, changed, and gone when it is unplugged', async () => {
    const device = await createPracticePort({ device: 'console', habits: ['quick', 'logged-in'] });
    const pty = await startPtyDevice();
    const cable = connect(Number(new URL(device.path.replace('tcp', 'http')).port), '127.0.0.1');
    cable.on('error', () => undefined);
    cable.pipe(pty.out);
    pty.in.pipe(cable);
    const ports = new ServicePorts({
      recorder: new MemoryRecorder(),
      profiles: onlyProfiles(PRACTICE_CONSOLE),
      stationsWithSerial: () => [],
      isConnected: () => false,
      inspector: { inspect: ({ facts }) => facts.issues, fits: () => true },
      folder: undefined,
      log: () => undefined,
    });
    onTestFinished(async () => {
      await ports.close();
      cable.destroy();
      await pty.unplug();
      await device.stop();
    });
    const { path } = pty;
    const opened = await ports.open({ path, profileId: PRACTICE_CONSOLE.id });
    expect(opened.identity).toMatchObject({ serialNumber: 'KC-2209-0417', confidence: 'certain' });
    const write = await ports.write(path, 'maxCurrent', '18', { isConfirmed: true });
    expect(write).toMatchObject({ verdict: 'written', readBack: '18' });
    await pty.unplug();
    await expect.poll(() => ports.state(path).phase).toBe('lost');
  });
});
