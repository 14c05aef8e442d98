import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PortProfiles } from '../../../../electron/core/service-port/profiles/portProfiles.ts';
import type { Drivers } from '../../../../electron/core/service-port/drivers/createDriver.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { ASKED_PROFILE, createAskingDriver } from './askingDriver.ts';
import { portNotes, startPorts } from './startPorts.ts';

/** A device whose profile is a file; `used` are the names of the profiles that drivers were made from. */
async function start() {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-changed-'));
  const profiles = new PortProfiles(folder, { settleMs: 60_000, pollMs: 600_000 });
  const save = async (change: object): Promise<void> => {
    writeFileSync(
      join(folder, 'asked.json'),
      JSON.stringify({ ...ASKED_PROFILE, charging: undefined, ...change }),
    );
    await profiles.refresh();
  };
  const used: string[] = [];
  const drivers: Partial<Drivers> = {
    'json-lines': (line, profile, options) => {
      used.push(profile.name);
      return createAskingDriver(line, profile, options);
    },
  };
  await save({ name: 'First' });
  const bench = await startPorts({ profiles, drivers });
  onTestFinished(() => {
    profiles.close();
    rmSync(folder, { recursive: true });
  });
  await bench.open();
  return { ...bench, profiles, save, used };
}

const codes = ({ banners }: PortState): string[] => banners.map(({ code }) => code);
const never = new AbortController().signal;

describe('a profile that is changed while a port works with it', () => {
  it('is taken when the technician has the device identified, with its line where nobody set another', async () => {
    const { ports, path, save, used, recorder } = await start();
    await save({ name: 'First', notes: [] });
    expect(codes(ports.state(path))).toEqual([]);
    await save({ name: 'Second', line: { ...ASKED_PROFILE.line, bauds: [19_200] } });
    expect(ports.state(path).banners).toMatchObject([
      { code: 'profile-changed', sentence: 'The profile “First” was changed (asked.json).' },
    ]);
    await expect(ports.read(path, ['serial'], never)).resolves.toMatchObject([{ value: 'SN-4711-A' }]);
    expect(used).toEqual(['First']);
    await expect(ports.identify(path, never)).resolves.toMatchObject({ serialNumber: 'SN-4711-A' });
    expect(used).toEqual(['First', 'Second']);
    expect(ports.state(path)).toMatchObject({ banners: [], line: { baud: 19_200 }, phase: 'ready' });
    expect(portNotes(recorder).slice(-2)).toEqual([
      expect.stringContaining('takes the profile “Second” as it was changed'),
      expect.stringContaining('is used otherwise from here on: 19200 8E1, Second'),
    ]);
  });

  it('is not taken while a run holds the line', async () => {
    const { ports, path, save, used } = await start();
    const held = ports.hold(path, 'Firmware goes over the line.');
    await save({ name: 'Second' });
    expect(codes(ports.state(path))).toEqual(['profile-changed']);
    await expect(ports.identify(path, never)).rejects.toMatchObject({ code: 'busy' });
    await expect(ports.open({ path, profileId: 'asked' })).rejects.toMatchObject({ code: 'busy' });
    await held.identify(never);
    held.release();
    expect(used).toEqual(['First']);
    await ports.identify(path, never);
    expect(used).toEqual(['First', 'Second']);
  });

  it('is not taken while the configuration is read or changed: who asks the device asks with the former one', async () => {
    const { ports, path, save, used } = await start();
    let work: string | undefined = 'The configuration of cable:SN-4711-A is being changed.';
    ports.followWork((cableId) => (cableId === 'cable:SN-4711-A' ? work : undefined));
    await save({ name: 'Second' });
    await ports.identify(path, never);
    await expect(ports.open({ path, profileId: 'asked' })).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringContaining('is being changed'),
    });
    expect(used).toEqual(['First']);
    expect(codes(ports.state(path))).toEqual(['profile-changed']);
    work = undefined;
    await ports.open({ path, profileId: 'asked' });
    expect(used).toEqual(['First', 'Second']);
    expect(codes(ports.state(path))).toEqual([]);
  });

  it('is taken where the cable comes back, before the device is asked', async () => {
    const { ports, path, save, used, device, state } = await start();
    const lost = state(({ phase }) => phase === 'lost');
    device.unplug();
    await save({ name: 'Second' });
    await lost;
    await state(({ phase, identity }) => phase === 'ready' && identity !== undefined);
    expect(used.at(-1)).toBe('Second');
    expect(codes(ports.state(path))).toEqual([]);
  });

  it('cuts what still waits for the former one', async () => {
    const { ports, path, save, known } = await start();
    known.delete('name');
    const reading = expect(ports.read(path, ['name'], never)).rejects.toMatchObject({ code: 'unavailable' });
    await save({ name: 'Second' });
    await ports.open({ path, profileId: 'asked' });
    await reading;
    expect(ports.state(path).busyWith).toBeUndefined();
  });
});
