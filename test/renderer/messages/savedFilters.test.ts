import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type * as savedFiltersModule from '../../../renderer/features/messages/filter/savedFilters.ts';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.resetModules();
  vi.stubGlobal('window', {
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

type SavedFiltersModule = typeof savedFiltersModule;

/** As after a reload: nothing is known but what the browser kept. */
async function fresh(): Promise<SavedFiltersModule> {
  vi.resetModules();
  return import('../../../renderer/features/messages/filter/savedFilters.ts');
}

it('filters are saved by name, in its order, told to listeners, and there after a reload', async () => {
  const page = await fresh();
  let told = 0;
  const stop = page.onSavedFilters(() => (told += 1));
  page.saveFilter(' slow ', ' latency:>2s ');
  page.saveFilter('Faults', 'payload.status=Faulted');
  page.saveFilter('slow', 'latency:>5s');
  page.saveFilter('  ', 'x');
  page.saveFilter('empty', ' ');
  stop();
  expect(told).toBe(3);
  const named = [
    { name: 'Faults', query: 'payload.status=Faulted' },
    { name: 'slow', query: 'latency:>5s' },
  ];
  expect(page.savedFilters().named).toEqual(named);
  const later = await fresh();
  expect(later.savedFilters().named).toEqual(named);
  later.deleteFilter('Faults');
  expect((await fresh()).savedFilters().named).toEqual([{ name: 'slow', query: 'latency:>5s' }]);
});

it('the last ones used are remembered once each, the newest first, and not without end', async () => {
  const page = await fresh();
  for (const query of ['a', 'b', 'a', '', 'acton:x']) page.rememberFilter(query);
  expect(page.savedFilters().recent).toEqual(['a', 'b']);
  for (let n = 0; n < 50; n += 1) page.rememberFilter(`n${n}`);
  expect(page.savedFilters().recent).toHaveLength(12);
  expect(page.savedFilters().recent[0]).toBe('n49');
});

it('what is kept by another program or is broken does no harm', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  for (const text of ['{', '7', 'null', '[]', '{"named":7,"recent":[1]}', '{"named":[{"name":1},null]}']) {
    kept.set('kerbside.filters', text);
    expect((await fresh()).savedFilters()).toEqual({ named: [], recent: [] });
  }
});
