import { describe, expect, it, onTestFinished } from 'vitest';
import { chooseRate } from '../../../../electron/core/service-port/rate/chooseRate.ts';
import { detectRate } from '../../../../electron/core/service-port/rate/detectRate.ts';
import { settingsOf } from '../../../../electron/core/service-port/rate/lineSettingsToTry.ts';
import { builtInProfiles } from '../../../../electron/core/service-port/profiles/built-in/builtInProfiles.ts';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import type { PracticePortDevice } from '../../../../shared/practice/practiceCharger.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { HEIDELBERG } from '../modbus/heidelberg.ts';
import { profileOf } from '../modbus/modbusFixture.ts';
import { openSocketLine } from '../modbus/socketLine.ts';
import { rapiProfile } from '../rapi/rapiProfile.ts';

/** A search at a practice device, with questions allowed. */
async function search(
  device: PracticePortDevice,
  habits: readonly string[],
  profile: PortProfile,
  listenMs = 40,
) {
  const port = await createPracticePort({ device, habits });
  onTestFinished(() => port.stop());
  const line = await openSocketLine(port.path);
  onTestFinished(() => line.close());
  const trials = await detectRate({
    line,
    profiles: [profile],
    isFixed: true,
    mayAsk: true,
    signal: new AbortController().signal,
    onTrial: () => undefined,
    listenMs,
    askMs: 120,
  });
  const sent = line.told.filter(({ direction }) => direction === 'out');
  return { trials, sent, ...chooseRate(trials) };
}

describe('a search for the line settings', () => {
  it('asks a device that sleeps twice: the first question only wakes it', async () => {
    const line = { ...HEIDELBERG.line, framings: ['ascii' as const], wakeUp: { times: 2, everyMs: 60 } };
    const { best, sent } = await search('modbus', ['ascii', 'sleeps'], profileOf({ line }));
    expect(best).toMatchObject({ profileId: HEIDELBERG.id });
    expect(sent.filter(({ meaning }) => meaning.startsWith('asks function'))).toHaveLength(2);
  });

  it('asks nothing where somebody else is master of the bus', async () => {
    const { best, sent, sentence } = await search('modbus', ['other-master'], profileOf(), 250);
    expect(sent).toEqual([]);
    expect(best).toBeDefined();
    expect(sentence).toContain('Somebody asks on this bus already');
  });

  it.each([
    ['modbus', ['flood'], profileOf()],
    ['modbus', ['echo'], profileOf()],
    ['modbus', ['noise'], profileOf()],
    ['rapi', ['fast', 'session=0', 'log-lines'], rapiProfile()],
    ['rapi', ['fast', 'session=0', 'echo'], rapiProfile()],
  ] as const)('finds a device (%s) with %j', async (device, habits, profile) => {
    const { best } = await search(device, habits, profile);
    expect(best).toMatchObject({ profileId: profile.id });
  });

  it.each([
    ['modbus', ['echo', 'silent'], profileOf()],
    ['modbus', ['wrong-rate'], profileOf()],
    ['rapi', ['echo', 'silent', 'session=0'], rapiProfile()],
    ['rapi', ['wrong-rate', 'session=0'], rapiProfile()],
  ] as const)('is not fooled by %s with %j', async (device, habits, profile) => {
    const { best, trials } = await search(device, habits, profile);
    expect(best).toBeUndefined();
    expect(trials.at(-1)).toMatchObject({ how: 'asked', score: 0 });
  });

  it('tries the rates of all built-in profiles, with 500,000 among them', () => {
    const settings = settingsOf(builtInProfiles()).map(({ baud, format }) => `${baud} ${format}`);
    expect(settings).toEqual(expect.arrayContaining(['500000 8N1', '57600 8N2', '38400 8E1', '19200 8E1']));
    expect(settingsOf([]).map(({ baud }) => baud)).toContain(500_000);
  });
});
