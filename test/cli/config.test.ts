import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangeRun } from '../../shared/configuration/change.ts';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import type { DifferenceRow } from '../../shared/configuration/difference.ts';
import type { AppliedStation, CheckedStation } from '../../shared/contract/methods/templateMethods.ts';
import type { Snapshot } from '../../shared/configuration/snapshot.ts';
import {
  CLI,
  environment,
  runKerbside,
  startServe,
  type Ran,
  type ServeProcess,
} from '../processes/kerbside.ts';

let home: string;
let serve: ServeProcess;
const practices: ChildProcess[] = [];
const TEN = Array.from({ length: 10 }, (_, index) => `CP-${index + 1}`);

const config = (...words: string[]): Promise<Ran> => runKerbside(home, ['config', ...words]);
const file = (name: string): string => join(home, name);
const lines = <T>({ stdout }: Ran): T[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

/** Practice chargers in a process of their own. */
function practice(...words: string[]): void {
  const args = [CLI, 'practice', '--url', serve.ocpp, ...words];
  practices.push(spawn(process.execPath, args, { env: environment(home), stdio: 'ignore' }));
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-config-'));
  serve = await startServe({ home, session: file('visit.kerbside') });
  practice('--id', 'CP-1', '--count', '10');
  practice('--id', 'M-1', '--ocpp', '2.0.1');
  let ready = 0;
  do {
    const { stdout } = await runKerbside(home, ['stations', '--json']);
    const stations = JSON.parse(stdout || '[]') as Array<{ connected: boolean; connectors: unknown[] }>;
    ready = stations.filter(({ connected, connectors }) => connected && connectors.length > 0).length;
  } while (ready < 11);
});

afterAll(async () => {
  for (const child of practices) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
  await serve.stop();
  rmSync(home, { recursive: true, force: true });
});

describe.each([
  { id: 'CP-1', key: 'MeterValueSampleInterval', fixed: 'Kerbside.HardwareRevision' },
  { id: 'M-1', key: 'OCPPCommCtrlr.OfflineThreshold', fixed: 'OCPPCommCtrlr.ActiveNetworkProfile' },
])('one charger ($id)', ({ id, key, fixed }) => {
  it('is read, saved, changed, compared and brought back', async () => {
    const read = await config('read', id, '--json');
    expect(read.code).toBe(0);
    const before = JSON.parse(read.stdout) as Configuration;
    expect(before).toMatchObject({ owner: { stationId: id }, isWhole: true });
    const found = before.items.find(({ address }) => address === key)?.value;

    for (const ending of ['csv', 'yaml']) {
      expect((await config('save', id, file(`${id}.${ending}`))).code).toBe(0);
    }
    expect((await config('diff', file(`${id}.csv`), file(`${id}.csv`))).code).toBe(0);
    expect(readFileSync(file(`${id}.yaml`), 'utf8')).toContain('kerbside: "configuration"');

    const set = await config('set', id, key, '77', '--json');
    expect(set.code).toBe(0);
    expect((JSON.parse(set.stdout) as ChangeRun).steps).toMatchObject([
      { address: key, before: found, wanted: '77', after: '77', state: 'accepted', readBack: 'as-wanted' },
    ]);
    const refused = await config('set', id, fixed, 'x');
    expect(refused.code).toBe(3);
    expect(refused.stdout).toContain('refused');

    const diff = await config('diff', file(`${id}.yaml`), id, '--json');
    expect(diff.code).toBe(3);
    const { rows } = JSON.parse(diff.stdout) as { rows: DifferenceRow[] };
    expect(rows.filter(({ kind }) => kind === 'changed')).toContainEqual(
      expect.objectContaining({ address: key, before: found, after: '77' }),
    );

    const snapshots = JSON.parse((await config('snapshots', id, '--json')).stdout) as Snapshot[];
    expect(snapshots.map(({ cause }) => cause)).toContain('before-change');
    const asked = await config('undo', id, 'first');
    expect(asked.code).toBe(2);
    expect(asked.stderr).toContain('nothing was sent. Add --yes');
    const undo = await config('undo', id, 'first', '--yes', '--json');
    expect(undo.code).toBe(0);
    const again = await config('undo', id, snapshots[0]?.id.slice(0, 8) ?? '', '--yes');
    expect(again.stderr).toContain('nothing was sent');
    expect((await config('diff', file(`${id}.csv`), id)).stdout).not.toContain(key);
  }, 120_000);
});

describe('ten chargers', () => {
  it('are checked against a template, brought to it at once, and hold', async () => {
    writeFileSync(
      file('depot.json'),
      `{
        "name": "Depot", // for all of them
        "for": { "vendor": "*" },
        "rules": [
          { "key": "HeartbeatInterval", "range": { "min": 200, "max": 250 }, "set": "240" },
          { "key": "MeterValueSampleInterval", "equals": 20 },
          { "key": "AuthorizationKey", "secret": true },
        ],
      }`,
    );
    const check = await config('check', file('depot.json'), ...TEN, 'CP-404', '--json');
    expect(check.code).toBe(5);
    const checked = lines<CheckedStation>(check);
    expect(checked).toHaveLength(11);
    expect(checked.filter((one) => one.check?.isAsWanted === false)).toHaveLength(10);

    const unasked = await config('apply', file('depot.json'), ...TEN, '--yes');
    expect(unasked.code).toBe(2);
    expect(unasked.stderr).toContain("add --secret 'AuthorizationKey=VALUE'");

    const secret = ['--secret', 'AuthorizationKey=only-for-the-charger'];
    const apply = await config('apply', file('depot.json'), ...TEN, '--yes', '--json', ...secret);
    expect(apply.stdout + apply.stderr).not.toContain('only-for-the-charger');
    const applied = lines<AppliedStation>(apply);
    expect(applied.map(({ stationId, run }) => `${stationId} ${run?.state} ${run?.steps.length}`)).toEqual(
      TEN.map((id) => `${id} finished 3`),
    );
    expect(apply.stderr).toContain('CP-10: 3 changes: 3 accepted.');
    expect(apply.code).toBe(0);

    const held = await config('check', file('depot.json'), ...TEN);
    expect(held.code).toBe(0);
    expect(held.stderr).toContain('CP-10: 2 of 3 rules hold.');
  }, 120_000);

  it('are read at once, a line each', async () => {
    const read = await config('read', ...TEN, '--json');
    expect(read.code).toBe(0);
    expect(lines<Configuration>(read).map(({ owner }) => owner.stationId)).toEqual(TEN);
  });
});

it('a template out of a charger is as this charger is', async () => {
  expect((await config('template', 'M-1', file('m.json'), '--name', 'Mine')).code).toBe(0);
  const check = await config('check', file('m.json'), 'M-1');
  expect(check.code).toBe(0);
  expect((await config('check', file('m.json'), 'CP-2')).code).toBe(3);
  const other = await config('apply', file('m.json'), 'CP-2', '--yes', '--json');
  expect(other.code).toBe(3);
  expect(lines<AppliedStation>(other)).toMatchObject([{ stationId: 'CP-2', reason: 'not-for' }]);
});

it('what waits for a restart holds after it', async () => {
  const set = await config('set', 'CP-3', 'Kerbside.MaxCurrent', '16');
  expect(set.code).toBe(0);
  expect(set.stdout).toContain('needs-restart (RebootRequired)');
  const restart = await config('restart', 'CP-3', '--json');
  expect([restart.code, JSON.parse(restart.stdout)]).toMatchObject([0, { payload: { status: 'Accepted' } }]);
  const nothing = await config('continue', 'CP-3');
  expect([nothing.code, nothing.stderr]).toEqual([0, expect.stringContaining('Nothing broke off')]);
});

it('a change that would cut the charger off needs a yes', async () => {
  const away = await config('set', 'CP-4', 'Kerbside.BackendUrl', 'ws://192.0.2.1:9');
  expect(away.code).toBe(2);
  expect(away.stderr).toContain('Careful: CP-4 then connects to ws://192.0.2.1:9 instead of this Kerbside');
  expect(away.stderr).toContain('nothing was sent. Add --yes');
  expect((await config('set', 'CP-4', 'Kerbside.BackendUrl', serve.ocpp)).code).toBe(0);
});

it('what cannot work is said with what would', async () => {
  writeFileSync(file('bad.json'), '{\n  "name": "A",\n  "ruels": []\n}');
  writeFileSync(file('told.json'), '{"name": "A", "rules": [{"key": "AuthorizationKey", "equals": "x"}]}');
  for (const [words, code, sentence] of [
    [['read', 'CP-11'], 5, 'did you mean CP-1'],
    [['set', 'CP-1', 'HeartbeatInterval'], 2, 'HeartbeatInterval has no value'],
    [['set', 'CP-1'], 2, 'config set needs KEY and VALUE'],
    [['save', 'CP-1', file('x.txt')], 2, 'does not end in .csv, .json or .yaml'],
    [['check', file('none.json'), 'CP-1'], 2, 'there is no file'],
    [
      ['check', file('bad.json'), 'CP-1'],
      2,
      'Line 3, column 3: there is no field “ruels”; did you mean “rules”?',
    ],
    [['apply', file('told.json'), 'CP-1', '--yes'], 2, 'its value must not stand in a template'],
    [['diff', 'CP-1', 'nowhere'], 5, 'nowhere is no file and no snapshot'],
    [['undo', 'CP-1', 'never'], 2, 'CP-1 has no snapshot never'],
    [['reda', 'CP-1'], 2, 'config read'],
  ] as const) {
    const ran = await config(...words);
    expect([words, ran.code, ran.stderr]).toEqual([words, code, expect.stringContaining(sentence)]);
    expect(ran.stdout).toBe('');
  }
});
