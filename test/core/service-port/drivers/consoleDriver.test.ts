import { describe, expect, it } from 'vitest';
import { LINUX_UBOOT } from '../../../../electron/core/service-port/profiles/built-in/consoles/linuxUBoot.ts';
import { PRACTICE_LOGIN } from '../../../../electron/practice/port/console/consoleDevice.ts';
import { consoleProfileSchema } from '../../../../shared/service-port/profile/consoleProfile.ts';
import { openPractice } from './consoleFixture.ts';

describe('a console is found where it stands', () => {
  it('at its shell it is identified by commands that only read', async () => {
    const { driver, context } = await openPractice(['logged-in']);
    expect(await driver.identify(context)).toEqual({
      vendor: 'Kerbside',
      model: 'Practice Wallbox C2',
      serialNumber: 'KC-2209-0417',
      firmwareVersion: '1.2.0',
      confidence: 'certain',
      sentence: '“kernel” answered: practice',
      facts: [{ name: 'Kernel', value: '6.1.55' }],
    });
  });

  it('the built-in profile of Linux consoles fits it', async () => {
    const profile = consoleProfileSchema.parse(LINUX_UBOOT);
    const { driver, context } = await openPractice(['booted'], { profile });
    expect(await driver.logIn(PRACTICE_LOGIN, context)).toMatchObject({ how: 'in' });
    expect(await driver.identify(context)).toMatchObject({
      model: 'practice',
      firmwareVersion: '1.2.0',
      confidence: 'likely',
    });
  });

  it('at its login it asks for one, logs in, and keeps the password out of what is recorded', async () => {
    const { driver, line, told, context } = await openPractice(['booted']);
    const before = await driver.identify(context);
    expect(before.confidence).toBe('unknown');
    expect(before.sentence).toContain('log in');
    expect(told).toContain('login info');
    expect(await driver.logIn(PRACTICE_LOGIN, context)).toMatchObject({ how: 'in' });
    expect(told).toContain('login none');
    expect((await driver.identify(context)).serialNumber).toBe('KC-2209-0417');
    expect(line.sent()).toContain('root\r*******\r');
    const lines = `${line.sent()}\n${line.received()}`.split(/[\r\n]+/);
    expect(lines.filter((text) => text.endsWith(PRACTICE_LOGIN.password))).toEqual([]);
  });

  it('a login that is refused is said to be', async () => {
    const { driver, context } = await openPractice(['booted', 'wrong-password']);
    const end = await driver.logIn(PRACTICE_LOGIN, context);
    expect(end).toMatchObject({ how: 'refused' });
    expect(end.sentence).toContain('Login incorrect');
  });

  it('while it starts nothing is sent, so that its start is not stopped', async () => {
    const { driver, line, told, ocpp, context } = await openPractice([]);
    expect((await driver.identify(context)).sentence).toContain('log in');
    expect(line.sent()).toBe('');
    expect(told[0]).toBe('restart');
    expect(told.filter((what) => what === 'restart')).toHaveLength(1);
    expect(ocpp.map((text) => text.slice(0, 10))).toEqual(['[2,"c1","B', '[3,"c1",{"', '[2,"c2","S']);
  });

  it('silence and talk without a prompt are told apart', async () => {
    const silent = await openPractice(['silent', 'logged-in']);
    expect((await silent.driver.identify(silent.context)).sentence).toContain('Nothing came back');
    const talking = await openPractice(['no-prompt', 'logged-in']);
    expect((await talking.driver.identify(talking.context)).sentence).toContain('no prompt');
  });
});
