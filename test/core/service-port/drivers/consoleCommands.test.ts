import { describe, expect, it } from 'vitest';
import { consoleProfileSchema } from '../../../../shared/service-port/profile/consoleProfile.ts';
import { cableServer } from './cableServer.ts';
import { openAt, openPractice, type OpenConsole } from './consoleFixture.ts';
import { PRACTICE_CONSOLE } from './practiceConsoleProfile.ts';

async function pulled({ driver, context }: OpenConsole, what: string): Promise<string> {
  const parts: Uint8Array[] = [];
  const choice = driver.diagnostics().find((known) => known.what === what);
  if (choice === undefined) throw new Error(`no ${what}`);
  await driver.startDiagnostics(choice, { ...context, onBytes: (bytes) => parts.push(bytes) });
  return Buffer.concat(parts).toString('utf8');
}

/** A switch whose words are sent as others. */
const WITH_WORDS = consoleProfileSchema.parse({
  ...PRACTICE_CONSOLE,
  items: [
    {
      key: 'freeCharging',
      type: 'choice',
      enum: { true: 'yes', false: 'no' },
      read: { command: 'settings', field: 'freeCharging' },
      write: {
        send: ['chargerctl set freeCharging {value}'],
        values: { yes: 'true', no: 'false' },
        risk: 'none',
      },
    },
  ],
  charging: undefined,
  identity: undefined,
  firmware: undefined,
});

const SETTINGS = ['maxCurrent', 'OcppUrl'] as const;
const TOLD = ['16', 'wss://ocpp.example.com/KC-2209-0417'];

async function settings({ driver, context }: OpenConsole): Promise<Array<string | undefined>> {
  return (await driver.read(SETTINGS, context)).map(({ value, trouble }) => value ?? trouble);
}

describe('settings over a console', () => {
  it('values are read with one command each, scaled and in words', async () => {
    const { driver, line, context, told } = await openPractice(['logged-in']);
    const readings = await driver.read(
      ['maxCurrent', 'state', 'energy', 'AuthorizationKey', 'none', 'nothing'],
      context,
    );
    expect(readings.map(({ value }) => value)).toEqual([
      '16',
      'connected',
      '120.45',
      'q7Rz-Secret-91Kp',
      undefined,
      undefined,
    ]);
    expect(readings[5]).toMatchObject({ failure: 'refused' });
    expect(readings[5]?.trouble).toContain('nonsense: not found');
    expect(line.sent().split('chargerctl get').length - 1).toBe(1);
    expect(told).toContain('charging false');
  });

  it('a car that charges is told of', async () => {
    const { driver, context, told } = await openPractice(['logged-in', 'charging']);
    expect(await driver.read(['state'], context)).toMatchObject([{ value: 'charging' }]);
    expect(told).toContain('charging true');
  });

  it('a change is made, and believed when it was read back', async () => {
    const { driver, context } = await openPractice(['logged-in']);
    expect(await driver.write('maxCurrent', '20', context)).toEqual({
      key: 'maxCurrent',
      before: '16',
      wanted: '20',
      readBack: '20',
      verdict: 'written',
      sentence: 'Written and read back.',
    });
    // The profile allows more than the charger takes.
    expect(await driver.write('maxCurrent', '40', context)).toMatchObject({
      verdict: 'refused',
      before: '20',
    });
    expect(await driver.write('maxCurrent', '3', context)).toMatchObject({ verdict: 'not-sent' });
    // Its command changes nothing.
    expect(await driver.write('ledBrightness', '5', context)).toMatchObject({
      verdict: 'different',
      readBack: '70',
    });
  });

  it('a value never becomes a command, and a secret is not recorded', async () => {
    const { driver, line, context } = await openPractice(['logged-in']);
    for (const value of ['x; rm -rf /', '$(reboot)', 'a b', '`id`', 'a\rreboot']) {
      expect(await driver.write('OcppUrl', value, context)).toMatchObject({ verdict: 'not-sent' });
    }
    expect(line.sent()).not.toContain('set OcppUrl');
    const words = await openPractice(['logged-in'], { profile: WITH_WORDS });
    expect(await words.driver.write('freeCharging', 'constructor', words.context)).toMatchObject({
      verdict: 'not-sent',
    });
    expect(await words.driver.write('freeCharging', 'yes', words.context)).toMatchObject({
      verdict: 'written',
    });
    const key = 'Abcdef-0123456789-x';
    expect(await driver.write('AuthorizationKey', key, context)).toMatchObject({ verdict: 'written' });
    expect(line.sent()).toContain(`chargerctl set AuthorizationKey ${'*'.repeat(key.length)}\r`);
    // A secret that is a word of the command, too, is hidden in both places: which of them it is nobody is told.
    await driver.write('AuthorizationKey', 'set', context);
    expect(line.sent()).toContain('chargerctl *** AuthorizationKey ***\r');
    expect(line.sent()).not.toContain('AuthorizationKey set');
  });

  it('what the profile forbids is held back, also when it is typed key by key', async () => {
    const { driver } = await openPractice(['logged-in']);
    expect(driver.forbids(Buffer.from('rm -rf /\r'))).toContain('deletes');
    expect(driver.forbids(Buffer.from('ls; mtd   erase rootfs\r'))).toContain('flash');
    for (const key of 'fw_setenv x') expect(driver.forbids(Buffer.from(key))).toBeUndefined();
    expect(driver.forbids(Buffer.from('\r'))).toContain('Ctrl-C');
    expect(driver.forbids(Buffer.from('\u0003'))).toBeUndefined();
    expect(driver.forbids(Buffer.from('ls /var/log\r'))).toBeUndefined();
    // A line that arrow keys bring back is seen on the screen alone.
    const { driver: other, line, context } = await openPractice(['logged-in']);
    await other.read(['version'], context);
    await line.write(Buffer.from('fw_setenv a b'));
    await expect.poll(() => other.forbids(Buffer.from('\r'))).toContain('how the charger starts');
  });
});

describe('answers are cut out of what a bad console prints', () => {
  for (const habit of ['kernel-lines', 'no-echo', 'line-echo', 'pager', 'colours', 'chatty', 'log-lines']) {
    it(`with ${habit}`, async () => {
      const opened = await openPractice(['logged-in', habit]);
      expect(await settings(opened)).toEqual(TOLD);
      expect(await opened.driver.write('maxCurrent', '17', opened.context)).toMatchObject({
        verdict: 'written',
      });
      if (habit === 'chatty') expect(opened.ocpp).toContain('[2,"h1","Heartbeat",{}]');
      if (habit === 'line-echo') expect(opened.told).toContain('echo info');
    });
  }

  it('text that looks like prompts is no prompt', async () => {
    const opened = await openPractice(['logged-in']);
    expect(await pulled(opened, 'cat /etc/motd')).toBe(
      '# this is no prompt\nroot@practice:~# \n=> \nlogin: \n100 # \nend\n',
    );
  });

  it('the kernel’s log is pulled as it is', async () => {
    const log = await pulled(await openPractice(['logged-in']), 'dmesg');
    expect(log.split('\n')).toHaveLength(7);
    expect(log).toMatch(/^\[ {4}0\.0{6}\] Booting Linux/);
  });

  it('noise is told, and every reading says what came of it', async () => {
    const { driver, told, context } = await openPractice(['logged-in', 'wrong-rate']);
    const identity = await driver.identify(context);
    expect(identity.confidence).toBe('unknown');
    const [reading] = await driver.read(['maxCurrent'], context);
    expect(reading).toMatchObject({ failure: 'unreadable' });
    await driver.read(['maxCurrent'], context);
    expect(told.filter((what) => what.startsWith('noise'))).toEqual([]);
    const noisy = await openPractice(['logged-in', 'wrong-rate', 'flood']);
    await expect.poll(() => noisy.told).toContain('noise warning');
  });

  it('a restart in the middle of an answer is a restart, and the next command waits for its end', async () => {
    const { driver, told, context } = await openPractice(['logged-in', 'restarts-in-command']);
    const [reading] = await driver.read(['maxCurrent'], context);
    expect(reading).toMatchObject({ failure: 'no-answer' });
    expect(reading?.trouble).toContain('started anew');
    expect(told).toContain('restart');
    expect((await driver.identify(context)).sentence).toContain('log in');
  });
});

describe('a console is bounded', () => {
  it('10 MB without a newline are stopped with Ctrl-C, and the next answer is right', async () => {
    const opened = await openPractice(['logged-in']);
    const [reading] = await opened.driver.read(['blob'], opened.context);
    expect(reading).toMatchObject({ failure: 'unreadable' });
    expect(opened.line.sent()).toContain('\u0003');
    expect(await settings(opened)).toEqual(TOLD);
  });

  it('10 MB without a newline are pulled as a log with flat memory', async () => {
    const { driver, context } = await openPractice(['logged-in']);
    let bytes = 0;
    let peak = 0;
    global.gc?.();
    const before = process.memoryUsage().heapUsed;
    await driver.startDiagnostics(
      { what: 'cat /var/log/blob', title: '', method: 'command' },
      {
        ...context,
        onBytes: (piece) => {
          bytes += piece.length;
          peak = Math.max(peak, process.memoryUsage().heapUsed - before);
        },
      },
    );
    expect(bytes).toBe(10_000_000);
    expect(peak).toBeLessThan(60_000_000);
  });

  it('aborting sends Ctrl-C and ends at once', async () => {
    const { driver, line } = await openPractice(['logged-in', 'no-prompt']);
    const abort = new AbortController();
    const reading = driver.read(['version'], { signal: abort.signal });
    await expect.poll(() => line.sent()).toContain('\r');
    abort.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
  });

  it('pulling the cable ends what waits, with the reason', async () => {
    const { driver, line, context } = await openPractice(['logged-in', 'silent']);
    const identity = driver.identify(context);
    line.unplug();
    await expect(identity).rejects.toThrow('The port is gone.');
  });

  it('a flood without a prompt does not stop the driver', async () => {
    const { driver, context } = await openPractice(['logged-in', 'flood'], { times: { promptMs: 300 } });
    const { confidence } = await driver.identify(context);
    expect(['certain', 'unknown']).toContain(confidence);
  });
});

it('a pager that does not go on is asked once, and the command ends', async () => {
  const keys: string[] = [];
  const { path } = await cableServer((text, socket) => {
    keys.push(text);
    if (text.includes('cat /etc/version')) socket.write('cat /etc/version\r\n1.0\r\n--More--');
    else if (text === '\r' || text === '\u0003') socket.write('\r\nroot@box:~# ');
  });
  const commands = PRACTICE_CONSOLE.commands.map((command) => ({ ...command, timeoutMs: 400 }));
  const { driver, context } = await openAt(path, { profile: { ...PRACTICE_CONSOLE, commands } });
  expect(await driver.read(['version'], context)).toMatchObject([
    { failure: 'no-answer', trouble: expect.stringContaining('did not come to an end') },
  ]);
  expect(keys.filter((text) => text === ' ')).toHaveLength(1);
  expect(keys.at(-1)).toBe('\u0003');
});
