import { expect, it } from 'vitest';
import type { Session } from '../../../shared/session/session.ts';
import { newRecord, openTrace } from './sessions.ts';

it('tells how many records there are, how fast they come, and that they stop coming', async () => {
  const trace = openTrace();
  const told: Session[] = [];
  const quiet = new Promise<void>((resolve) => {
    trace.onSessionChange((session) => {
      const wasBusy = told.some(({ framesPerSecond }) => framesPerSecond > 0);
      told.push(session);
      if (wasBusy && session.framesPerSecond === 0) resolve();
    });
  });
  trace.store.append(newRecord({ kind: 'connect' }));
  for (let n = 1; n < 300; n += 1) trace.store.append(newRecord());
  await quiet;
  expect(told.at(-1)).toEqual(trace.session());
  expect(trace.session()).toMatchObject({ path: trace.path, name: 'visit', recording: 'on', records: 300 });
  expect(trace.session().freeBytes).toBeGreaterThan(0);
});
