import { describe, expect, it } from 'vitest';
import { builtInProfiles } from '../../../../electron/core/service-port/profiles/built-in/builtInProfiles.ts';
import type { ModbusItem, ModbusProfile } from '../../../../shared/service-port/profile/modbusProfile.ts';
import { benchAt, type Bench } from './modbusFixture.ts';
import { plausibleRegisters } from './plausibleRegisters.ts';
import { registerDevice, type RegisterDevice } from './registerDevice.ts';

const PROFILES = builtInProfiles().filter((profile) => profile.driver === 'modbus');

/** The line of a test needs no pauses. */
function hurried(profile: ModbusProfile): ModbusProfile {
  const { heartbeat: _none, ...rest } = profile;
  const items = profile.items.map((item) =>
    item.write === undefined ? item : { ...item, write: { ...item.write, readBackAfterMs: 0 } },
  );
  const pauses = { gapMs: 0, silenceMs: 0, minIntervalMs: 0, timeoutMs: 1000, bootWaitMs: 0 };
  return { ...rest, items, line: { ...profile.line, ...pauses } };
}

async function start(profile: ModbusProfile): Promise<{ bench: Bench; device: RegisterDevice }> {
  const unit = profile.line.unit?.default ?? 1;
  const framing = profile.line.framings[0] ?? 'rtu';
  const device = await registerDevice(plausibleRegisters(profile), { unit, framing });
  return { bench: await benchAt(device.path, hurried(profile)), device };
}

describe.each(PROFILES.map((profile) => [profile.id, profile] as const))('%s', (_, profile) => {
  it('is identified, and all of its items are read from its blocks alone', async () => {
    const { bench, device } = await start(profile);
    const { driver, context, banners } = bench;
    const identity = await driver.identify(context);
    expect(identity.sentence).toContain(`answers as ${profile.name} does`);
    expect(identity.confidence).toBe(profile.lookAlikes.length > 0 ? 'likely' : identity.confidence);
    expect(identity.confidence).not.toBe('unknown');
    const missing = profile.identify.filter(({ isMissing }) => isMissing).length;
    const readable = profile.items.filter(({ fc }) => fc !== undefined);
    const readings = await driver.read(
      readable.map(({ key }) => key),
      context,
    );
    expect(readings.filter(({ failure, value }) => failure !== undefined || value === undefined)).toEqual([]);
    expect(device.refused).toHaveLength(missing);
    expect([...banners]).toEqual([]);
  });

  const writable = profile.items.filter(({ write }) => write !== undefined && write.forbidden === undefined);
  it.runIf(writable.length > 0)('takes what may be written, and shows it where it can be read', async () => {
    const { bench } = await start(profile);
    for (const item of writable) {
      const result = await bench.driver.write(item.key, allowedValue(item), bench.context);
      // What another register shows is for a real device to keep in step with the one that was written.
      const verdicts = ['written', 'unproven', 'not-sent', 'different'];
      expect(verdicts).toContain(result.verdict);
      const { readBack, addr, needs } = item.write ?? {};
      if (item.fc !== undefined && readBack === undefined && addr === undefined && needs === undefined)
        expect(result).toMatchObject({ key: item.key, verdict: 'written' });
    }
  });
});

function allowedValue({ enum: words, write, type, scale = 1 }: ModbusItem): string {
  const [also] = write?.also ?? [];
  if (words !== undefined && write?.min === undefined && write?.max === undefined)
    return words[String(also ?? Object.keys(words).at(-1))] ?? '';
  if (type === 'bit' || type === 'coil') return 'true';
  if (type === 'bits') return 'none';
  if (type === 'string' || type === 'char') return 'AB1';
  const value = write?.min ?? write?.max ?? also ?? 1;
  return String(Number((Math.ceil(value / scale - 1e-9) * scale).toPrecision(9)));
}
