import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runKerbside, startServe, type Ran, type ServeProcess } from '../processes/kerbside.ts';
import { ConfigurationStation } from '../quirks/configurationStation.ts';

let home: string;
let serve: ServeProcess;
let station: ConfigurationStation;

const quirks = (...args: string[]): Promise<Ran> => runKerbside(home, ['quirks', 'CP-1', ...args]);
const json = async (...args: string[]): Promise<unknown> => {
  const { code, stdout, stderr } = await quirks(...args, '--json');
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  return JSON.parse(stdout) as unknown;
};

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-quirks-cli-'));
  serve = await startServe({ home, session: join(home, 'visit.kerbside') });
  const keys = { HeartbeatInterval: '300', NumberOfConnectors: '1', GetConfigurationMaxKeys: '0' };
  station = await new ConfigurationStation(serve.ocpp, 'CP-1', { all: 'drop', mostKeys: 4, keys }).connect();
});

afterAll(async () => {
  await station.stop();
  await serve.stop();
  rmSync(home, { recursive: true, force: true });
});

it('shows every setting with what is usual', async () => {
  const { code, stdout } = await quirks();
  expect(code).toBe(0);
  expect(stdout).toMatch(/^SETTING +VALUE +USUAL +ABOUT\n/);
  expect(stdout).toMatch(/\nconfigurationChunk +- +all keys at once +Keys per GetConfiguration\n/);
  expect(await json()).toEqual({ stationId: 'CP-1', profile: {}, pending: [], proposals: [] });
});

it('sets, unsets and says from when on it holds', async () => {
  const set = [
    '--set',
    'timeFormat=whole',
    '--set',
    'compression=off',
    '--callback',
    'http://192.168.1.9/?a=b',
  ];
  expect(await json(...set)).toMatchObject({
    profile: { timeFormat: 'whole', compression: false, callbackUrl: 'http://192.168.1.9/?a=b' },
    pending: ['compression'],
  });
  expect((await quirks()).stderr).toContain('compression holds from the next connection of CP-1 on.');
  const unset = await json('--unset', 'compression', '--unset', 'callbackUrl');
  expect(unset).toMatchObject({ profile: { timeFormat: 'whole' }, pending: [] });
});

it('sets the protocols for files as a list', async () => {
  const set = ['--set', 'fileProtocols=SFTP, http', '--set', 'ftpLogin=none'];
  expect(await json(...set)).toMatchObject({
    profile: { fileProtocols: ['sftp', 'http'], ftpLogin: 'none' },
    pending: [],
  });
  expect((await quirks()).stdout).toMatch(/\nfileProtocols +sftp,http +as the station says/);
  await json('--unset', 'fileProtocols', '--unset', 'ftpLogin');
});

it('exits with 2 for words that make no sense, and says which were meant', async () => {
  const wrong: readonly [string[], string][] = [
    [['--set', 'timeFromat=whole'], 'Did you mean timeFormat?'],
    [['--set', 'timeFormat=hole'], 'Did you mean whole?'],
    [['--set', 'configurationChunk=0'], '1 to 100'],
    [['--set', 'timeFormat'], 'KEY=VALUE'],
    [['--unset', 'closeby2'], 'Did you mean closeBy?'],
    [['--set', 'fileProtocols=sftp,tftp'], 'any of http, https, ftp, ftps, sftp'],
    [['--set', 'fileProtocols=http,http'], 'any of http, https, ftp, ftps, sftp'],
    [['--set', 'fileProtocols=sfpt'], 'Did you mean sftp?'],
    [['--callback', 'ftp://host'], 'callbackUrl takes'],
    [['--accept', '--dismiss'], 'exclude each other'],
    [['--timeout', '5'], '--read-configuration'],
    [['--file', join(home, 'no-such-file')], 'cannot be read'],
    [['--exprt', 'x'], 'Did you mean --export?'],
  ];
  for (const [args, words] of wrong) {
    const { code, stdout, stderr } = await quirks(...args);
    expect([args, code, stdout]).toEqual([args, 2, '']);
    expect(stderr).toContain(words);
  }
  expect(await json()).toMatchObject({ profile: { timeFormat: 'whole' } });
});

it('exits with 5 for a charger that has never connected', async () => {
  const ran = await runKerbside(home, ['quirks', 'CP-2']);
  expect([ran.code, ran.stderr]).toEqual([5, expect.stringContaining('did you mean CP-1?')]);
});

it('writes a profile to a file and takes it from one', async () => {
  const file = join(home, 'profile.json');
  const written = await quirks('--export', file);
  expect([written.code, written.stderr]).toEqual([0, expect.stringContaining(file)]);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    kerbside: 'quirk-profile',
    profile: { timeFormat: 'whole' },
  });
  expect((await quirks('--export', '-')).stdout).toBe(readFileSync(file, 'utf8'));
  await quirks('--unset', 'timeFormat');
  expect(await json('--file', file)).toMatchObject({ profile: { timeFormat: 'whole' } });
  writeFileSync(file, '{"kerbside":"quirk-profile","version":1,"profile":{"validate":"no"}}');
  const refused = await quirks('--file', file);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('“validate”')]);
});

it('reads the configuration of a charger that leaves when it is asked for all keys, and accepts the proposal', async () => {
  const { code, stdout, stderr } = await quirks('--read-configuration');
  expect([code, stderr]).toEqual([0, expect.stringContaining('4 at a time')]);
  expect(stdout).toMatch(/^KEY .*\n(?:.*\n)*HeartbeatInterval +300\n/);
  expect(stdout).toMatch(/GetConfigurationMaxKeys +0 +This is no usable limit/);
  expect(await json()).toMatchObject({ proposals: [{ code: 'configuration-all-keys' }] });
  expect((await quirks()).stderr).toContain('Proposed: configurationChunk=4. The charger leaves upon');
  expect((await quirks('--accept')).stderr).toContain('Accepted: Read the keys 4 at a time.');
  expect(await json('--read-configuration', '--timeout', '5')).toMatchObject({
    profile: { configurationChunk: 4 },
    proposals: [],
    configuration: { how: 'in-chunks', chunk: 4, items: expect.arrayContaining([]) as unknown },
  });
  expect(station.asked.filter((keys) => keys === undefined)).toHaveLength(1);
});

it('says what an answer to ChangeConfiguration means', async () => {
  const ran = await runKerbside(home, [
    'call',
    'CP-1',
    'ChangeConfiguration',
    '{"key":"WebSocketPingInterval","value":"60"}',
  ]);
  expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining('That is allowed')]);
});
