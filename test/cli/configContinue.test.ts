import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Behaviour } from '../../electron/practice/behaviours/behaviour.ts';
import type { ChangeRun } from '../../shared/configuration/change.ts';
import { VisitProcess } from './visitProcess.ts';

// Each command is a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let visit: VisitProcess;
beforeEach(async () => {
  visit = await VisitProcess.start();
});
afterEach(() => visit.end());

/** Takes every change and never says so. */
function neverAnswersChanges(onChange: () => void): Behaviour {
  return {
    name: 'takes changes without a word',
    onAnswer(outgoing, { action }) {
      if (action !== 'ChangeConfiguration') return outgoing;
      onChange();
      return 'silence';
    },
  };
}

/** Kerbside is killed while the first of these changes is on its way. */
async function killedWhileSetting(...words: string[]): Promise<void> {
  const isSent = Promise.withResolvers<void>();
  await visit.charger('CP-1', '1.6', [neverAnswersChanges(() => isSent.resolve())]);
  const setting = visit.config('set', 'CP-1', ...words);
  await isSent.promise;
  await visit.kill();
  expect((await setting).code).toBe(1);
  await visit.begin();
}

it('goes on with any of several runs that were killed, and says which there are', async () => {
  await killedWhileSetting('ConnectionTimeOut', '61', 'MeterValueSampleInterval', '15');
  await killedWhileSetting('--yes', '--secret', 'AuthorizationKey=correct horse battery');
  await visit.charger('CP-1', '1.6');

  const several = await visit.config('continue', 'CP-1', '--json');
  expect([several.code, several.stdout]).toEqual([2, '']);
  expect(several.stderr).toContain('CP-1 has 2 runs that can go on. Say which with --run N: 1, 2.');
  const list = await visit.config('continue', 'CP-1', '--list', '--json');
  const open = JSON.parse(list.stdout) as Array<ChangeRun & { number: number }>;
  expect(open.map(({ number, steps }) => [number, ...steps.map(({ state }) => state)])).toEqual([
    [1, 'unanswered', 'not-sent'],
    [2, 'unanswered'],
  ]);
  expect((await visit.config('continue', 'CP-1', '--run', '3')).stderr).toContain('CP-1 has no run 3');

  // What is not known of a secret cannot be read: it has to be sent again.
  const unasked = await visit.config('continue', 'CP-1', '--run', '2');
  expect([unasked.code, unasked.stderr]).toEqual([2, expect.stringContaining("--secret 'AuthorizationKey=")]);
  const secret = ['--secret', 'AuthorizationKey=correct horse battery'];
  const second = await visit.config('continue', 'CP-1', '--run', '2', '--json', ...secret);
  expect([second.code, JSON.parse(second.stdout)]).toMatchObject([0, { id: open[1]?.id, state: 'finished' }]);

  expect((await visit.config('set', 'CP-1', 'ConnectionTimeOut', '70')).code).toBe(0);
  const first = await visit.config('continue', 'CP-1', '--json');
  expect(first.stderr).toContain('ConnectionTimeOut was changed again since; going on writes over that.');
  const { id, steps } = JSON.parse(first.stdout) as ChangeRun;
  expect([first.code, id]).toEqual([0, open[0]?.id]);
  expect(steps.map(({ state, after }) => [state, after])).toEqual([
    ['accepted', '61'],
    ['accepted', '15'],
  ]);
  expect((await visit.config('continue', 'CP-1', '--run', '1')).stderr).toContain('nothing left to do');
  const nothing = await visit.config('continue', 'CP-1');
  expect([nothing.code, nothing.stderr]).toEqual([0, expect.stringContaining('Nothing broke off on CP-1')]);
});
