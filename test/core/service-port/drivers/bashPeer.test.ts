import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { consoleProfileSchema } from '../../../../shared/service-port/profile/consoleProfile.ts';
import { freePort } from './freePort.ts';
import { openAt, type OpenConsole } from './consoleFixture.ts';
import { pullOver } from './overLine.ts';

function has(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

const HAS_BASH = has('socat') && has('bash');
const SB = ['sb', 'lsb'].find(has);
const BASH_NOTE = HAS_BASH ? '' : ' (skipped: no socat or no bash)';
const SB_NOTE = SB === undefined ? ' (skipped: no lrzsz)' : '';

const PROFILE = consoleProfileSchema.parse({
  schema: 1,
  id: 'bash',
  name: 'bash',
  driver: 'console',
  evidence: { level: 'hardware', source: 'GNU bash' },
  line: { bauds: [115_200], formats: ['8N1'], retries: 0 },
  commands: [
    { key: 'whoami', send: 'echo "$BASH_VERSION on $HOME"', parse: { kind: 'text' } },
    { key: 'code', send: 'false; echo "code=$?"', parse: { kind: 'key-value' } },
    { key: 'numbers', send: 'seq 1 2000', parse: { kind: 'text' } },
    { key: 'umlaut', send: String.raw`printf 'Ä\xc3\xb6 no line end'`, parse: { kind: 'text' } },
    { key: 'colour', send: String.raw`printf '\033[31mred\033[0m\n'`, parse: { kind: 'text' } },
    { key: 'slow', send: "printf '100 $ '; sleep 0.5; echo done", parse: { kind: 'text' } },
    { key: 'none', send: 'no-such-command' },
    { key: 'endless', send: 'sleep 60', timeoutMs: 400 },
    {
      key: 'comments',
      send: String.raw`printf '# a comment\n#!/bin/sh\n# and its end\n'`,
      parse: { kind: 'text' },
    },
    { key: 'moved', send: 'cd /usr; pwd', parse: { kind: 'text' } },
    {
      key: 'long',
      send: `echo ${'a'.repeat(120)} end`,
      parse: { kind: 'text' },
    },
  ],
  items: [
    'whoami',
    'code',
    'numbers',
    'umlaut',
    'colour',
    'slow',
    'none',
    'endless',
    'long',
    'comments',
    'buried',
    'moved',
  ].map((key) => ({
    key,
    type: 'text' as const,
    read: { command: key, field: key === 'code' ? 'code' : 'text' },
  })),
  diagnostics: [{ title: 'Log', send: `${SB ?? 'sb'} -k log.bin`, method: 'ymodem' as const }],
});

/** A real bash on a pseudo terminal, behind a TCP port. */
async function openBash(
  folder: string,
  { prompt = 'bash-on-cable$ ', ...times }: { prompt?: string; strangeMs?: number } = {},
): Promise<OpenConsole> {
  const port = await freePort();
  const shell = spawn(
    'socat',
    [
      `TCP-LISTEN:${port},bind=127.0.0.1,reuseaddr`,
      'EXEC:bash --norc --noprofile -i,pty,setsid,ctty,stderr,sane',
    ],
    {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        TERM: 'vt100',
        PS1: prompt,
        LANG: 'C.UTF-8',
      },
    },
  );
  onTestFinished(() => {
    shell.kill();
  });
  await once(shell, 'spawn');
  return await openAt(`tcp://127.0.0.1:${port}`, { profile: PROFILE, times: { strangeMs: 900, ...times } });
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'kerbside-bash-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe.skipIf(!HAS_BASH)(`a real bash on a pseudo terminal${BASH_NOTE}`, () => {
  it('commands and their exact output', async () => {
    const home = folder();
    const { driver, context } = await openBash(home);
    expect((await driver.identify(context)).sentence).toContain('bash-on-cable$');
    const value = async (key: string): Promise<string | undefined> => {
      const [reading] = await driver.read([key], context);
      return reading?.value ?? `${reading?.failure}: ${reading?.trouble}`;
    };
    const version = execFileSync('bash', ['-c', 'echo $BASH_VERSION'], { encoding: 'utf8' }).trim();
    expect(await value('whoami')).toBe(`${version} on ${home}`);
    expect(await value('code')).toBe('1');
    expect(await value('numbers')).toBe(Array.from({ length: 2000 }, (_, at) => at + 1).join('\n'));
    expect(await value('umlaut')).toBe('Äö no line end');
    expect(await value('colour')).toBe('red');
    expect(await value('slow')).toBe('100 $ done');
    expect(await value('long')).toBe(`${'a'.repeat(120)} end`);
    expect(await value('none')).toContain('refused: ');
    expect(await value('endless')).toContain('no-answer');
    expect(await value('code')).toBe('1');
  });

  it('a prompt of two characters is told from lines that begin with it', async () => {
    const { driver, context } = await openBash(folder(), { prompt: '# ', strangeMs: 300 });
    const [plain] = await driver.read(['comments'], context);
    expect(plain?.value).toBe('# a comment\n#!/bin/sh\n# and its end');
    const [after] = await driver.read(['code'], context);
    expect(after?.value).toBe('1');
  });

  it('a prompt that changes with the directory, coloured, with a bell in it', async () => {
    const prompt = String.raw`\[\e[1;32m\]root@box\[\e[0m\]:\w\a# `;
    const { driver, context } = await openBash(folder(), { prompt, strangeMs: 200 });
    const [moved] = await driver.read(['moved'], context);
    expect(moved?.value).toBe('/usr');
    const [code] = await driver.read(['code'], context);
    expect(code?.value).toBe('1');
  });

  it.skipIf(SB === undefined)(`a file is pulled with its sb${SB_NOTE}`, async () => {
    const home = folder();
    const content = Buffer.from(Array.from({ length: 20_000 }, (_, at) => (at * 31) % 256));
    writeFileSync(join(home, 'log.bin'), content);
    const { driver, line, context } = await openBash(home);
    const [choice] = driver.diagnostics();
    if (choice === undefined) throw new Error('no choice');
    await driver.startDiagnostics(choice, { ...context, onBytes: () => undefined });
    const [file] = await pullOver(line);
    expect(file?.name).toBe('log.bin');
    expect(Buffer.compare(file?.bytes ?? Buffer.alloc(0), readFileSync(join(home, 'log.bin')))).toBe(0);
    const [code] = await driver.read(['code'], context);
    expect(code?.value).toBe('1');
  });
});
