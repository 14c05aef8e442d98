import { expect, it } from 'vitest';
import { returnPhase } from '../../../../renderer/features/overview/returnPhase.ts';

it('30: an absence is soon over, slow, or longer than any that is known', () => {
  expect(returnPhase(0)).toEqual({ phase: 'soon', leftMs: 300_000 });
  expect(returnPhase(2 * 60_000)).toEqual({ phase: 'soon', leftMs: 180_000 });
  expect(returnPhase(5 * 60_000)).toEqual({ phase: 'slow', leftMs: 14 * 60_000 });
  expect(returnPhase(19 * 60_000)).toEqual({ phase: 'overdue' });
});
