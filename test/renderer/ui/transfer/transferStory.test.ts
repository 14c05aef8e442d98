import { describe, expect, it } from 'vitest';
import { isSameStory, recordsOf, type StoryStep } from '../../../../renderer/ui/transfer/transferStory.ts';

const STEP: StoryStep = { at: 1, code: 'asked', level: 'info', sentence: 'Asked.' };

describe('the story of a transfer', () => {
  it('is the same when it came anew with nothing added', () => {
    expect(isSameStory([STEP, { ...STEP, at: 2 }], [{ ...STEP }, { ...STEP, at: 2 }])).toBe(true);
  });

  it.each([
    ['another step', [STEP, STEP]],
    ['a record', [{ ...STEP, seq: 7 }]],
    ['a frame', [{ ...STEP, aboutSeq: 7 }]],
    ['a remedy', [{ ...STEP, remedy: 'Wait.' }]],
  ])('is another with %s', (_what, other) => {
    expect(isSameStory([STEP], other)).toBe(false);
  });

  it('leads to the frame first, then to its own record, and to one record once', () => {
    expect(recordsOf({ ...STEP, aboutSeq: 3, seq: 9 })).toEqual([3, 9]);
    expect(recordsOf({ ...STEP, aboutSeq: 3, seq: 3 })).toEqual([3]);
    expect(recordsOf(STEP)).toEqual([]);
  });
});
