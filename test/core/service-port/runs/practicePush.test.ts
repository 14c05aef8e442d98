import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  openConsole,
  type ConsoleDriver,
} from '../../../../electron/core/service-port/drivers/console/consoleDriver.ts';
import { builtInProfiles } from '../../../../electron/core/service-port/profiles/built-in/builtInProfiles.ts';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import type { ConsoleProfile } from '../../../../shared/service-port/profile/consoleProfile.ts';
import type { PortRun } from '../../../../shared/service-port/portRun.ts';
import { PRACTICE_LOGIN } from '../../../../electron/practice/port/console/consoleDevice.ts';
import { startPortRuns, type PortRunsFixture } from './portRunsFixture.ts';
import { QUICK_TIMES } from '../drivers/consoleFixture.ts';
import { PRACTICE_CONSOLE } from '../drivers/practiceConsoleProfile.ts';
import { onlyProfiles } from '../session/onlyProfiles.ts';

function linuxUBoot(): ConsoleProfile {
  const profile = builtInProfiles().find(({ id }) => id === 'linux-uboot-console');
  if (profile?.driver !== 'console') throw new Error('The profile is not there.');
  return profile;
}

interface Practice extends PortRunsFixture {
  path: string;
  image: (version: string, sizeBytes?: number) => string;
}

/** The practice charger with a console at its port, somebody logged in. */
async function open(
  habits: readonly string[],
  profile: ConsoleProfile = PRACTICE_CONSOLE,
): Promise<Practice> {
  const device = await createPracticePort({ device: 'console', habits: ['quick', 'booted', ...habits] });
  onTestFinished(() => device.stop());
  const opened: ConsoleDriver[] = [];
  const fixture = startPortRuns(
    {
      profiles: onlyProfiles(profile),
      drivers: {
        console: (line, described, { events }) => {
          const driver = openConsole(line, described, { events, times: QUICK_TIMES });
          opened.push(driver);
          return driver;
        },
      },
    },
    { answerMs: 500, secondAnswerMs: 50 },
  );
  const { ports, folder } = fixture;
  const { signal } = new AbortController();
  await ports.open({ path: device.path, profileId: profile.id });
  await opened[0]?.logIn(PRACTICE_LOGIN, { signal });
  await ports.identify(device.path, signal);
  return {
    ...fixture,
    path: device.path,
    image(version, sizeBytes = 20_000) {
      const path = join(folder, 'practice.img');
      const bytes = Buffer.alloc(sizeBytes, 0x5a);
      bytes.write(`PRACTICE-FW ${version}\n`);
      writeFileSync(path, bytes);
      return path;
    },
  };
}

async function pushed(
  habits: readonly string[],
  { version = '1.3.0', profile = PRACTICE_CONSOLE }: { version?: string; profile?: ConsoleProfile } = {},
): Promise<{ run: PortRun; practice: Practice }> {
  const practice = await open(habits, profile);
  const { path, runs, settled } = practice;
  const wish = { path, filePath: practice.image('1.3.0'), version };
  const { confirmWith } = await runs.plan(wish, new AbortController().signal);
  const run = await settled(await runs.push({ ...wish, confirm: confirmWith }));
  return { run, practice };
}

describe('firmware for the practice charger with a console', () => {
  it('is verified after its new start', async () => {
    const { run, practice } = await pushed([]);
    expect(run).toMatchObject({
      state: 'verified',
      versionBefore: '1.2.0',
      versionAfter: '1.3.0',
      bytes: 20_000,
    });
    expect(practice.ports.state(practice.path)).toMatchObject({ phase: 'ready' });
  });

  it('is verified with the profile for any Linux behind U-Boot', async () => {
    const { run } = await pushed([], { profile: linuxUBoot() });
    expect(run).toMatchObject({ state: 'verified', versionBefore: '1.2.0', versionAfter: '1.3.0' });
  });

  it('is verified although blocks are refused and the last answer is lost', async () => {
    const { run } = await pushed(['refuses-blocks', 'loses-last-ack']);
    expect(run).toMatchObject({ state: 'verified' });
    expect(run.retries).toBeGreaterThan(3);
    expect(run.steps.map(({ code }) => code)).toContain('probably-complete');
  });

  it('is unverified where it starts with its old version', async () => {
    expect((await pushed(['keeps-version'])).run).toMatchObject({
      state: 'unverified',
      versionAfter: '1.2.0',
    });
  });

  it('fails where the cable is cut, and nothing is sent again when it is back', async () => {
    const { run } = await pushed(['cut-at-block-7']);
    expect(run).toMatchObject({ state: 'failed', stage: 'transfer' });
    expect(run.sentence).toContain('stage 3');
    expect(run.remedy).toContain('nothing is resumed by itself');
  });
});

describe('parameters of the profile', () => {
  const signal = new AbortController().signal;

  it('are told, given, shown in the plan and typed at the device', async () => {
    const { path, ports, runs, image, settled, recorder } = await open([], linuxUBoot());
    expect(runs.firmwareWay(path)).toMatchObject({ method: 'ymodem', accepts: ['.img', '.bin', '.itb'] });
    expect(runs.firmwareWay(path).parameters).toContainEqual({
      name: 'loadaddr',
      title: 'Address in memory',
      default: '${loadaddr}',
      pattern: expect.stringContaining('0x') as string,
    });
    const wish = { path, filePath: image('1.3.0', 3000), parameters: { loadaddr: '0x82000000' } };
    const plan = await runs.plan(wish, signal);
    expect(plan.parameters).toContainEqual({
      name: 'loadaddr',
      title: 'Address in memory',
      value: '0x82000000',
      isGiven: true,
    });
    expect(plan.will).toContain(
      'At the device is typed: “reboot”, the space bar, “loady 0x82000000”, “reset”.',
    );
    const run = await settled(await runs.push({ ...wish, confirm: plan.confirmWith }));
    expect(run).toMatchObject({ state: 'verified', parameters: { loadaddr: '0x82000000' } });
    expect(recorder.records.some(({ raw }) => String(raw).includes('loady 0x82000000\r'))).toBe(true);
    expect(ports.state(path).phase).toBe('ready');
  });

  it('are checked: by name, by pattern, for one line, and for what the profile forbids', async () => {
    const { path, runs, image } = await open([], linuxUBoot());
    const planned = (parameters: Record<string, string>): Promise<unknown> =>
      runs.plan({ path, filePath: image('1.3.0', 3000), parameters }, signal);
    await expect(planned({ address: '0x1' })).rejects.toMatchObject({
      code: 'invalid-params',
      hint: expect.stringContaining('loadaddr') as string,
    });
    await expect(planned({ loadaddr: '82000000; reset' })).rejects.toMatchObject({ code: 'invalid-params' });
    await expect(planned({ restart: 'run a\rrun b' })).rejects.toMatchObject({ code: 'invalid-params' });
    await expect(planned({ restart: 'saveenv' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('environment of U-Boot') as string,
    });
  });

  it('that have no default block the push until they are given', async () => {
    const profile = linuxUBoot();
    const { firmware } = profile;
    if (firmware === undefined) throw new Error('It has no firmware.');
    const parameters = firmware.parameters.map(({ default: _usual, ...parameter }) => parameter);
    const { path, runs, image } = await open([], { ...profile, firmware: { ...firmware, parameters } });
    const wish = { path, filePath: image('1.3.0', 3000) };
    const plan = await runs.plan({ ...wish, parameters: { reboot: 'reboot' } }, signal);
    const missing = plan.checks.filter(({ code }) => code === 'parameter-missing');
    expect(missing.map(({ level }) => level)).toEqual(['blocks', 'blocks', 'blocks']);
    await expect(runs.push({ ...wish, confirm: plan.confirmWith })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('a charger at which a car charges', () => {
  it('is asked anew before firmware, and takes none', async () => {
    const charging = { key: 'system', values: ['Practice Linux 1.2.0'] };
    const { path, runs, ports, image } = await open([], { ...linuxUBoot(), charging });
    expect(ports.state(path).isCharging).toBe(true);
    const { checks } = await runs.plan({ path, filePath: image('1.3.0') }, new AbortController().signal);
    expect(checks.find(({ level }) => level === 'blocks')?.code).toBe('charging');
  });
});

describe('logs of the practice charger with a console', () => {
  it('are pulled by sb and by a command', async () => {
    const { path, runs, settled, folder } = await open([]);
    const file = await settled(await runs.pull({ path, what: 'sb /var/log/charger.log' }));
    expect(file).toMatchObject({ state: 'received', method: 'ymodem', file: { name: 'charger.log' } });
    const output = await settled(await runs.pull({ path, what: 'dmesg', folder: join(folder, 'here') }));
    expect(output).toMatchObject({ state: 'received', method: 'command dmesg' });
    expect(readFileSync(join(folder, 'here', 'dmesg.txt'), 'utf8')).toContain('Linux version');
  });

  it('that are not there are said to be', async () => {
    const { path, runs, settled } = await open([]);
    const run = await settled(await runs.pull({ path, what: 'sb /var/log/none' }));
    expect(run.state).toBe('failed');
    expect(run.sentence).not.toBe('');
  });
});
