import { expect, it } from 'vitest';
import { createTransactionIds } from '../../../electron/core/central/transactionIds.ts';

function memory() {
  const kept = new Map<string, string>();
  return { get: (key: string) => kept.get(key), set: (key: string, value: string) => kept.set(key, value) };
}

const AT = Date.UTC(2026, 10, 21);

it('are unique within a second', () => {
  const ids = createTransactionIds(memory(), () => AT);
  expect(new Set(Array.from({ length: 100 }, () => ids.next())).size).toBe(100);
});

it('go on after a restart, also with the clock set back', () => {
  const meta = memory();
  const last = createTransactionIds(meta, () => AT).next();
  expect(createTransactionIds(meta, () => AT).next()).toBe(last + 1);
  expect(createTransactionIds(meta, () => Date.UTC(2020, 0, 1)).next()).toBe(last + 2);
});

it('differ between files of different days and fit 32 bits', () => {
  const today = createTransactionIds(memory(), () => AT).next();
  const tomorrow = createTransactionIds(memory(), () => AT + 86_400_000).next();
  expect(tomorrow - today).toBe(86_400);
  expect(tomorrow).toBeLessThan(2 ** 31);
});

it('are not stopped by a damaged fact', () => {
  const meta = memory();
  meta.set('lastTransactionId', 'x');
  expect(createTransactionIds(meta, () => AT).next()).toBeGreaterThan(0);
});
