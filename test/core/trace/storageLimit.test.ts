import { expect, it } from 'vitest';
import { limitProblem, storageWarning } from '../../../electron/core/trace/file/storageLimit.ts';
import type { Session } from '../../../shared/session/session.ts';
import type { Trace } from '../../../electron/core/trace/trace.ts';
import { Trace as SessionTrace } from '../../../electron/core/trace/trace.ts';
import { newRecord, openTrace } from './sessions.ts';

function until(trace: Trace, isIt: (session: Session) => boolean): Promise<Session> {
  return new Promise((resolve) => {
    const look = (session: Session): void => {
      if (!isIt(session)) return;
      stop();
      resolve(session);
    };
    const stop = trace.onSessionChange(look);
    look(trace.session());
  });
}

it('warns before the disk or the limit ends the recording', () => {
  expect(storageWarning({ sizeBytes: 5e6, maxBytes: undefined, freeBytes: 5e9 })).toBeUndefined();
  expect(storageWarning({ sizeBytes: 5e6, maxBytes: undefined, freeBytes: 9e8 })).toBe('disk-low');
  expect(storageWarning({ sizeBytes: 79, maxBytes: 100, freeBytes: undefined })).toBeUndefined();
  expect(storageWarning({ sizeBytes: 80, maxBytes: 100, freeBytes: 5 })).toBe('limit-near');
  expect(limitProblem({ sizeBytes: 99, maxBytes: 100 })).toBeUndefined();
  expect(limitProblem({ sizeBytes: 100e6, maxBytes: 100e6 })).toMatch(
    /limit of 100 MB.*nothing that was recorded is deleted/,
  );
});

it('pauses at the limit, keeps what comes in memory, and goes on when the limit is raised', async () => {
  const trace = openTrace();
  trace.store.append(newRecord());
  await until(trace, ({ sizeBytes, records }) => (sizeBytes ?? 0) > 0 && records === 1);
  trace.limitTo(1000);
  const paused = await until(trace, ({ recording }) => recording === 'paused');
  expect(paused.problem).toMatch(/reached its limit of 1 MB/);
  for (let n = 0; n < 10; n += 1) trace.store.append(newRecord({ messageId: `m${n}` }));
  await new Promise<void>((resolve) => trace.store.afterCommit(resolve));
  expect([trace.store.committedSeq, trace.store.lastSeq]).toEqual([1, 11]);
  expect(trace.record(11).messageId).toBe('m9');
  trace.limitTo(undefined);
  await until(trace, ({ recording }) => recording === 'on');
  await expect.poll(() => trace.store.committedSeq).toBe(11);
});

it('what waits in memory at the end is written all the same', async () => {
  const trace = openTrace();
  trace.store.append(newRecord());
  await until(trace, ({ sizeBytes, records }) => (sizeBytes ?? 0) > 0 && records === 1);
  trace.limitTo(1000);
  trace.store.append(newRecord({ messageId: 'last' }));
  await trace.close();
  const again = SessionTrace.open(trace.path);
  expect(again.record(2).messageId).toBe('last');
  await again.close();
});
