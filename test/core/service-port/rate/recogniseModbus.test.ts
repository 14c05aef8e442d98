import { expect, it, onTestFinished } from 'vitest';
import { builtInProfiles } from '../../../../electron/core/service-port/profiles/built-in/builtInProfiles.ts';
import { recogniseModbus, usualUnit } from '../../../../electron/core/service-port/rate/recogniseModbus.ts';
import type { ModbusProfile } from '../../../../shared/service-port/profile/modbusProfile.ts';
import { plausibleRegisters } from '../modbus/plausibleRegisters.ts';
import { registerDevice } from '../modbus/registerDevice.ts';
import { openSocketLine } from '../modbus/socketLine.ts';

/** The line of a test needs no pauses. */
const PROFILES = builtInProfiles()
  .filter((profile) => profile.driver === 'modbus')
  .map((profile): ModbusProfile => ({ ...profile, line: { ...profile.line, gapMs: 0 } }));

/** Whom a device with these registers is taken for, asked for all profiles. */
async function taken(
  registers: Parameters<typeof registerDevice>[0],
  { line }: ModbusProfile,
  unit: number,
  profiles: readonly ModbusProfile[] = PROFILES,
) {
  const [framing = 'rtu'] = line.framings;
  const device = await registerDevice(registers, { unit, framing });
  const port = await openSocketLine(device.path);
  onTestFinished(() => port.close());
  const { bauds, formats } = line;
  const setting = { baud: bauds[0] ?? 9600, format: formats[0] ?? '8N1' };
  return recogniseModbus({
    line: port,
    signal: new AbortController().signal,
    profiles,
    found: { unit, framing, setting },
    answerMs: 1000,
    gapMs: 0,
  });
}

function profileOf(id: string): ModbusProfile {
  const profile = PROFILES.find((one) => one.id === id);
  if (profile === undefined) throw new Error(`There is no profile ${id}.`);
  return profile;
}

it.each(PROFILES.map((profile) => [profile.id, profile] as const))(
  'knows %s by its registers',
  async (id, profile) => {
    const { profileId, others, unit, note } = await taken(
      plausibleRegisters(profile),
      profile,
      usualUnit(profile),
    );
    expect({ profileId, others, unit }).toEqual({ profileId: id, others: [], unit: undefined });
    expect(note).toContain(`is as “${profile.name}” is`);
  },
);

it('names the unit where that is not the usual one of the device', async () => {
  const obo = profileOf('obo-ion');
  expect(await taken(plausibleRegisters(obo), obo, 7)).toMatchObject({ profileId: obo.id, unit: 7 });
});

it('takes a device that refuses everything for none of them', async () => {
  const found = await taken(new Map(), profileOf('heidelberg-energy-control'), 1);
  expect(found.profileId).toBeUndefined();
  expect(found.note).toMatch(/Unit 1 answers, but as none of the \d\d devices that were asked for\./);
});

it('says what does not fit where it was asked for one device alone', async () => {
  const heidelberg = profileOf('heidelberg-energy-control');
  const found = await taken(new Map([['4 4', 0x0200]]), heidelberg, 1, [heidelberg]);
  expect(found.profileId).toBeUndefined();
  expect(found.note).toContain('not as “Heidelberg Energy Control” does');
});

it('ends at once with a sentence when it is cancelled', async () => {
  const device = await registerDevice(new Map(), { unit: 1, framing: 'rtu' });
  const line = await openSocketLine(device.path);
  onTestFinished(() => line.close());
  const cancel = new AbortController();
  const asking = recogniseModbus({
    line,
    signal: cancel.signal,
    profiles: PROFILES,
    found: { unit: 1, framing: 'rtu', setting: { baud: 19_200, format: '8E1' } },
    answerMs: 60_000,
    gapMs: 60_000,
  });
  cancel.abort();
  await expect(asking).rejects.toMatchObject({ code: 'cancelled', message: 'The search was cancelled.' });
});
