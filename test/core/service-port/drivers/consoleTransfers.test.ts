import { describe, expect, it, onTestFinished } from 'vitest';
import { builtInProfiles } from '../../../../electron/core/service-port/profiles/built-in/builtInProfiles.ts';
import { PRACTICE_LOGIN } from '../../../../electron/practice/port/console/consoleDevice.ts';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import type { ConsoleProfile } from '../../../../shared/service-port/profile/consoleProfile.ts';
import { openAt, openPractice, type OpenConsole } from './consoleFixture.ts';
import { pullOver, pushOver, type LineTransferEnd } from './overLine.ts';

function image(version: string, sizeBytes = 9000): Uint8Array {
  const bytes = new Uint8Array(sizeBytes).fill(0x5a);
  bytes.set(Buffer.from(`PRACTICE-FW ${version}\n`));
  return bytes;
}

/** The profile for any Linux behind U-Boot. */
function linuxUBoot(): ConsoleProfile {
  const profile = builtInProfiles().find(({ id }) => id === 'linux-uboot-console');
  if (profile?.driver !== 'console') throw new Error('The profile is not there.');
  return profile;
}

/** The whole way: to the boot loader, the blocks, the restart, and the login behind it. */
async function pushed(
  { driver, line, context }: OpenConsole,
  bytes = image('1.3.0'),
): Promise<LineTransferEnd> {
  await driver.logIn(PRACTICE_LOGIN, context);
  await driver.beforeFirmware(context);
  const end = await pushOver(line, 'practice.img', bytes);
  if (!('lost' in end)) await driver.afterFirmware(context);
  return end;
}

async function version({ driver, context }: OpenConsole): Promise<string | undefined> {
  return (await driver.identify(context)).firmwareVersion;
}

describe('firmware through the boot loader of a console', () => {
  it('the start is stopped, loady takes the image, the device starts with it, and one is logged in again', async () => {
    const opened = await openPractice(['booted']);
    expect(await pushed(opened)).toEqual({ proof: 'acknowledged' });
    expect(await version(opened)).toBe('1.3.0');
    expect(opened.line.sent()).toContain('loady ${loadaddr} 115200\r');
    expect(opened.driver.firmware()).toMatchObject({ method: 'ymodem', accepts: ['.img'] });
  });

  it('one who was logged in already is logged in again, too, if he has said who he is', async () => {
    const before = await openPractice(['booted']);
    await before.driver.logIn(PRACTICE_LOGIN, before.context);
    const opened = await openAt(before.path);
    expect(await pushed(opened)).toEqual({ proof: 'acknowledged' });
    expect(await version(opened)).toBe('1.3.0');
  });

  it('a device that stands in its boot loader already is not restarted first', async () => {
    const opened = await openPractice(['booted']);
    await opened.driver.logIn(PRACTICE_LOGIN, opened.context);
    await opened.driver.beforeFirmware(opened.context);
    await opened.line.write(Buffer.from([0x18, 0x18, 0x18]));
    await expect.poll(() => opened.line.received()).toContain('Transfer aborted');
    const again = await openAt(opened.path);
    await again.driver.beforeFirmware(again.context);
    expect(again.line.sent()).not.toContain('reboot');
    expect(again.line.sent()).toContain('loady');
  });

  it('a start that goes on is stopped in its countdown, without a restart and without a login', async () => {
    const device = await createPracticePort({ device: 'console', habits: [] });
    onTestFinished(() => device.stop());
    // It prints a line at a time, and on a busy computer there is silence between them.
    const times = { listenMs: 5000 };
    const { driver, line, context } = await openAt(device.path, { profile: linuxUBoot(), times });
    await driver.beforeFirmware(context);
    expect(line.sent()).toBe(' loady ${loadaddr}\r');
  });

  it('where a login is asked for first, that is said, and nothing is restarted', async () => {
    const { driver, line, context } = await openPractice(['booted'], { profile: linuxUBoot() });
    await expect(driver.beforeFirmware(context)).rejects.toThrow('log in');
    expect(line.sent()).not.toContain('reboot');
  });

  it('refused blocks are sent again', async () => {
    const opened = await openPractice(['booted', 'refuses-blocks']);
    expect(await pushed(opened)).toEqual({ proof: 'acknowledged' });
    expect(await version(opened)).toBe('1.3.0');
  });

  it('a lost last acknowledgement leaves it unproven, and the version proves it', async () => {
    const opened = await openPractice(['booted', 'loses-last-ack']);
    expect(await pushed(opened)).toEqual({ proof: 'probable' });
    expect(await version(opened)).toBe('1.3.0');
  });

  it('an image that is not taken shows by its version', async () => {
    const opened = await openPractice(['booted', 'keeps-version']);
    expect(await pushed(opened)).toEqual({ proof: 'acknowledged' });
    expect(await version(opened)).toBe('1.2.0');
  });

  it('a cable that is pulled in the middle ends it, and the device answers when it is plugged in again', async () => {
    const opened = await openPractice(['booted', 'cut-at-block-4']);
    expect(await pushed(opened)).toEqual({ lost: true });
    const again = await openAt(opened.path);
    expect(await version(again)).toBe('1.2.0');
  });

  it('a step that does not come says so with what the device printed', async () => {
    const { driver, line, context } = await openPractice(['logged-in', 'no-prompt']);
    await expect(driver.beforeFirmware(context)).rejects.toThrow('no prompt');
    expect(line.sent()).not.toContain('reboot');
  });
});

describe('logs that the device sends', () => {
  it('sb is started and received, and the shell answers afterwards', async () => {
    const opened = await openPractice(['logged-in']);
    const { driver, line, context } = opened;
    const choice = { what: 'sb /var/log/charger.log', title: 'Log', method: 'ymodem' } as const;
    await driver.startDiagnostics(choice, { ...context, onBytes: () => undefined });
    const [file] = await pullOver(line);
    expect(file?.name).toBe('charger.log');
    expect(Buffer.from(file?.bytes ?? []).toString('utf8')).toContain('"BootNotification"');
    expect(opened.told).toEqual([]);
    expect(opened.ocpp).toEqual([]);
    expect(await version(opened)).toBe('1.2.0');
  });

  it('a file that is not there is said to be', async () => {
    const { driver, context } = await openPractice(['logged-in']);
    const choice = { what: 'sb /var/log/none', title: 'Not there', method: 'ymodem' } as const;
    await expect(driver.startDiagnostics(choice, { ...context, onBytes: () => undefined })).rejects.toThrow(
      'No such file',
    );
  });
});
