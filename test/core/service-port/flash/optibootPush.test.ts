import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { builtInProfiles } from '../../../../electron/core/service-port/profiles/built-in/builtInProfiles.ts';
import { startRapiDevice } from '../../../../electron/practice/port/rapi/startRapiDevice.ts';
import type { PortRun } from '../../../../shared/service-port/portRun.ts';
import { startPortRuns } from '../runs/portRunsFixture.ts';
import { startCableDevice } from '../session/cableDevice.ts';
import { avrFirmware, hexFile } from './hexFile.ts';
import { Optiboot, type OptibootHabits } from './optiboot.ts';
import { onlyProfiles } from '../session/onlyProfiles.ts';

/** A charger that speaks RAPI until `$FR` restarts it, then is in its boot loader until programming ends. */
async function startFork(habits: OptibootHabits): Promise<{ path: string; boot: Optiboot }> {
  const cable = await startCableDevice();
  // What is said to somebody who has gone is lost.
  const say = (bytes: Uint8Array): void => void cable.write(bytes).catch(() => undefined);
  const boot = new Optiboot(say, habits);
  boot.isListening = false;
  let toRapi: (bytes: Uint8Array) => void = () => undefined;
  const rapi = startRapiDevice(
    {
      write: (bytes) => (boot.isListening ? undefined : say(bytes)),
      onData: (listener) => {
        toRapi = listener;
      },
      cut: () => cable.unplug(),
    },
    { habits: ['fast', 'session=0', 'boots=1'] },
  );
  cable.onData((bytes) => {
    if (boot.isListening) return boot.take(bytes);
    if (bytes.includes('$FR')) boot.reset();
    toRapi(bytes);
  });
  onTestFinished(async () => {
    rapi.stop();
    await cable.close();
  });
  return { path: cable.path, boot };
}

async function openFork(habits: OptibootHabits = {}) {
  const { path, boot } = await startFork(habits);
  const { ports, runs, folder, settled } = startPortRuns({ profiles: onlyProfiles(...builtInProfiles()) });
  await ports.open({ path, profileId: 'openevse-optiboot' });
  const plan = async (content: string | Uint8Array) => {
    const filePath = join(folder, 'new.hex');
    writeFileSync(filePath, content);
    const wish = { path, filePath };
    return { wish, plan: await runs.plan(wish, new AbortController().signal) };
  };
  return {
    path,
    boot,
    ports,
    plan,
    pushed: async (content: string | Uint8Array): Promise<PortRun> => {
      const { wish, plan: shown } = await plan(content);
      return settled(await runs.push({ ...wish, confirm: shown.confirmWith }));
    },
  };
}

const FIRMWARE = avrFirmware(1000);

describe('firmware for a charger with optiboot', () => {
  it('is planned, goes over after $FR, is read back, and the charger speaks again', async () => {
    const { boot, plan, pushed, ports, path } = await openFork();
    const { plan: shown } = await plan(hexFile(FIRMWARE));
    expect(shown).toMatchObject({ method: 'stk500v1', isExperimental: true });
    expect(shown.checks.find(({ code }) => code === 'image')).toEqual({
      code: 'image',
      level: 'ok',
      sentence: 'The file is Intel HEX, 1000 bytes for the flash of the ATmega328P: 8 pages of 128.',
    });
    expect(shown.will.join(' ')).toContain('the boot loader stays');
    const run = await pushed(hexFile(FIRMWARE));
    expect(run).toMatchObject({ state: 'verified', isExperimental: true, block: 8, blocks: 8 });
    expect(run.sentence).toContain('read back');
    expect(boot.flash.subarray(0, 1000)).toEqual(FIRMWARE);
    expect(ports.state(path)).toMatchObject({ phase: 'ready' });
  });

  it('is stopped before the device is disturbed where a line of the file is damaged', async () => {
    const { boot, plan, pushed } = await openFork();
    const damaged = hexFile(FIRMWARE).replace('0C94', '0C95');
    const { plan: shown } = await plan(damaged);
    expect(shown.checks.find(({ level }) => level === 'blocks')).toMatchObject({
      code: 'image',
      sentence: 'Line 1 has a wrong check sum: it is damaged.',
    });
    await expect(pushed(damaged)).rejects.toMatchObject({ code: 'conflict' });
    expect(boot.isListening).toBe(false);
  });

  it('fails where another chip is found, and says that nothing was written', async () => {
    const { boot, pushed } = await openFork({ signature: [0x1e, 0x94, 0x0b] });
    const run = await pushed(hexFile(FIRMWARE));
    expect(run).toMatchObject({ state: 'failed', stage: 'transfer' });
    expect(run.sentence).toContain('ATmega168P');
    expect(run.remedy).toContain('Nothing was written');
    expect(run.remedy).not.toContain('without working firmware');
    expect(boot.writes).toBe(0);
  });
});
