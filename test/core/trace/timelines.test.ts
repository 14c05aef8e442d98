import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changedTimeline, type Timeline } from '../../../shared/trace/timeline/timeline.ts';
import type { Trace } from '../../../electron/core/trace/trace.ts';
import { newRecord, openTrace, temporaryFolder } from './sessions.ts';

const AT = Date.UTC(2026, 5, 1, 6);
const WARNING = { severity: 'warning', code: 'a', message: 'A.' } as const;
const ERROR = { severity: 'error', code: 'b', message: 'B.' } as const;

/** The timeline as a screen has it: the first state and every change after it, once it holds so many records. */
async function timelineOf(trace: Trace, stationId: string | undefined, records: number): Promise<Timeline> {
  let timeline = trace.timelines.snapshot(stationId);
  const count = (): number => timeline.buckets.reduce((sum, bucket) => sum + bucket.records, 0);
  if (count() >= records) return timeline;
  return new Promise((resolve) => {
    const stop = trace.timelines.onChange(stationId, (change) => {
      timeline = changedTimeline(timeline, change);
      if (count() < records) return;
      stop();
      resolve(timeline);
    });
  });
}

function start(
  trace: Trace,
  connectorId: number,
  transactionId: number,
  at: number,
  stationId = 'CP-1',
): void {
  const call = { stationId, action: 'StartTransaction', messageId: `s${transactionId}` };
  trace.store.append(
    newRecord({
      ...call,
      at,
      raw: `[2,"s${transactionId}","StartTransaction",{"connectorId":${connectorId}}]`,
    }),
  );
  const raw = `[3,"s${transactionId}",{"transactionId":${transactionId}}]`;
  trace.store.append(newRecord({ ...call, at, kind: 'result', direction: 'out', raw }));
}

function stop(trace: Trace, transactionId: number, at: number): void {
  const raw = `[2,"e${transactionId}","StopTransaction",{"transactionId":${transactionId}}]`;
  trace.store.append(newRecord({ at, action: 'StopTransaction', messageId: `e${transactionId}`, raw }));
}

describe('the timeline of a trace', () => {
  it('counts what is in the file, and goes on with what comes', async () => {
    const path = join(temporaryFolder(), 'a.kerbside');
    const before = openTrace(path);
    before.store.append(newRecord({ at: AT, kind: 'connect', raw: '{}' }));
    before.store.append(newRecord({ at: AT + 10, messageId: 'x', issues: [WARNING, ERROR] }));
    start(before, 1, 5, AT + 1000);
    await before.close();

    const trace = openTrace(path);
    expect((await timelineOf(trace, undefined, 4)).transactions).toMatchObject([
      { transactionId: '5', connectorId: 1, startAt: AT + 1000 },
    ]);
    stop(trace, 5, AT + 5000);
    trace.store.append(newRecord({ at: AT + 5000, messageId: 'y', issues: [WARNING] }));
    const { buckets, transactions, bucketMs } = await timelineOf(trace, undefined, 6);
    expect(transactions).toMatchObject([{ transactionId: '5', endAt: AT + 5000 }]);
    expect(buckets).toEqual([
      { index: AT / bucketMs, records: 2, warnings: 0, errors: 1, connects: 1, disconnects: 0 },
      { index: (AT + 1000) / bucketMs, records: 2, warnings: 0, errors: 0, connects: 0, disconnects: 0 },
      { index: (AT + 5000) / bucketMs, records: 2, warnings: 1, errors: 0, connects: 0, disconnects: 0 },
    ]);
  });

  it('knows a transaction that ends while its beginning is still being counted', async () => {
    const path = join(temporaryFolder(), 'a.kerbside');
    const before = openTrace(path);
    start(before, 1, 5, AT);
    await before.close();
    const trace = openTrace(path);
    trace.timelines.snapshot(undefined);
    stop(trace, 5, AT + 3000);
    const { transactions } = await timelineOf(trace, undefined, 3);
    expect(transactions).toMatchObject([{ startAt: AT, endAt: AT + 3000 }]);
  });

  it('of one station leaves the others out', async () => {
    const trace = openTrace();
    start(trace, 1, 5, AT);
    start(trace, 1, 6, AT, 'CP-2');
    expect((await timelineOf(trace, 'CP-2', 2)).transactions).toMatchObject([
      { stationId: 'CP-2', transactionId: '6' },
    ]);
    expect((await timelineOf(trace, undefined, 4)).transactions).toHaveLength(2);
  });

  it('covers a year in as few stretches as a day', async () => {
    const trace = openTrace();
    for (let day = 0; day < 365; day += 1) trace.store.append(newRecord({ at: AT + day * 86_400_000 }));
    const { buckets, bucketMs } = await timelineOf(trace, undefined, 365);
    expect(buckets.length).toBeLessThanOrEqual(365);
    expect((365 * 86_400_000) / bucketMs).toBeLessThan(1025);
  });
});

describe('the place of a time in a view', () => {
  it('is the first record that is not before it', async () => {
    const trace = openTrace();
    for (const second of [0, 1, 1, 4]) trace.store.append(newRecord({ at: AT + second * 1000 }));
    const view = trace.views.open({});
    const places = [-5, 0, 1, 2, 9].map((second) => trace.views.locateTime(view, AT + second * 1000));
    expect(places).toEqual([0, 0, 1, 3, 3]);
  });

  it('is nowhere in an empty view', () => {
    const trace = openTrace();
    expect(trace.views.locateTime(trace.views.open({}), AT)).toBeUndefined();
  });
});
