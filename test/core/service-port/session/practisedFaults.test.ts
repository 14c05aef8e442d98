import { describe, expect, it, onTestFinished } from 'vitest';
import { PortProfiles } from '../../../../electron/core/service-port/profiles/portProfiles.ts';
import { ServicePorts } from '../../../../electron/core/service-port/session/servicePorts.ts';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import type { PracticePortDevice } from '../../../../shared/practice/practiceCharger.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';

const PROFILES = {
  rapi: 'openevse-rapi',
  modbus: 'heidelberg-energy-control',
  console: 'linux-uboot-console',
};
const { signal } = new AbortController();

/** A port with a practice device, as the application has it. */
async function start(device: PracticePortDevice, habits: readonly string[]) {
  const cable = await createPracticePort({ device, habits });
  const recorder = new MemoryRecorder();
  const profiles = new PortProfiles(undefined);
  const ports = new ServicePorts({
    recorder,
    profiles,
    stationsWithSerial: () => [],
    isConnected: () => false,
    inspector: { inspect: ({ facts }) => facts.issues, fits: () => true },
    folder: undefined,
    log: () => undefined,
    reattachMs: 10,
  });
  onTestFinished(async () => {
    await ports.close();
    await cable.stop();
    profiles.close();
  });
  const { path } = cable;
  const seen: PortState[] = [];
  const waiting = new Set<() => void>();
  ports.onChange((state) => {
    seen.push(state);
    for (const check of waiting) check();
  });
  const until = (isSo: (state: PortState) => boolean): Promise<PortState> =>
    new Promise((resolve) => {
      const check = (): void => {
        const found = seen.findIndex(isSo);
        const [state] = found === -1 ? [] : seen.splice(0, found + 1).slice(-1);
        if (state === undefined) return;
        waiting.delete(check);
        resolve(state);
      };
      waiting.add(check);
      check();
    });
  return { ports, path, recorder, until, open: () => ports.open({ path, profileId: PROFILES[device] }) };
}

describe.each(['rapi', 'modbus', 'console'] as const)('the cable of the practice device %s', (device) => {
  it('that is gone gives a named cause, and nothing is tried again by itself', async () => {
    const { ports, path, open } = await start(device, ['gone']);
    await expect(open()).rejects.toMatchObject({ code: 'unavailable' });
    expect(ports.state(path)).toMatchObject({
      phase: 'closed',
      failure: { cause: 'refused', sentence: expect.stringContaining('nothing takes connections') },
    });
  });

  it('that another program has is lost at once, which is said', async () => {
    const { open, until } = await start(device, ['busy']);
    const opened = open().catch(() => undefined);
    const { failure } = await until(({ phase }) => phase === 'lost');
    expect(failure).toMatchObject({ cause: 'gone', remedy: expect.stringContaining('another program') });
    await opened;
  });
});

describe('the practice OpenEVSE', () => {
  const quiet = ['fast', 'session=0'];

  it('whose cable is pulled while nothing is asked is lost, comes back, and is asked who it is before a write', async () => {
    const { ports, path, open, until, recorder } = await start('rapi', [...quiet, 'unplugs-idle=150']);
    await open();
    await until(({ phase }) => phase === 'lost');
    const before = recorder.records.length;
    await until(({ phase, identity }) => phase === 'ready' && identity?.firmwareVersion === '8.2.3');
    const write = await ports.write(path, 'maxCurrent', '8', { signal, isConfirmed: true });
    expect(write.verdict).toBe('written');
    const asked = recorder.records
      .slice(before)
      .flatMap(({ direction, action = '' }) => (direction === 'out' ? action : []));
    expect(asked.indexOf('$GV')).toBeLessThan(asked.indexOf('$SC'));
  });

  it('that prints a log between answers is read all the same, and the password in it is masked', async () => {
    const { ports, path, open } = await start('rapi', [...quiet, 'log-lines']);
    expect(await open()).toMatchObject({ identity: { confidence: 'certain' }, banners: [] });
    expect(await ports.read(path, ['state'], signal)).toMatchObject([{ value: 'A: not connected' }]);
    const shown = ports
      .console(path)
      .chunks.map(({ data }) => Buffer.from(data, 'base64').toString('latin1'));
    expect(shown.join('')).toContain('password=****');
    expect(shown.join('')).not.toContain('hunter2');
  });
});
