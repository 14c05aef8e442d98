import { describe, expect, it } from 'vitest';
import { stepTone } from '../../../renderer/features/configuration/runs/stepTone.ts';
import { backPlan } from '../../../renderer/features/configuration/visit/backPlan.ts';
import { valuesBefore, visitChanges } from '../../../renderer/features/configuration/visit/visitChanges.ts';
import { configurationEditsOf, sourceOfEdits } from '../../../renderer/state/configurationEdits.ts';
import type { ChangeRun, ChangeStep } from '../../../shared/configuration/change.ts';

function run(startedAt: number, steps: Partial<ChangeStep>[], more: Partial<ChangeRun> = {}): ChangeRun {
  return {
    id: String(startedAt),
    stationId: 'CP-1',
    origin: 'edit',
    startedAt,
    state: 'finished',
    steps: steps.map((step) => ({ address: 'A', isSecret: false, state: 'accepted', ...step })),
    restartedByItself: false,
    sentence: '',
    ...more,
  };
}

describe('what was changed on a visit', () => {
  it('has what was before the first change and what is after the last', () => {
    const [change] = visitChanges([
      run(1, [{ before: '1', wanted: '2', after: '2', requestSeq: 5, responseSeq: 6 }]),
      run(2, [{ before: '2', wanted: '3', after: '3' }]),
    ]);
    expect(change).toMatchObject({ before: '1', now: '3', count: 2, isBack: false, seqs: [5, 6] });
  });

  it('knows what is as it was, what nobody can know, and what never reached the charger', () => {
    const changes = visitChanges([
      run(1, [
        { before: '1', wanted: '2' },
        { address: 'B', before: 'x', wanted: 'y', state: 'unanswered' },
        { address: 'C', before: 'x', wanted: 'y', state: 'refused' },
        { address: 'D', before: 'x', wanted: 'y', state: 'not-sent' },
      ]),
      run(2, [{ before: '2', wanted: '1', after: '1' }]),
    ]);
    expect(changes.map(({ address, isBack, isUncertain }) => [address, isBack, isUncertain])).toEqual([
      ['A', true, false],
      ['B', false, true],
    ]);
    expect([...valuesBefore(changes, 'CP-1')]).toEqual([['B', 'x']]);
  });

  it('knows that what waits for a restart is changed, though the charger shows the old value until then', () => {
    const step = {
      before: '1',
      wanted: '2',
      after: '1',
      state: 'needs-restart',
      readBack: 'unchanged',
    } as const;
    expect(visitChanges([run(1, [step])])).toMatchObject([{ now: '2', isBack: false, needsRestart: true }]);
    const restarted = { ...step, after: '2', readBack: 'as-wanted' } as const;
    expect(visitChanges([run(1, [restarted], { restartedAt: 5 })])).toMatchObject([
      { now: '2', isBack: false, needsRestart: false },
    ]);
    const lost = visitChanges([run(1, [step], { restartedAt: 5 })]);
    expect(lost).toMatchObject([{ now: '1', isBack: true, needsRestart: false }]);
  });

  it('goes back but for secrets and what was never told', () => {
    const changes = visitChanges([
      run(1, [
        { before: '1', wanted: '2' },
        { address: 'Secret', isSecret: true },
        { address: 'Quiet', wanted: '5' },
      ]),
    ]);
    expect(backPlan(changes)).toEqual({
      changes: [{ address: 'A', value: '1' }],
      cannot: [
        { address: 'Secret', reason: 'secret' },
        { address: 'Quiet', reason: 'unknown' },
      ],
    });
  });
});

it('accepted and not so when it is read again is nothing to be calm about', () => {
  expect(stepTone({ state: 'accepted', readBack: 'as-wanted' })).toBe('ok');
  expect(stepTone({ state: 'accepted', readBack: 'unchanged' })).toBe('warn');
  expect(stepTone({ state: 'unanswered' })).toBe('warn');
});

it('edits know what they are for, as long as all are for the same', () => {
  const edits = configurationEditsOf('CP-1');
  edits.collect([{ address: 'A', value: '1' }], { origin: 'undo', name: 'morning' });
  expect(sourceOfEdits(edits.get())).toEqual({ origin: 'undo', name: 'morning' });
  edits.set('B', '2');
  expect(sourceOfEdits(edits.get())).toEqual({ origin: 'edit' });
  edits.drop(['A', 'B']);
  expect(edits.get().size).toBe(0);
});
