import { copyFileSync, mkdtempSync, rmSync, truncateSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RawStation } from '../core/central/rawStation.ts';
import { runKerbside, startServe } from '../processes/kerbside.ts';

let home: string;
let morning: string;
let killed: string;

/** Records two calls of a station; `signal` ends the program. */
async function visit(path: string, stationId: string, signal: NodeJS.Signals): Promise<void> {
  const serve = await startServe({ home, session: path });
  const station = await RawStation.connect(`${serve.ocpp}/${stationId}`);
  await station.ask('BootNotification', { chargePointVendor: 'Example', chargePointModel: 'Wallbox' });
  await station.ask('Heartbeat', {});
  await serve.stop(signal);
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-merge-'));
  morning = join(home, 'morning.kerbside');
  killed = join(home, 'killed.kerbside');
  await visit(morning, 'CP-1', 'SIGTERM');
  await visit(killed, 'CP-2', 'SIGKILL');
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

const merge = (...args: string[]): ReturnType<typeof runKerbside> =>
  runKerbside(home, ['trace', 'merge', ...args]);

it('merges visits, one of a Kerbside that was killed, into one file', async () => {
  const out = join(home, 'day.kerbside');
  const ran = await merge(killed, morning, '--out', out, '--offset', `${morning}=-1h`, '--json');
  expect([ran.code, ran.stderr]).toEqual([0, '']);
  const result = JSON.parse(ran.stdout) as { records: number; parts: Array<{ records: number }> };
  expect(result.parts.every(({ records }) => records >= 5)).toBe(true);
  const stats = JSON.parse((await runKerbside(home, ['trace', 'stats', out, '--json'])).stdout) as object;
  expect(stats).toMatchObject({
    records: result.records,
    stations: ['CP-1', 'CP-2'],
    unanswered: 0,
    pairs: 4,
  });
  const notes = await runKerbside(home, ['trace', 'search', out, 'Here the records of', '--json']);
  expect(notes.stdout.trim().split('\n')).toHaveLength(2);
  expect(notes.stdout.indexOf('morning.kerbside')).toBeLessThan(notes.stdout.indexOf('killed.kerbside'));
});

it('takes any file that import reads, named as it is', async () => {
  const log = join(home, 'csms.jsonl');
  const line = (text: string, at: string): string =>
    JSON.stringify({ timestamp: at, direction: 'in', chargePointId: 'CP-9', message: text });
  const frames = ['[2,"1","Heartbeat",{}]', '[3,"1",{"currentTime":"2026-11-21T10:00:00Z"}]'];
  writeFileSync(log, frames.map((frame, n) => `${line(frame, `2026-11-21T10:00:0${n}Z`)}\n`).join(''));
  const out = join(home, 'mixed.kerbside');
  const ran = await merge(morning, log, '--out', out, '--offset', `${log}=+1s`, '--json');
  expect(ran.code).toBe(0);
  expect((JSON.parse(ran.stdout) as { parts: object[] }).parts).toMatchObject([
    { path: morning },
    { path: log },
  ]);
  const stats = await runKerbside(home, ['trace', 'stats', out, '--json']);
  expect(JSON.parse(stats.stdout)).toMatchObject({
    stations: expect.arrayContaining(['CP-1', 'CP-9']) as string[],
  });
  const notes = await runKerbside(home, ['trace', 'search', out, 'Here the records of csms.jsonl', '--json']);
  expect(notes.stdout).toContain('moved by +1 s');
  const twice = await merge(log, log, '--out', join(home, 'never.kerbside'));
  expect([twice.code, twice.stderr]).toEqual([1, expect.stringContaining('named twice')]);
});

it('says in words what it did, and what is wrong with a command line', async () => {
  const out = join(home, 'words.kerbside');
  const ran = await merge(morning, killed, '--out', out);
  expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining(`Merged into ${out}`)]);
  const wrong = async (...args: string[]): Promise<[number | null, string]> => {
    const { code, stderr } = await merge(...args);
    return [code, stderr];
  };
  expect(await wrong(morning, killed)).toEqual([2, expect.stringContaining('needs --out')]);
  expect(await wrong(morning, '--out', 'x')).toEqual([2, expect.stringContaining('needs B')]);
  expect(await wrong(morning, killed, '--out', out)).toEqual([1, expect.stringContaining('exists already')]);
  const free = join(home, 'free.kerbside');
  expect(await wrong(morning, morning, '--out', free)).toEqual([1, expect.stringContaining('named twice')]);
  expect(await wrong(morning, killed, '--out', free, '--offset', 'soon')).toEqual([
    2,
    expect.stringContaining('FILE=+2s'),
  ]);
  expect(await wrong(morning, killed, '--out', free, '--offset', 'other=+2s')).toEqual([
    2,
    expect.stringContaining('none of the files'),
  ]);
});

it('recovers what can be read of a damaged file, with a count', async () => {
  const bad = join(home, 'bad.kerbside');
  copyFileSync(morning, bad);
  truncateSync(bad, statSync(bad).size - 5000);
  const out = join(home, 'saved.kerbside');
  const ran = await runKerbside(home, ['trace', 'recover', bad, '--out', out]);
  expect(ran.code).toBe(0);
  expect(ran.stderr).toMatch(/^\d+ records were saved to /);
  const bare = await runKerbside(home, ['trace', 'recover', bad]);
  expect([bare.code, bare.stderr]).toEqual([2, expect.stringContaining('needs --out')]);
});
