import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Behaviour } from '../../electron/practice/behaviours/behaviour.ts';
import type { ChangeRun } from '../../shared/configuration/change.ts';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import type { Ran } from '../processes/kerbside.ts';
import { VisitProcess } from './visitProcess.ts';

// Each command is a process of its own, and a test takes many of them.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const SECRET = 'correct horse battery';
const KEY = 'MeterValueSampleInterval';
const THRESHOLD = 'OCPPCommCtrlr.OfflineThreshold';

let visit: VisitProcess;

const config = (...args: string[]): Promise<Ran> => visit.config(...args);

/** Takes a change, and loses the line before it says so. */
function dropsAfterTaking(): Behaviour {
  let isDone = false;
  return {
    name: 'drops the line after a change',
    onAnswer(outgoing, { action }, station) {
      if (action !== 'ChangeConfiguration' || isDone) return outgoing;
      isDone = true;
      station.link.drop();
      return 'silence';
    },
  };
}

/** Tells who awaits it that a change came, and never answers it. */
function neverAnswersChanges(onChange: () => void): Behaviour {
  return {
    name: 'never answers changes',
    onCall({ action }) {
      if (action !== 'ChangeConfiguration') return 'next';
      onChange();
      return 'silence';
    },
  };
}

beforeEach(async () => {
  visit = await VisitProcess.start();
});
afterEach(() => visit.end());

it('undoes with exit 0 where only the clock of the charger went on', async () => {
  await visit.charger('CP-201', '2.0.1');
  expect((await config('set', 'CP-201', THRESHOLD, '240')).code).toBe(0);
  const undo = await config('undo', 'CP-201', '--yes', '--json');
  expect([undo.code, undo.stderr]).toEqual([0, expect.stringContaining('ClockCtrlr.DateTime')]);
  expect(JSON.parse(undo.stdout)).toMatchObject({ run: { state: 'finished', origin: 'undo' } });
});

it('exits with 0 where the charger left in the middle and everything is as wanted after its return', async () => {
  await visit.charger('CP-1', '1.6', [dropsAfterTaking()]);
  const { code, stdout } = await config('set', 'CP-1', KEY, '15', 'ConnectionTimeOut', '61', '--json');
  const { steps } = JSON.parse(stdout) as ChangeRun;
  expect([code, steps.map(({ readBack }) => readBack)]).toEqual([0, ['as-wanted', 'as-wanted']]);
  expect(steps[0]).toMatchObject({ state: 'unanswered', outcome: 'disconnected' });
});

it('says that Kerbside is gone where it ends in the middle of changes', async () => {
  const begun = Promise.withResolvers<void>();
  await visit.charger('CP-1', '1.6', [neverAnswersChanges(() => begun.resolve())]);
  const setting = config('set', 'CP-1', KEY, '15');
  await begun.promise;
  await visit.stop('SIGKILL');
  const { code, stderr } = await setting;
  expect([code, stderr]).toEqual([1, expect.stringContaining('The connection to Kerbside is lost')]);
  expect(stderr).not.toContain('await');
});

it('reads only what --key names, and exits with 3 for what the charger does not have', async () => {
  await visit.charger('CP-1', '1.6');
  await visit.charger('CP-201', '2.0.1');
  for (const [id, key] of [
    ['CP-1', KEY],
    ['CP-201', THRESHOLD],
  ] as const) {
    const { code, stdout } = await config('read', id, '--key', key, '--json');
    const { items } = JSON.parse(stdout) as Configuration;
    expect([code, items.map(({ address }) => address)]).toEqual([0, [key]]);
    const unknown = await config('read', id, '--key', 'Maker.NoSuchKey');
    expect([unknown.code, unknown.stderr]).toEqual([
      3,
      expect.stringContaining('does not have: Maker.NoSuchKey'),
    ]);
  }
});

it('takes secrets from the environment, and repeats none in a complaint', async () => {
  await visit.charger('CP-1', '1.6');
  vi.stubEnv('KERBSIDE_TEST_SECRET', SECRET);
  const given = ['set', 'CP-1', '--secret-env', 'AuthorizationKey=KERBSIDE_TEST_SECRET'];
  const unasked = await config(...given);
  const set = await config(...given, '--yes');
  vi.unstubAllEnvs();
  // With another password the charger may not be let in again.
  expect([unasked.code, unasked.stdout, unasked.stderr]).toEqual([2, '', expect.stringContaining('--yes')]);
  expect(unasked.stderr).not.toContain(SECRET);
  expect([set.code, set.stdout]).toEqual([0, expect.stringContaining('(secret)')]);
  expect(set.stdout + set.stderr).not.toContain(SECRET);
  for (const [flag, words] of [
    ['--secret-env=AuthorizationKey=KERBSIDE_NO_SUCH', 'no environment variable'],
    [`--secret=${SECRET}`, 'KEY=VALUE'],
  ] as const) {
    const { code, stderr } = await config('set', 'CP-1', flag);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
    expect(stderr).not.toContain(SECRET);
  }
});

it('shows what is the same with --all only', async () => {
  await visit.charger('CP-1', '1.6');
  const file = join(visit.home, 'found.csv');
  expect((await config('save', 'CP-1', file)).code).toBe(0);
  const few = await config('diff', file, 'CP-1');
  expect([few.code, few.stdout]).toEqual([0, expect.not.stringContaining(`= ${KEY}`)]);
  expect((await config('diff', file, 'CP-1', '--all')).stdout).toContain(`= ${KEY}: 30`);
  const rows = async (...flags: string[]): Promise<unknown[]> =>
    (JSON.parse((await config('diff', file, 'CP-1', '--json', ...flags)).stdout) as { rows: unknown[] }).rows;
  expect((await rows('--all')).length).toBeGreaterThan((await rows()).length);
});

it('tells what can be set from the clock and the counters, which differ each time', async () => {
  await visit.charger('CP-201', '2.0.1');
  const taken = await config('snapshots', 'CP-201', '--take', 'as found');
  expect(taken.code).toBe(0);
  const diff = (...flags: string[]): Promise<Ran> => config('diff', 'as found', 'CP-201', ...flags);
  const moved = await diff();
  expect([moved.code, moved.stdout]).toEqual([3, expect.stringContaining('≠ ClockCtrlr.DateTime')]);
  const settable = await diff('--settable');
  expect([settable.code, settable.stdout]).toEqual([0, expect.stringContaining('is left out: ')]);
  expect(settable.stdout).not.toContain('≠');
  expect((await config('set', 'CP-201', THRESHOLD, '240')).code).toBe(0);
  const changed = await diff('--settable', '--json');
  expect([changed.code, JSON.parse(changed.stdout)]).toMatchObject([
    3,
    {
      differing: { settable: 1, readOnly: expect.any(Number) as number },
      rows: [
        { address: THRESHOLD, isSettable: true, kind: 'changed' },
        { address: 'SecurityCtrlr.BasicAuthPassword', isSecret: true, kind: 'not-known' },
      ],
    },
  ]);
  const lines = (await diff()).stdout.split('\n');
  expect(lines.findIndex((line) => line.includes(THRESHOLD))).toBeLessThan(
    lines.findIndex((line) => line.includes('ClockCtrlr.DateTime')),
  );
});
