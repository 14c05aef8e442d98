import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StickPlan } from '../../../../shared/service-port/stick/stickPlan.ts';
import { failureOf } from '../../../contract/connected.ts';
import { debFile } from './debFile.ts';
import { filesIn, never, PASSWORD, stickRoom, temporaryFolder } from './stickRoom.ts';

function levels({ checks }: StickPlan): Record<string, string> {
  return Object.fromEntries(checks.map(({ code, level }) => [code, level]));
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('a stick that fetches', () => {
  it('gets an empty trigger and the password, the password last and without a line end', async () => {
    const { stick, sticks } = stickRoom();
    for (const name of ['System Volume Information', '.Trash-1000', '.fseventsd'])
      mkdirSync(join(stick, name));
    const plan = await sticks.plan({ purpose: 'fetch', folder: stick });
    expect(plan.files).toEqual([
      { path: 'FIELD_ENGINEER', kind: 'trigger', sizeBytes: 0 },
      { path: 'USB_PASSWORD', kind: 'password' },
    ]);
    expect(levels(plan)).toMatchObject({ empty: 'ok', 'not-root': 'warning' });
    expect(plan.evidence).toMatchObject({
      level: 'vendor-doc',
      note: expect.stringContaining('Not seen') as string,
    });
    const written = await sticks.write({ purpose: 'fetch', folder: stick }, PASSWORD, never);
    expect(written.files.map(({ path }) => path)).toEqual(['FIELD_ENGINEER', 'USB_PASSWORD']);
    expect(JSON.stringify([plan, written])).not.toContain(PASSWORD);
    expect(readFileSync(join(stick, 'FIELD_ENGINEER'))).toHaveLength(0);
    expect(readFileSync(join(stick, 'USB_PASSWORD'), 'utf8')).toBe(PASSWORD);
    expect(written.next.join(' ')).toMatch(/USB-A port.*ready LED blinks quickly/);
  });

  it('is refused where anything is on it, which stays as it is', async () => {
    const { stick, sticks } = stickRoom();
    writeFileSync(join(stick, 'FIELD_ENGINEER'), 'mine');
    const wish = { purpose: 'fetch', folder: stick } as const;
    expect(await sticks.plan(wish)).toMatchObject({ canWrite: false });
    expect(await failureOf(sticks.write(wish, PASSWORD, never))).toMatchObject({
      code: 'conflict',
      message: `${stick} is not empty: FIELD_ENGINEER.`,
      hint: expect.stringContaining('Nothing is deleted for you') as string,
    });
    expect(filesIn(stick)).toEqual(['FIELD_ENGINEER']);
    expect(readFileSync(join(stick, 'FIELD_ENGINEER'), 'utf8')).toBe('mine');
  });

  it.each([
    ['', 'does nothing without its password'],
    ['two\nlines', 'one line'],
    ['a\u0000b', 'control characters'],
    ['x'.repeat(257), 'more than 256'],
  ])('is not written with the password %j, which the refusal does not repeat', async (password, words) => {
    const { stick, sticks } = stickRoom();
    const failure = await failureOf(sticks.write({ purpose: 'fetch', folder: stick }, password, never));
    expect(failure).toMatchObject({
      code: 'invalid-params',
      message: expect.stringContaining(words) as string,
    });
    if (password.length > 1)
      expect(JSON.stringify(failure)).not.toContain(JSON.stringify(password).slice(1, -1));
    expect(filesIn(stick)).toEqual([]);
  });

  it.each([
    ['relative/stick', 'invalid-params'],
    [join(temporaryPath(), 'none'), 'not-found'],
    ['/dev/null', 'invalid-params'],
  ])('is looked for at %s: %s', async (folder, code) => {
    const { sticks } = stickRoom();
    expect(await failureOf(sticks.plan({ purpose: 'fetch', folder }))).toMatchObject({ code });
    expect(await failureOf(sticks.read(folder))).toMatchObject({ code });
    expect(await failureOf(sticks.removePassword(folder))).toMatchObject({ code });
  });
});

function temporaryPath(): string {
  return join('/', 'no', 'such');
}

describe('a stick with settings', () => {
  it('gets the parameter files as they are, and says what is left out or odd', async () => {
    const { stick, sticks } = stickRoom();
    const source = temporaryFolder();
    const files = {
      ManufacturerURL_custom: 'https://www.bender.de\n13423 2a3a02815\n',
      ChargePointUUID_ocpp: 'e6fd3ed-f204\n13423 2a3a02815\n',
      OneLine_web: 'ön',
      'ebee.sql': 'SQLite format 3\0',
      Empty_web: '',
      FIELD_ENGINEER: '',
      'a:b': 'x',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(source, name), text);
    writeFileSync(join(source, 'big.log'), 'x'.repeat(70_000));
    mkdirSync(join(source, 'logs'));
    symlinkSync('/etc/passwd', join(source, 'Link_web'));
    writeFileSync(join(source, '.DS_Store'), 'mac');
    const wish = { purpose: 'settings', folder: stick, source } as const;
    const plan = await sticks.plan(wish);
    expect(plan.leftOut.map(({ name }) => name)).toEqual([
      'Empty_web',
      'FIELD_ENGINEER',
      'Link_web',
      'a:b',
      'big.log',
      'ebee.sql',
      'logs',
    ]);
    expect(levels(plan)).toMatchObject({ 'unusual-settings': 'warning', 'names-controller': 'warning' });
    await sticks.write(wish, PASSWORD, never);
    expect(filesIn(stick)).toEqual([
      'USB_PASSWORD',
      'sw_config',
      'sw_config/ChargePointUUID_ocpp',
      'sw_config/ManufacturerURL_custom',
      'sw_config/OneLine_web',
    ]);
    for (const name of ['ManufacturerURL_custom', 'ChargePointUUID_ocpp', 'OneLine_web'] as const) {
      expect(readFileSync(join(stick, 'sw_config', name), 'utf8')).toBe(files[name]);
    }
  });

  it('takes one file alone, and the sw_config of another stick by its root', async () => {
    const { stick, sticks } = stickRoom();
    const source = temporaryFolder();
    mkdirSync(join(source, 'sw_config'));
    writeFileSync(join(source, 'sw_config', 'A_web'), '1\n2\n');
    writeFileSync(join(source, 'USB_PASSWORD'), 'other');
    const paths = async (from: string): Promise<string[]> =>
      (await sticks.plan({ purpose: 'settings', folder: stick, source: from })).files.map(({ path }) => path);
    expect(await paths(source)).toEqual(['sw_config/A_web', 'USB_PASSWORD']);
    expect(await paths(join(source, 'sw_config', 'A_web'))).toEqual(['sw_config/A_web', 'USB_PASSWORD']);
  });

  it('is refused without any setting', async () => {
    const { stick, sticks } = stickRoom();
    const source = temporaryFolder();
    for (const from of [undefined, source, join(source, 'none'), 'here']) {
      const wish = {
        purpose: 'settings',
        folder: stick,
        ...(from === undefined ? {} : { source: from }),
      } as const;
      expect((await failureOf(sticks.plan(wish))).code).toBe(
        from?.endsWith('none') === true ? 'not-found' : 'invalid-params',
      );
    }
  });
});

describe('a stick with firmware', () => {
  it('gets the package under its name, a trigger beside it, and says its version', async () => {
    const { stick, sticks } = stickRoom();
    const source = join(temporaryFolder(), 'ebee 5.33.deb');
    const bytes = await debFile(
      'Package: ebee\nVersion: 5.33.5-20001\nArchitecture: armel\n',
      Buffer.alloc(3_000_001, 7),
    );
    writeFileSync(source, bytes);
    const wish = { purpose: 'firmware', folder: stick, source } as const;
    const plan = await sticks.plan(wish);
    expect(plan.firmware).toEqual({
      name: 'ebee 5.33.deb',
      sizeBytes: bytes.length,
      sha256: sha256(bytes),
      package: 'ebee',
      version: '5.33.5-20001',
    });
    expect(levels(plan)).toMatchObject({ 'no-way-back': 'warning' });
    const { files } = await sticks.write(wish, PASSWORD, never);
    expect(files.map(({ path }) => path)).toEqual(['sw_update.deb', 'FW_UPDATE_LOCAL', 'USB_PASSWORD']);
    expect(sha256(readFileSync(join(stick, 'sw_update.deb')))).toBe(sha256(bytes));
  });

  it.each([
    ['a web page', '<html><title>Log in</title>', 'This is a web page'],
    ['a zip', 'PK\u0003\u0004', 'does not begin as a Debian package does'],
    ['another ar archive', `!<arch>\n${'a.o/'.padEnd(48)}${'4'.padEnd(10)}\`\nabcd`, 'Debian package'],
    ['the magic alone', '!<arch>\n', 'Debian package'],
    ['nothing', '', 'Debian package'],
  ])('refuses %s', async (_name, text, words) => {
    const { stick, sticks } = stickRoom();
    const source = join(temporaryFolder(), 'fw.deb');
    writeFileSync(source, text, 'latin1');
    expect(await failureOf(sticks.plan({ purpose: 'firmware', folder: stick, source }))).toMatchObject({
      code: 'invalid-params',
      message: expect.stringContaining(words) as string,
    });
  });

  it('claims no version where the control file is cut or cannot be unpacked', async () => {
    const { stick, sticks } = stickRoom();
    const source = join(temporaryFolder(), 'fw.deb');
    writeFileSync(source, (await debFile('Version: 1\n')).subarray(0, 160));
    const plan = await sticks.plan({ purpose: 'firmware', folder: stick, source });
    expect(plan.firmware).not.toHaveProperty('version');
  });
});
