import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runKerbside } from '../processes/kerbside.ts';

const LOG = [
  '[ocpp  ] TRACE 2026/04/19 17:20:44 recv CP-7: [2,"1","BootNotification",{"chargePointVendor":"V"}]',
  '[ocpp  ] TRACE 2026/04/19 17:20:44 send CP-7: [3,"1",{"currentTime":"2026-04-19T15:20:44Z","interval":60,"status":"Accepted"}]',
  '[ocpp  ] TRACE 2026/04/19 17:20:50 send CP-7: [2,"9","Reset",{"type":"Soft"}]',
  '[lp-1  ] DEBUG 2026/04/19 17:20:51 charge currents: [0 0 0]A',
].join('\n');

let home: string;
let log: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-cli-import-'));
  log = join(home, 'site.log');
  writeFileSync(log, LOG);
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

it('trace import makes a session and tells what it found', async () => {
  const out = join(home, 'site.kerbside');
  const ran = await runKerbside(home, ['trace', 'import', log, '--out', out, '--json']);
  expect(ran.code).toBe(0);
  expect(JSON.parse(ran.stdout)).toMatchObject({
    session: out,
    in: 1,
    out: 2,
    format: { id: 'evcc' },
    frames: 3,
    notes: 1,
    first: '2026-04-19T15:20:44.000Z',
    stations: [{ id: 'CP-7', version: '1.6', frames: 3 }],
    notUnderstood: [{ line: 4 }],
  });
  const again = await runKerbside(home, ['trace', 'import', log, '--out', out]);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('exists already')]);
  expect(readdirSync(home).filter((name) => name.includes('part'))).toEqual([]);
});

it('trace check counts issues by code and what is unanswered', async () => {
  const ran = await runKerbside(home, ['trace', 'check', log, '--json']);
  expect(ran.code).toBe(0);
  expect(JSON.parse(ran.stdout)).toMatchObject({
    consumerView: {
      records: 3,
      calls: 2,
      callResults: 1,
      callErrors: 0,
      unansweredCalls: 1,
      orphanResponses: 0,
    },
    issues: [{ code: 'schema-required', severity: 'error', count: 1, records: [2] }],
  });
});

it('a dry run writes nothing; the other trace commands read the log as it is', async () => {
  const dry = await runKerbside(home, ['trace', 'import', log, '--dry-run', '--offset', '+01:00', '--json']);
  expect(JSON.parse(dry.stdout)).toMatchObject({ offsetFrom: 'chosen', first: '2026-04-19T16:20:44.000Z' });
  const stats = await runKerbside(home, ['trace', 'stats', log, '--json']);
  expect(JSON.parse(stats.stdout)).toMatchObject({ calls: 2, pairs: 1 });
  const found = await runKerbside(home, ['trace', 'search', log, 'Reset', '--json']);
  expect(found.stdout.trim().split('\n')).toHaveLength(1);
  expect(existsSync(join(home, 'site.kerbside'))).toBe(false);
});

it('wrong usage is said in one sentence', async () => {
  for (const [words, hint] of [
    [['trace', 'import', log], '--out'],
    [['trace', 'import', log, '--dry-run', '--format', 'evc'], 'evcc'],
    [['trace', 'import', log, '--dry-run', '--offset', 'CET'], '+02:00'],
  ] as const) {
    const ran = await runKerbside(home, [...words]);
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining(hint)]);
  }
});
