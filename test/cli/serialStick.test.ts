import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../electron/cli/run.ts';
import { openTerminal } from '../../electron/cli/terminal.ts';
import type { Ran } from '../processes/kerbside.ts';

let room: string;
let stick: string;
const terminal = openTerminal();

async function serialStick(...args: string[]): Promise<Ran> {
  const ran = { stdout: '', stderr: '' };
  const code = await run(['serial', 'stick', ...args], {
    ...terminal,
    print: (line) => Promise.resolve(void (ran.stdout += `${line}\n`)),
    note: (line) => void (ran.stderr += `${line}\n`),
  });
  return { code, ...ran };
}

beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), 'kerbside-cli-'));
  stick = join(room, 'stick');
  mkdirSync(stick);
  vi.stubEnv('KERBSIDE_STICK_PASSWORD', 'quince');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(room, { recursive: true, force: true });
});

describe('serial stick', () => {
  it('writes what it has said before, and what to do next; the password is in the file alone', async () => {
    const wish = ['--for', 'fetch', '--folder', stick];
    const asked = await serialStick(...wish);
    expect([asked.code, readdirSync(stick)]).toEqual([2, []]);
    expect(asked.stderr).toMatch(
      /FIELD_ENGINEER +0 bytes[^]*not the root of a stick[^]*vendor-doc[^]*Add --yes/,
    );
    const written = await serialStick(...wish, '--yes', '--json');
    expect(written.code).toBe(0);
    expect(JSON.parse(written.stdout)).toMatchObject({
      purpose: 'fetch',
      files: [{ path: 'FIELD_ENGINEER', sizeBytes: 0 }, { path: 'USB_PASSWORD' }],
    });
    expect(written.stderr).toMatch(/read back and compared[^]*1\. Eject the stick/);
    expect(readFileSync(join(stick, 'USB_PASSWORD'), 'utf8')).toBe('quince');
    expect(asked.stderr + written.stderr + written.stdout).not.toContain('quince');
    const again = await serialStick(...wish, '--yes');
    expect([again.code, again.stderr]).toEqual([3, expect.stringContaining('Stop: ') as string]);
  });

  it('takes settings from a folder and checks without writing', async () => {
    const from = join(room, 'settings');
    mkdirSync(from);
    writeFileSync(join(from, 'Url_web'), 'x\n13423 2a3a02815\n');
    writeFileSync(join(from, 'empty'), '');
    const checked = await serialStick('--for', 'settings', '--folder', stick, '--file', from, '--check');
    expect([checked.code, readdirSync(stick)]).toEqual([0, []]);
    expect(checked.stderr).toMatch(/sw_config\/Url_web +18 bytes[^]*left out: empty is empty\./);
  });

  it('reads a stick, copies what is on it and removes the password', async () => {
    writeFileSync(join(stick, 'USB_PASSWORD'), 'quince');
    writeFileSync(join(stick, 'ocpp.log'), 'line\nline\nline\n');
    writeFileSync(join(stick, 'AuthorizationKey_ocpp'), 'medlar\n13423 2a3a02815\n');
    const shown = await serialStick('--read', '--folder', stick);
    expect(shown.stdout).toMatch(/ocpp\.log +text, 15 bytes\nAuthorizationKey_ocpp +\(secret, not shown\)/);
    expect(shown.stderr).toContain('USB_PASSWORD is still on the stick');
    const out = join(room, 'out');
    const taken = await serialStick('--read', '--folder', stick, '--out', out, '--remove-password', '--json');
    expect(taken.code).toBe(0);
    expect(JSON.parse(taken.stdout)).toMatchObject({ isPasswordRemoved: true, taken: { folder: out } });
    expect(shown.stdout + taken.stdout).not.toMatch(/medlar|quince/);
    expect(readdirSync(out).sort()).toEqual(['AuthorizationKey_ocpp', 'ocpp.log']);
    expect(readdirSync(stick).sort()).toEqual(['AuthorizationKey_ocpp', 'ocpp.log']);
  });

  it.each([
    [[], 'Add --for fetch|settings|firmware, or --read'],
    [['--for', 'fetch', '--read'], 'leave one of them out'],
    [['--for', 'fetch'], 'Add --folder with its root'],
    [['--for', 'all', '--folder', '.'], 'fetch'],
    [['--for', 'settings', '--folder', '.'], 'Add --file'],
    [['--for', 'firmware', '--folder', '.'], '(.deb)'],
    [['--for', 'fetch', '--folder', '.', '--file', 'x'], 'takes no --file'],
    [['--remove-password', '--folder', '.', '--out', 'x'], '--out belongs to --read'],
  ])('%j is explained', async (args, words) => {
    const ran = await serialStick(...args);
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining(words) as string]);
  });

  it('asks for the password where none is given', async () => {
    vi.stubEnv('KERBSIDE_STICK_PASSWORD', undefined);
    const ran = await serialStick('--for', 'fetch', '--folder', stick, '--yes');
    expect([ran.code, readdirSync(stick)]).toEqual([2, []]);
    expect(ran.stderr).toContain('in the variable KERBSIDE_STICK_PASSWORD');
  });
});
