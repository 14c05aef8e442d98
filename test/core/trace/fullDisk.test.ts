import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openSession, type SessionFile } from '../../../electron/core/trace/file/sessionFile.ts';
import { openSessionForReading } from '../../../electron/core/trace/file/sessionReader.ts';
import { Trace } from '../../../electron/core/trace/trace.ts';
import type { TraceStore, TraceStoreOptions } from '../../../electron/core/trace/store/traceStore.ts';
import { committed, exchange, newRecord, temporaryFolder } from './sessions.ts';

/** A session whose file may not grow any more: SQLite reports a full disk, as the real one would. */
function openOnFullDisk(options: TraceStoreOptions): { trace: Trace; file: SessionFile } {
  const file = openSession(join(temporaryFolder(), 'visit.kerbside'));
  const trace = new Trace(file, { retryMs: 5, ...options });
  onTestFinished(() => trace.close());
  const pages = Number(file.database.prepare('PRAGMA page_count').get()?.['page_count']);
  file.database.exec(`PRAGMA max_page_count = ${pages + 10}`);
  return { trace, file };
}

const makeRoom = (file: SessionFile): void => file.database.exec('PRAGMA max_page_count = 1000000');

function nextState(store: TraceStore, wanted: string): Promise<void> {
  return new Promise((resolve) => {
    if (store.recording === wanted) resolve();
    const stop = store.onStateChange(() => {
      if (store.recording !== wanted) return;
      stop();
      resolve();
    });
  });
}

const LARGE = `[2,"m1","DataTransfer",{"data":"${'x'.repeat(1000)}"}]`;

it('a full disk pauses recording; the session goes on; room lets everything through, in order', async () => {
  const { trace, file } = openOnFullDisk({});
  const { store } = trace;
  const view = trace.views.open({ query: 'XXXX' });
  const answered: number[] = [];
  for (let n = 1; n <= 200; n += 1) {
    const { seq } = store.append(newRecord({ raw: LARGE, messageId: `m${n}` }));
    store.afterCommit(() => answered.push(seq));
    if (n % 20 === 0) await committed(store);
  }
  expect(answered).toHaveLength(200);
  expect(store.recording).toBe('paused');
  expect(trace.session()).toMatchObject({ recording: 'paused', records: 200 });
  expect(store.problem).toMatch(/disk is full.*stay in memory.*Free some space/);
  expect(store.committedSeq).toBeLessThan(200);
  expect(store.committedSeq).toBeGreaterThan(0);

  // A late answer to a committed call, and a write of another table, wait as well.
  const [, answer] = exchange('m1');
  expect(store.append(answer)).toMatchObject({ seq: 201, pairSeq: 1 });
  trace.meta.set('key', 'kept');
  await committed(store);
  await nextTurn();
  expect(store.record(1)?.pairSeq).toBe(201);
  expect(trace.record(200).raw).toBe(LARGE);
  expect(trace.views.rows(trace.views.open({}), 0, 500).map(({ seq }) => seq)).toEqual(
    Array.from({ length: 201 }, (_, index) => index + 1),
  );
  await expect.poll(() => trace.views.state(view)).toEqual({ length: 200, scanned: 201, total: 201 });
  const late = trace.views.open({ query: 'XXXX' });
  await expect.poll(() => trace.views.state(late)).toEqual({ length: 200, scanned: 201, total: 201 });
  let lines = '';
  for await (const piece of trace.export('jsonl')) lines += String(piece);
  expect(lines.trim().split('\n')).toHaveLength(201);

  const resumed = nextState(store, 'on');
  makeRoom(file);
  await resumed;
  expect(store.problem).toBeUndefined();
  expect(store.committedSeq).toBe(201);
  await trace.close();
  const reader = openSessionForReading(file.path);
  const rows = reader.database.prepare('SELECT seq, message_id, pair_seq FROM record ORDER BY seq').all();
  expect(rows.map((row) => row['seq'])).toEqual(Array.from({ length: 201 }, (_, index) => index + 1));
  expect(rows[0]?.['pair_seq']).toBe(201);
  expect(rows[199]?.['message_id']).toBe('m200');
  expect(reader.database.prepare('SELECT value FROM meta').get()?.['value']).toBe('kept');
  reader.close();
});

it('memory is bounded: the oldest go, are counted, and leave a place that says so', async () => {
  const { trace, file } = openOnFullDisk({ kept: { records: 50, bytes: 1e9 } });
  const { store } = trace;
  for (let n = 1; n <= 400; n += 1) {
    store.append(newRecord({ raw: LARGE }));
    if (n % 10 === 0) await committed(store);
  }
  const [first] = store.kept();
  expect(store.kept()).toHaveLength(50);
  expect(first?.seq).toBe(351);
  expect(store.problem).toMatch(/disk is full.*\d+ records were lost/);
  const lost = trace.record(350);
  expect(lost.issues[0]?.code).toBe('record-lost');
  const resumed = nextState(store, 'on');
  makeRoom(file);
  await resumed;
  expect(store.problem).toMatch(/records were lost/);
  expect(trace.record(351).raw).toBe(LARGE);
  expect(trace.record(350)).toEqual(lost);
  const rows = trace.views.rows(trace.views.open({}), 340, 20);
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => 341 + index));
});

it('the limit of bytes holds as well, and the newest record always stays', async () => {
  const { trace } = openOnFullDisk({ kept: { records: 1e6, bytes: 100_000 } });
  const { store } = trace;
  for (let n = 1; n <= 200; n += 1) {
    store.append(newRecord({ raw: LARGE }));
    if (n % 10 === 0) await committed(store);
  }
  const kept = store.kept();
  expect(kept.reduce((sum, record) => sum + record.sizeBytes, 0)).toBeLessThanOrEqual(100_000);
  expect(kept.at(-1)?.seq).toBe(200);
  store.append(newRecord({ raw: 'y'.repeat(500_000) }));
  await committed(store);
  expect(store.kept().map(({ seq }) => seq)).toEqual([201]);
});

it('what a pause kept is written when the session closes and there is room again', async () => {
  const { trace, file } = openOnFullDisk({ retryMs: 1_000_000 });
  for (let n = 1; n <= 100; n += 1) trace.store.append(newRecord({ raw: LARGE }));
  await committed(trace.store);
  expect(trace.store.recording).toBe('paused');
  makeRoom(file);
  await trace.close();
  const reader = openSessionForReading(file.path);
  expect(reader.database.prepare('SELECT count(*) AS n FROM record').get()?.['n']).toBe(100);
  reader.close();
});

it('growth is announced while recording is paused', async () => {
  const { trace } = openOnFullDisk({});
  for (let n = 1; n <= 100; n += 1) trace.store.append(newRecord({ raw: LARGE }));
  await committed(trace.store);
  const growth = new EventTarget();
  trace.store.onGrowth(({ toSeq }) => growth.dispatchEvent(new CustomEvent('growth', { detail: toSeq })));
  const announced = once(growth, 'growth');
  trace.store.append(newRecord());
  const [event] = (await announced) as [CustomEvent<number>];
  expect(event.detail).toBe(101);
});
