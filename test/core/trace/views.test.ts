import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { NewRecord } from '../../../electron/core/trace/store/newRecord.ts';
import type { Trace } from '../../../electron/core/trace/trace.ts';
import type { TraceFilter } from '../../../shared/trace/filter/traceFilter.ts';
import type { ViewGrowth } from '../../../shared/trace/viewGrowth.ts';
import { matchedSeqs } from './matchedSeqs.ts';
import { committed, exchange, newRecord, openTrace, temporaryFolder } from './sessions.ts';

const warning = { severity: 'warning', code: 'x', message: 'Something.' } as const;

function complete(trace: Trace, view: number): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { scanned, total, length } = trace.views.state(view);
      if (scanned < total) return;
      stop();
      resolve(length);
    };
    const stop = trace.views.onGrowth(view, look);
    look();
  });
}

/** All numbers of a view, by its rows. */
function seqsOf(trace: Trace, view: number): number[] {
  const seqs: number[] = [];
  for (let from = 0; ; from += 500) {
    const rows = trace.views.rows(view, from, 500);
    seqs.push(...rows.map(({ seq }) => seq));
    if (rows.length < 500) return seqs;
  }
}

/** Traffic with a bit of everything. */
function traffic(count: number): NewRecord[] {
  return Array.from({ length: count }, (_, n) => {
    const [call, answer] = exchange(
      `m${n >> 1}`,
      n % 10 < 4 ? 'MeterValues' : 'Heartbeat',
      `CP-${(n >> 1) % 3}`,
    );
    if (n % 50 === 7) {
      return newRecord({ kind: 'malformed', raw: `\0 Größe METERvalues ${n}`, issues: [warning] });
    }
    if (n % 50 === 9)
      return newRecord({ kind: 'malformed', raw: Buffer.from(`\xff\xfe meterValues`, 'latin1') });
    return { ...(n % 2 === 0 ? call : answer), issues: n % 33 === 0 ? [warning] : [] };
  });
}

const FILTERS: Record<string, TraceFilter> = {
  'a station': { stationIds: ['CP-1'] },
  'several stations': { stationIds: ['CP-1', 'CP-2', 'none'] },
  'very many stations': { stationIds: Array.from({ length: 200 }, (_, n) => `CP-${n + 1}`) },
  'no station at all': { stationIds: [] },
  'an action': { query: 'action:heartbeat' },
  'a direction': { query: 'dir:out' },
  'only issues': { query: 'issue:any' },
  'text in the frame and in the action of an answer': { query: 'METERVALUES' },
  'text beyond ASCII': { query: 'grÖßE' },
  'text with the wild cards of LIKE': { query: '%_\\' },
  'text of one wild card': { query: '_' },
  'text behind a NUL': { query: '"größe meter"' },
  'everything together': { query: 'heart action:Heartbeat dir:in', stationIds: ['CP-0'] },
};

describe('a filtered view', () => {
  it.each(Object.entries(FILTERS))('of %s finds the same in the file and live', async (_, filter) => {
    const trace = openTrace();
    const live = trace.views.open(filter);
    const records = traffic(3000);
    for (const record of records) trace.store.append(record);
    const expected = matchedSeqs(trace, filter);
    await committed(trace.store);
    await nextTurn();
    expect(seqsOf(trace, live)).toEqual(expected);
    const scanned = trace.views.open(filter);
    expect(await complete(trace, scanned)).toBe(expected.length);
    expect(seqsOf(trace, scanned)).toEqual(expected);
  });

  it('has no gap and no double where scan and live traffic meet', async () => {
    const path = join(temporaryFolder(), 'a.kerbside');
    const trace = openTrace(path);
    const filter: TraceFilter = { query: 'action:MeterValues issue:any' };
    let sent = 0;
    const send = (count: number): void => {
      for (let n = 0; n < count; n += 1) {
        sent += 1;
        trace.store.append(
          newRecord({ action: sent % 3 === 0 ? 'MeterValues' : 'Heartbeat', issues: [warning] }),
        );
      }
    };
    send(150_000);
    await committed(trace.store);
    // Some are not committed when the view opens, some come in the same turn, some during the scan.
    send(700);
    const view = trace.views.open(filter);
    send(500);
    let turnsDuringScan = 0;
    while (trace.views.state(view).scanned < trace.views.state(view).total) {
      send(25);
      turnsDuringScan += 1;
      await nextTurn();
    }
    expect(turnsDuringScan).toBeGreaterThan(3);
    send(100);
    await committed(trace.store);
    await nextTurn();
    const expected = Array.from({ length: Math.floor(sent / 3) }, (_, index) => (index + 1) * 3);
    expect(seqsOf(trace, view)).toEqual(expected);
    expect(trace.views.state(view)).toEqual({ length: expected.length, scanned: sent, total: sent });
  });

  it('that is closed while it is scanned is told of no more, and others go on', async () => {
    const trace = openTrace();
    for (let n = 0; n < 120_000; n += 1) trace.store.append(newRecord());
    await committed(trace.store);
    const closed = trace.views.open({ query: 'heart' });
    let told = 0;
    trace.views.onGrowth(closed, () => (told += 1));
    const other = trace.views.open({ stationIds: ['CP-1'] });
    trace.views.close(closed);
    expect(await complete(trace, other)).toBe(120_000);
    expect(told).toBe(0);
    expect(() => trace.views.state(closed)).toThrowError(
      expect.objectContaining({ code: 'not-found' }) as Error,
    );
  });

  it('locates records and walks its issues', async () => {
    const trace = openTrace();
    for (let n = 1; n <= 100; n += 1) {
      const stationId = n % 2 === 0 ? 'CP-2' : 'CP-1';
      trace.store.append(newRecord({ stationId, issues: n % 15 === 0 ? [warning] : [] }));
    }
    await committed(trace.store);
    const view = trace.views.open({ stationIds: ['CP-2'] });
    await complete(trace, view);
    expect(trace.views.locate(view, 30)).toBe(14);
    expect(trace.views.locate(view, 31)).toBeUndefined();
    // Issues of CP-2 are at 30, 60 and 90: rows 14, 29 and 44.
    expect(trace.views.nextIssue(view, -1, 1)).toBe(14);
    expect(trace.views.nextIssue(view, 14, 1)).toBe(29);
    expect(trace.views.nextIssue(view, 20, -1)).toBe(14);
    expect(trace.views.nextIssue(view, 14, -1)).toBeUndefined();
    expect(trace.views.nextIssue(view, 44, 1)).toBeUndefined();
    expect(trace.views.nextIssue(view, 1000, -1)).toBe(44);
  });
});

describe('the view of everything', () => {
  it('is there at once, in a file that was opened again too', async () => {
    const path = join(temporaryFolder(), 'a.kerbside');
    const first = openTrace(path);
    for (let n = 0; n < 1200; n += 1) first.store.append(newRecord({ messageId: `m${n}` }));
    await first.close();
    const trace = openTrace(path);
    const view = trace.views.open({});
    expect(trace.views.state(view)).toEqual({ length: 1200, scanned: 1200, total: 1200 });
    const rows = trace.views.rows(view, 1190, 50);
    expect(rows.map(({ seq }) => seq)).toEqual([1191, 1192, 1193, 1194, 1195, 1196, 1197, 1198, 1199, 1200]);
    expect(rows[0]).toMatchObject({
      messageId: 'm1190',
      action: 'Heartbeat',
      summary: expect.any(String) as string,
    });
    expect(trace.views.rows(view, 1200, 10)).toEqual([]);
    expect(trace.views.locate(view, 7)).toBe(6);
    expect(trace.views.locate(view, 1201)).toBeUndefined();
  });

  it('reads over the border of what is committed', async () => {
    const trace = openTrace();
    const view = trace.views.open({});
    trace.store.append(newRecord());
    await committed(trace.store);
    trace.store.append(newRecord());
    expect(trace.views.rows(view, 0, 10).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('walks issues in the file and in memory', async () => {
    const trace = openTrace();
    const view = trace.views.open({});
    const add = (n: number): void => {
      trace.store.append(newRecord({ issues: n % 10 === 0 ? [warning] : [] }));
    };
    for (let n = 1; n <= 25; n += 1) add(n);
    await committed(trace.store);
    for (let n = 26; n <= 45; n += 1) add(n);
    expect(trace.store.committedSeq).toBe(25);
    const walk = (from: number, step: 1 | -1): number[] => {
      const found: number[] = [];
      for (let at = trace.views.nextIssue(view, from, step); at !== undefined;) {
        found.push(at + 1);
        at = trace.views.nextIssue(view, at, step);
      }
      return found;
    };
    expect(walk(-1, 1)).toEqual([10, 20, 30, 40]);
    expect(walk(45, -1)).toEqual([40, 30, 20, 10]);
    await committed(trace.store);
    expect(walk(-1, 1)).toEqual([10, 20, 30, 40]);
  });

  it('tells growth with the newest rows where its end is followed', async () => {
    const trace = openTrace();
    const view = trace.views.open({});
    trace.store.append(newRecord());
    await committed(trace.store);
    const told: ViewGrowth[] = [];
    trace.views.onGrowth(view, (growth) => told.push(growth));
    const grow = async (count: number): Promise<ViewGrowth | undefined> => {
      const before = told.length;
      for (let n = 0; n < count; n += 1) trace.store.append(newRecord());
      await committed(trace.store);
      await vi.waitFor(() => expect(told.length).toBeGreaterThan(before));
      return told.at(-1);
    };
    trace.views.follow(view, 3);
    const few = await grow(2);
    expect(few).toMatchObject({ length: 3, from: 1 });
    expect(few?.rows?.map(({ seq }) => seq)).toEqual([2, 3]);
    const many = await grow(10);
    expect(many).toMatchObject({ length: 13, from: 10 });
    expect(many?.rows?.map(({ seq }) => seq)).toEqual([11, 12, 13]);
    trace.views.follow(view, 0);
    expect(await grow(1)).toEqual({ length: 14, scanned: 14, total: 14 });
  });

  it('announces growth with what there is, seldom under load', async () => {
    const trace = openTrace();
    const view = trace.views.open({});
    const told: number[] = [];
    const all = new Promise<void>((resolve) => {
      trace.views.onGrowth(view, ({ length }) => {
        told.push(length);
        if (length === 500) resolve();
      });
    });
    const begin = performance.now();
    for (let n = 0; n < 500; n += 1) {
      trace.store.append(newRecord());
      await committed(trace.store);
    }
    await all;
    expect(told.length).toBeLessThanOrEqual(Math.ceil((performance.now() - begin) / 16) + 1);
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
  });
});
