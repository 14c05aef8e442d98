import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArguments, type CommandShape } from '../../electron/cli/args.ts';
import { countUp } from '../../electron/cli/commands/practice.ts';
import { nearestName } from '../../electron/cli/nearestName.ts';
import { UsageError } from '../../electron/cli/usageError.ts';
import { runKerbside } from '../processes/kerbside.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-cli-'));
});
afterAll(() => {
  rmSync(home, { recursive: true });
});

describe('words of a command line', () => {
  const shape: CommandShape = {
    positionals: ['STATION', '[JSON]'],
    flags: { raw: { about: '' }, timeout: { value: 'S', about: '' } },
    about: '',
    examples: [],
  };
  const read = (...words: string[]): ReturnType<typeof readArguments> => readArguments('call', shape, words);

  it('are flags in any place, values with and without an equals sign, and positionals', () => {
    const args = read('--raw', 'CP-1', '--timeout=5', '-');
    expect([args.at(0), args.optionalAt(1), args.has('raw'), args.text('timeout')]).toEqual([
      'CP-1',
      '-',
      true,
      '5',
    ]);
    expect(read('CP-1', '--timeout', '2').number('timeout', { min: 1, max: 3, isWhole: true })).toBe(2);
    expect(read('--', '--raw').at(0)).toBe('--raw');
  });

  it.each([
    [['CP-1', '--tiemout', '5'], /no flag --tiemout\. Did you mean --timeout\?/],
    [['CP-1', '--timeout'], /--timeout needs a value: --timeout S/],
    [['CP-1', '--timeout', '--raw'], /--timeout needs a value/],
    [['CP-1', '--raw=1'], /--raw takes no value/],
    [['CP-1', '-x'], /no flag -x/],
    [[], /needs STATION: kerbside call STATION \[JSON\] \[--raw\] \[--timeout S\]/],
    [['CP-1', '{}', 'more'], /"more"/],
    [['CP-1', '--constructor'], /no flag --constructor/],
  ])('%j is bad usage, with a sentence', (words, sentence) => {
    expect(() => read(...words)).toThrow(UsageError);
    expect(() => read(...words)).toThrow(sentence);
  });

  it.each(['0', '4', '1.5', 'x', ''])('%j is no whole number from 1 to 3', (text) => {
    const range = { min: 1, max: 3, isWhole: true };
    expect(() => read('CP-1', `--timeout=${text}`).number('timeout', range)).toThrow(UsageError);
  });
});

describe('guesses', () => {
  it.each([
    ['sreve', 'serve'],
    ['atempts', 'attempts'],
    ['trace exprot', 'trace export'],
    ['st', 'stations'],
    ['bananas', undefined],
  ])('%s is %s', (typed, meant) => {
    const names = ['serve', 'stations', 'attempts', 'trace export', 'call'];
    expect(nearestName(typed, names)).toBe(meant);
  });
});

describe('practice ids', () => {
  it('count the trailing number up', () => {
    expect(countUp('MINE', 1)).toEqual(['MINE']);
    expect(countUp('PRACTICE-1', 3)).toEqual(['PRACTICE-1', 'PRACTICE-2', 'PRACTICE-3']);
    expect(countUp('CP-0099', 2)).toEqual(['CP-0099', 'CP-0100']);
    expect(countUp('BOX', 2)).toEqual(['BOX-1', 'BOX-2']);
  });
});

describe('exit codes without a running Kerbside', () => {
  it.each([
    [['--version'], 0, /^$/],
    [['--help'], 0, /^$/],
    [['call', '--help'], 0, /^$/],
    [[], 2, /say what to do/],
    [['sreve'], 2, /Did you mean `kerbside serve`/],
    [['trace'], 2, /trace stats, trace search, trace export/],
    [['trace', 'exprot', 'x'], 2, /trace export/],
    [['serve', '--port', '99999'], 2, /--port takes a whole number from 0 to 65535, not "99999"/],
    [['serve', '--port', '-1'], 2, /not "-1"/],
    [['--json', 'stations'], 2, /the command comes before --json/],
    [['practice', '--ocpp', '1.5'], 2, /Did you mean 1\.5-soap\?/],
    [['practice', '--ocpp', '1.7'], 2, /Did you mean 1\.6\?/],
    [['practice', '--url', 'http://example.org'], 2, /ws:\/\//],
    [['stations'], 1, /No Kerbside is running/],
    [['stations', '--connect', 'nonsense'], 2, /--connect takes/],
    [
      ['stations', '--connect', 'http://127.0.0.1:9/?token=x'],
      1,
      /No Kerbside answers at http:\/\/127\.0\.0\.1:9\./,
    ],
    [['trace', 'stats', 'no-such.kerbside'], 1, /no-such\.kerbside/],
    [['trace', 'export', 'x.kerbside'], 2, /--format jsonl/],
    [['trace', 'export', 'x.kerbside', '--format', 'xlsx'], 2, /no "xlsx"/],
  ])('%j ends with %i', async (args, code, sentence) => {
    const ran = await runKerbside(home, args);
    expect(ran.stderr).toMatch(sentence);
    expect(ran.code).toBe(code);
    expect(ran.stderr.trim().split('\n').length).toBe(1);
    if (code !== 0) expect(ran.stdout).toBe('');
  });

  it('a note of a Kerbside that was killed is not believed', async () => {
    mkdirSync(join(home, 'running'), { recursive: true });
    const note = { pid: 2 ** 22 + 1, ui: 'http://127.0.0.1:9/?token=x', startedAt: 1 };
    writeFileSync(join(home, 'running', 'old.json'), JSON.stringify(note));
    writeFileSync(join(home, 'running', 'broken.json'), '{');
    const ran = await runKerbside(home, ['stations']);
    expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining('No Kerbside is running')]);
  });

  it('a data folder that cannot be made is named once', async () => {
    const file = join(home, 'a-file');
    writeFileSync(file, '');
    const ran = await runKerbside(join(file, 'home'), ['serve', '--port', '0', '--ui-port', '0']);
    expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining('--session')]);
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('a session file that is none is left alone', async () => {
    const path = join(home, 'letter.txt');
    writeFileSync(path, 'Dear sir or madam');
    const ran = await runKerbside(home, ['trace', 'stats', path]);
    expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining('letter.txt')]);
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('a port in use is named, and nothing is left behind', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const port = String((blocker.address() as AddressInfo).port);
    const free = ['--host', '127.0.0.1', '--session', join(home, 'port.kerbside')];
    const front = await runKerbside(home, ['serve', ...free, '--port', port, '--ui-port', '0']);
    const screens = await runKerbside(home, ['serve', ...free, '--port', '0', '--ui-port', port]);
    blocker.close();
    expect([front.code, front.stderr]).toEqual([1, expect.stringContaining(`Port ${port} is in use`)]);
    expect([screens.code, screens.stderr]).toEqual([1, expect.stringContaining('--ui-port')]);
    for (const { stderr } of [front, screens]) expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(existsSync(join(home, 'port.kerbside'))).toBe(false);
  });
});
