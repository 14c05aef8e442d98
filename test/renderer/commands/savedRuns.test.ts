import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CommandRun } from '../../../renderer/features/commands/commandRun.ts';
import { createCommandRuns } from '../../../renderer/features/commands/commandRuns.ts';
import { readRuns, saveRuns } from '../../../renderer/features/commands/savedRuns.ts';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal('window', {
    sessionStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

const run = (id: number, rest: Partial<CommandRun> = {}): CommandRun => ({
  id,
  startedAt: id,
  action: 'Reset',
  payload: '{"type":"Soft"}',
  timeoutMs: 1000,
  sendAnyway: false,
  ...rest,
});
const answered = {
  outcome: { outcome: 'answered' as const, action: 'Reset', requestSeq: 4, responseSeq: 5 },
};

it('the history of commands survives a reload; who waited then has given up', () => {
  saveRuns('key', [run(3), run(2, answered), run(1, { sentSeq: 7 })]);
  const runs = createCommandRuns('CP-1', 'key').get();
  expect(runs).toEqual([
    run(3, { outcome: { outcome: 'cancelled', action: 'Reset' } }),
    run(2, answered),
    run(1, { sentSeq: 7 }),
  ]);
});

it('a failure of the tool’s own is not kept, nor more than there is room for', () => {
  saveRuns('key', [run(2, { failure: { code: 'internal', message: 'x' } }), run(1, answered)]);
  expect(readRuns('key').map(({ id }) => id)).toEqual([1]);
  saveRuns('key', [run(2, answered), run(1, { payload: 'x'.repeat(600_000) })]);
  expect(readRuns('key').map(({ id }) => id)).toEqual([2]);
});

it('what is not ours is left alone, with a line for developers', () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  kept.set('key', '[{"id":"one"}]');
  expect(readRuns('key')).toEqual([]);
  kept.set('key', '{broken');
  expect(readRuns('key')).toEqual([]);
  expect(warn).toHaveBeenCalledTimes(2);
  warn.mockRestore();
});
