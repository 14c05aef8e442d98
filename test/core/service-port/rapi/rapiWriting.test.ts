import { describe, expect, it } from 'vitest';
import type { RapiProfile } from '../../../../shared/service-port/profile/rapiProfile.ts';
import { openRapi } from './openRapi.ts';
import { rapiProfile } from './rapiProfile.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('writing over RAPI', () => {
  it.each([
    ['maxCurrent', '16', '24'],
    ['currentNow', '10', '24'],
    ['serviceLevel', '1', 'auto'],
    ['diodeCheck', 'false', 'true'],
    ['gfiSelfTest', 'false', 'true'],
    ['groundCheck', 'false', 'true'],
    ['relayCheck', 'false', 'true'],
    ['temperatureCheck', 'false', 'true'],
    ['ventCheck', 'false', 'true'],
    ['frontButton', 'false', 'true'],
    ['operation', 'sleeping', 'enabled'],
    ['operation', 'disabled', 'enabled'],
    ['socketLockMode', 'M', 'A'],
    ['delayTimer', '22:00-06:30', 'off'],
    ['ammeterScale', '230', '220'],
    ['ammeterOffset', '140', '150'],
    ['heartbeatInterval', '100', '0'],
    ['displayType', 'mono', 'colour'],
  ])('%s = %s is read back', async (key, value, before) => {
    const { write, driver, context } = await openRapi();
    await driver.identify(context);
    expect(await write(key, value)).toEqual({
      key,
      before,
      wanted: value,
      readBack: value,
      verdict: 'written',
      sentence: expect.stringContaining('was written and read back'),
    });
  });

  it.each([
    ['overTemperature', '70.5'],
    ['relayAc', 'false'],
    ['zeroCurrent', '300'],
  ])('%s = %s of newer firmware is read back', async (key, value) => {
    const { write } = await openRapi(['newer']);
    expect(await write(key, value)).toMatchObject({ verdict: 'written', readBack: value });
  });

  it('proves by another item what cannot be read itself', async () => {
    const { write } = await openRapi();
    expect(await write('setClock', '2030-01-02 03:04:05')).toMatchObject({ verdict: 'written' });
    expect(await write('setClock', 'now')).toMatchObject({ verdict: 'written' });
    expect(await write('computedVoltage', '230.5')).toMatchObject({ verdict: 'written', readBack: '230.5' });
    expect(await write('setTotalEnergy', '5000')).toMatchObject({ verdict: 'written', readBack: '5' });
    expect(await write('displayColour', 'teal')).toMatchObject({ verdict: 'unproven' });
    expect(await write('displayText', '0 1 Out of order')).toMatchObject({ verdict: 'unproven' });
    expect(await write('heartbeatPulse', 'now')).toMatchObject({ verdict: 'unproven' });
    expect(await write('openBootLock', 'now')).toMatchObject({ verdict: 'unproven' });
  });

  it('takes limits only while a car is there', async () => {
    const alone = await openRapi();
    expect(await alone.write('timeLimit', '60')).toMatchObject({
      verdict: 'refused',
      readBack: '0',
      sentence: expect.stringContaining('only while a car is connected'),
    });
    const charging = await openRapi(['charging']);
    expect(await charging.write('timeLimit', '60')).toMatchObject({ verdict: 'written' });
    expect(await charging.write('energyLimit', '10')).toMatchObject({ verdict: 'written' });
  });

  it('says what holds where a refusal changed it all the same', async () => {
    const { write } = await openRapi();
    await write('maxCurrent', '20');
    // Until the restart it takes no more than what is kept, and clips to it.
    expect(await write('currentNow', '30')).toMatchObject({
      verdict: 'refused',
      readBack: '20',
      sentence: expect.stringContaining('It now reads 20 A, not 30 A.'),
    });
  });

  it('counts a refusal as written where the value is there', async () => {
    const { write } = await openRapi();
    await write('heartbeatInterval', '100');
    expect(await write('heartbeatInterval', '0')).toMatchObject({
      verdict: 'written',
      sentence: expect.stringContaining('answered with a refusal, but the value is there'),
    });
  });

  it('does not believe an OK', async () => {
    const { write } = await openRapi(['ignores=SC']);
    expect(await write('maxCurrent', '16')).toMatchObject({
      verdict: 'different',
      readBack: '24',
      sentence: 'The charger said OK, but it now reads 24 A, not 16 A.',
    });
  });

  it('restarts it, and knows by its own word that it is back', async () => {
    const { write, counts, sent } = await openRapi(['boots=100']);
    const outcome = await write('restart', 'now');
    expect(outcome).toMatchObject({
      verdict: 'written',
      sentence: 'The charger restarted and started: self-test passed, firmware 8.2.3.',
    });
    expect(counts.restarts).toBe(1);
    expect(sent().filter((text) => text.startsWith('$FR'))).toHaveLength(1);
  });

  it('sends nothing that is out of range, of another kind or unknown', async () => {
    const { write, driver, context, sent } = await openRapi();
    await driver.identify(context);
    const before = sent().length;
    for (const [key, value] of [
      ['maxCurrent', '5'],
      ['maxCurrent', '81'],
      ['maxCurrent', '16.5'],
      ['maxCurrent', '16 M'],
      ['diodeCheck', 'maybe'],
      ['serviceLevel', '3'],
      ['hardwareMaxCurrent', '32'],
      ['restart', 'later'],
    ] as const) {
      expect(await write(key, value)).toMatchObject({ verdict: 'not-sent' });
    }
    expect(sent().length).toBe(before);
    for (const [key, value] of [
      ['timeLimit', '20'],
      ['delayTimer', '25:00-06:00'],
      ['delayTimer', '00:00-00:00'],
      ['setClock', '2026-02-31 10:00:00'],
      ['ammeterOffset', '-5'],
      ['displayText', '0 1 $SC 32 M'],
      ['socketLocked', 'true'],
    ] as const) {
      expect(await write(key, value)).toMatchObject({ verdict: 'not-sent' });
    }
    expect(
      sent()
        .slice(before)
        .every((text) => text.startsWith('$G')),
    ).toBe(true);
    await expect(write('nothing', '1')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('what is forbidden over RAPI', () => {
  const forbidden: RapiProfile['forbidden'] = [{ pattern: '^FD', why: 'Not at this site.' }];

  it('is not sent by the technician either', async () => {
    const { driver } = await openRapi([], rapiProfile({ forbidden }));
    expect(driver.forbids(bytes('$SC 32 M\r'))).toContain('only once in the life');
    expect(driver.forbids(bytes('$SC 32 M^1A\r'))).toContain('only once in the life');
    expect(driver.forbids(bytes('$GS\r$SC 32 M\r'))).toContain('only once in the life');
    expect(driver.forbids(bytes('$Z0 1 1\r'))).toContain('relay');
    expect(driver.forbids(bytes('$FD*AE\r'))).toBe('Not at this site.');
    expect(driver.forbids(bytes('$SC 32\r'))).toBeUndefined();
    expect(driver.forbids(bytes('hello\r'))).toBeUndefined();
  });

  it('is found when it comes in parts, but not when the begin was forgotten', async () => {
    const { driver, read } = await openRapi();
    expect(driver.forbids(bytes('$SC 3'))).toBeUndefined();
    expect(driver.forbids(bytes('2 '))).toBeUndefined();
    expect(driver.forbids(bytes('M\r'))).toContain('only once in the life');
    expect(driver.forbids(bytes('2 M'))).toBeUndefined();
    await read('state');
    expect(driver.forbids(bytes('\r'))).toBeUndefined();
  });

  it('is what its buffer cannot hold', async () => {
    const { driver } = await openRapi();
    expect(driver.forbids(bytes(`$FP 0 0 ${'x'.repeat(23)}\r`))).toBeUndefined();
    expect(driver.forbids(bytes(`$FP 0 0 ${'x'.repeat(24)}\r`))).toContain('has 32 characters');
  });

  it('leaves the sequence id out where the buffer has no room for it', async () => {
    const { write, sent } = await openRapi();
    expect(await write('displayText', '10 1 sixteen letters!')).toMatchObject({ verdict: 'unproven' });
    expect(sent().at(-1)).toMatch(/^\$FP 10 1 [^:]{16}\^..\r$/);
  });

  it('holds for the items of a profile, too', async () => {
    const profile = rapiProfile({ forbidden });
    const { write } = await openRapi([], profile);
    expect(await write('operation', 'disabled')).toMatchObject({
      verdict: 'not-sent',
      sentence: 'It was not sent. Not at this site.',
    });
  });
});
