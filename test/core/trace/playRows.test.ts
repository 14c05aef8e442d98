import { expect, it } from 'vitest';
import { committed, newRecord, openTrace } from './sessions.ts';

const T0 = 1_790_000_000_000;

it('a replay goes on to the last row that is not later than its clock', async () => {
  const { store, views } = openTrace();
  for (let n = 0; n < 50; n += 1) store.append(newRecord({ at: T0 + n * 1000, messageId: `m${n}` }));
  const view = views.open({});
  // Also while nothing of it is in the file yet.
  expect(views.play(view, 0, 0)).toEqual({ length: 0, nextAt: T0 });
  await committed(store);
  expect(views.play(view, 0, T0)).toEqual({ length: 1, nextAt: T0 + 1000 });
  expect(views.play(view, 1, T0 + 2500)).toEqual({ length: 3, nextAt: T0 + 3000 });
  expect(views.play(view, 3, Number.MAX_SAFE_INTEGER)).toEqual({ length: 50 });
  expect(views.play(view, 50, Number.MAX_SAFE_INTEGER)).toEqual({ length: 50 });
  expect(views.play(view, 20, 0)).toEqual({ length: 20, nextAt: T0 + 20_000 });
});

it('stops before a row whose clock was set back, and goes on from there', async () => {
  const { store, views } = openTrace();
  for (const at of [T0, T0 + 1000, T0 - 3_600_000, T0 - 3_599_000]) store.append(newRecord({ at }));
  await committed(store);
  const view = views.open({});
  expect(views.play(view, 0, T0 + 5000)).toEqual({ length: 2, nextAt: T0 - 3_600_000 });
  expect(views.play(view, 2, T0 - 3_600_000)).toEqual({ length: 3, nextAt: T0 - 3_599_000 });
});

it('brings no more in one step than the core can spare', async () => {
  const { store, views } = openTrace();
  for (let n = 0; n < 30_000; n += 1) store.append(newRecord({ at: T0 + n }));
  await committed(store);
  const view = views.open({});
  const first = views.play(view, 0, T0 + 60_000);
  expect(first).toEqual({ length: 20_000, nextAt: T0 + 20_000 });
  expect(views.play(view, first.length, T0 + 60_000)).toEqual({ length: 30_000 });
});
