import { describe, expect, it } from 'vitest';
import { rapiProfileSchema, type RapiProfile } from '../../../../shared/service-port/profile/rapiProfile.ts';
import { openRapi } from './openRapi.ts';
import { rapiProfile } from './rapiProfile.ts';

/** What a technician may write of a relative of the OpenEVSE. */
function ownProfile(): RapiProfile {
  const base = rapiProfile();
  return {
    ...base,
    ...rapiProfileSchema.parse({
      ...base,
      identity: { firmwareVersion: 'fw', facts: ['limit'] },
      charging: { key: 'mode', values: ['laden'] },
      actions: { restart: 'reboot' },
      identify: [{ command: 'version', field: 'firmware', matches: '^[0-9]' }],
      commands: [
        ...base.commands,
        {
          key: 'state',
          send: 'GS',
          meaning: 'fragt den Zustand ab',
          isReading: true,
          reply: [
            { name: 'state', as: 'hex', enum: { 1: 'frei', 3: 'laden' } },
            { name: 'elapsed', as: 'dec', unit: 's' },
          ],
        },
        {
          key: 'settings',
          send: 'GE',
          meaning: 'fragt die Einstellungen ab',
          isReading: true,
          reply: [
            { name: 'amps', as: 'dec' },
            { name: 'ground', as: 'hex', mask: 8, enum: { 0: 'an', 1: 'aus' } },
          ],
        },
      ],
      news: [{ prefix: 'AX', meaning: 'etwas Neues', fields: [{ name: 'wert', as: 'dec' }] }],
      items: [
        { key: 'fw', title: 'Firmware', type: 'text', read: { command: 'version', field: 'firmware' } },
        { key: 'mode', type: 'text', isLive: true, read: { command: 'state', field: 'state' } },
        {
          key: 'limit',
          title: 'Strom',
          type: 'integer',
          unit: 'A',
          read: { command: 'settings', field: 'amps' },
          write: { send: 'SC {value}', min: 6, max: 20, risk: 'charging' },
        },
        {
          key: 'ground',
          type: 'choice',
          enum: { 0: 'an', 1: 'aus' },
          read: { command: 'settings', field: 'ground' },
          write: {
            send: 'FF G {value}',
            values: { an: '1', aus: '0' },
            risk: 'safety',
            needs: [{ key: 'limit', values: ['16'], why: 'Erst 16 A einstellen.' }],
          },
        },
        { key: 'reboot', type: 'boolean', write: { send: 'FR', risk: 'restart' } },
        {
          key: 'greeting',
          type: 'text',
          write: { send: 'FP 0 0 Guten_Tag_{value}', risk: 'none' },
        },
        {
          key: 'level',
          type: 'choice',
          enum: { 1: 'eins', 2: 'zwei' },
          write: { send: 'SL {value}', risk: 'charging', forbidden: 'Nur im Werk.' },
        },
      ],
    }),
  };
}

describe('a profile with items of its own', () => {
  it('is read and written in its words, beside what RAPI knows', async () => {
    const { driver, context, read, write } = await openRapi([], ownProfile());
    const identity = await driver.identify(context);
    expect(identity).toMatchObject({ firmwareVersion: '8.2.3', confidence: 'certain' });
    expect(identity.facts).toContainEqual({ name: 'Strom', value: '24' });
    expect((await read('mode')).value).toBe('frei');
    expect((await read('ground')).value).toBe('an');
    expect(await write('ground', 'aus')).toMatchObject({
      verdict: 'not-sent',
      sentence: expect.stringContaining('Erst 16 A'),
    });
    expect(await write('limit', '24')).toMatchObject({ verdict: 'not-sent' });
    expect(await write('limit', '16')).toMatchObject({ verdict: 'written', before: '24', readBack: '16' });
    expect(await write('ground', 'aus')).toMatchObject({ verdict: 'written', readBack: 'aus' });
    expect(await write('greeting', 'x'.repeat(11))).toMatchObject({
      verdict: 'not-sent',
      sentence: expect.stringContaining('would not answer at all'),
    });
    expect(await write('greeting', '$FD')).toMatchObject({ verdict: 'not-sent' });
    expect(await write('greeting', 'Anna')).toMatchObject({ verdict: 'unproven' });
    expect(await write('level', 'eins')).toMatchObject({ verdict: 'not-sent' });
    expect((await read('diodeCheck')).value).toBe('true');
  });

  it('has each setting once: its own words win', async () => {
    const { driver } = await openRapi([], ownProfile());
    const keys = driver.items().map(({ key }) => key);
    expect(keys).toEqual([...new Set(keys)]);
    // Its own `limit` and `ground` write what these would write.
    expect(keys).not.toContain('maxCurrent');
    expect(keys).not.toContain('groundCheck');
    expect(keys).not.toContain('restart');
    expect(keys).toContain('currentNow');
    expect(driver.items().find(({ key }) => key === 'level')).toMatchObject({ access: 'read-only' });
  });

  it('says itself what charging is, and restarts as RAPI does', async () => {
    const { driver, context, read, write, charging } = await openRapi(['charging', 'boots=50'], ownProfile());
    await driver.identify(context);
    await read('mode');
    expect(charging).toEqual([true]);
    expect(await write('reboot', 'true')).toMatchObject({ verdict: 'written' });
  });

  it('is less than certain where an answer is not as it says', async () => {
    const profile = { ...ownProfile(), identify: [{ command: 'version', field: 'firmware', matches: '^9' }] };
    const { driver, context } = await openRapi([], profile);
    expect(await driver.identify(context)).toMatchObject({ confidence: 'likely' });
  });
});

describe('what a technician types beside the driver', () => {
  it('is answered to the technician, not by somebody else', async () => {
    const { driver, context, line, banners, meanings, recorder } = await openRapi(['echo']);
    await driver.identify(context);
    const typed = Buffer.from('$GC\r');
    expect(driver.forbids(typed)).toBeUndefined();
    await line.write(typed);
    await recorder.find(
      ({ raw, direction }) => direction === 'in' && String(raw).includes('$OK 6 80 24 24^1E'),
    );
    expect(meanings().find((text) => text.startsWith('$OK 6 80 24 24^1E'))).toContain('Least current: 6 A');
    expect(banners.has('other-master')).toBe(false);
  });

  it('is not taken for the answer to what the driver asks meanwhile', async () => {
    const { driver, context, line, read } = await openRapi();
    await driver.identify(context);
    const typed = Buffer.from('$XX\r');
    expect(driver.forbids(typed)).toBeUndefined();
    const [reading] = await Promise.all([read('minCurrent'), line.write(typed)]);
    expect(reading.value).toBe('6');
  });
});
