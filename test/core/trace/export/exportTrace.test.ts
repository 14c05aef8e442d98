import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { exportFormat } from '../../../../electron/core/trace/export/exportFormats.ts';
import { exportTrace } from '../../../../electron/core/trace/export/exportTrace.ts';
import { openSessionForReading } from '../../../../electron/core/trace/file/sessionReader.ts';
import { traceStats } from '../../../../electron/core/trace/views/stats.ts';
import { openTraceFile } from '../../../../electron/core/trace/traceFile.ts';
import type { Trace } from '../../../../electron/core/trace/trace.ts';
import { committed, exchange, newRecord, openTrace, temporaryFolder } from '../sessions.ts';

const warning = { severity: 'warning', code: 'x', message: 'Something.' } as const;

async function visit(): Promise<Trace> {
  const trace = openTrace(join(temporaryFolder(), 'visit.kerbside'));
  const { store } = trace;
  store.append(newRecord({ at: 1000, kind: 'connect', raw: '{}' }));
  for (const record of exchange('m1', 'BootNotification')) store.append({ ...record, at: 2000 });
  for (const record of exchange('m2')) store.append({ ...record, at: 3000 });
  store.append(
    newRecord({ at: 4000, direction: 'out', action: 'Reset', messageId: 'o1', raw: '[2,"o1","Reset",{}]' }),
  );
  const [, error] = exchange('o1');
  store.append({
    ...error,
    at: 4010,
    kind: 'error',
    direction: 'in',
    raw: '[4,"o1","NotSupported","",{}]',
    issues: [warning, warning],
  });
  store.append(
    newRecord({
      at: 5000,
      stationId: 'CP-2',
      messageId: 'x',
      raw: '[2,"x","Heartbeat",{}]',
      issues: [warning],
    }),
  );
  const { action: _, messageId: __, ...malformed } = newRecord();
  store.append({ ...malformed, at: 6000, kind: 'malformed', raw: 'Größe \0 7', issues: [warning] });
  store.append({ ...malformed, at: 7000, kind: 'malformed', raw: Uint8Array.of(0, 255) });
  await committed(store);
  return trace;
}

const linesOf = (text: string): Array<Record<string, unknown>> =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('counts', () => {
  it('say what is in a trace', async () => {
    const trace = await visit();
    const expected = {
      records: 10,
      frames: 9,
      calls: 4,
      results: 2,
      errors: 1,
      sends: 0,
      pairs: 3,
      unanswered: 1,
      malformed: 2,
      issues: 4,
      stations: ['CP-1', 'CP-2'],
      first: 1000,
      last: 7000,
    };
    expect(await trace.stats()).toEqual(expected);
    const reader = openSessionForReading(trace.path);
    expect(traceStats(reader.database)).toEqual(expected);
    reader.close();
    expect(await trace.actions()).toEqual([
      { action: 'Heartbeat', count: 4 },
      { action: 'BootNotification', count: 2 },
      { action: 'Reset', count: 2 },
    ]);
    expect(await trace.actions('CP-2')).toEqual([{ action: 'Heartbeat', count: 1 }]);
  });

  it('of nothing are zeros without times', async () => {
    const stats = await openTrace().stats();
    expect(stats).toMatchObject({ records: 0, stations: [], issues: 0 });
    expect('first' in stats || 'last' in stats).toBe(false);
  });

  it('can be cancelled', async () => {
    const trace = await visit();
    const cancel = new AbortController();
    const counting = trace.stats(cancel.signal);
    cancel.abort();
    await expect(counting).rejects.toMatchObject({ code: 'cancelled' });
    expect((await trace.stats()).records).toBe(10);
  });
});

describe('export', () => {
  it('gives a line for each record, with the raw text as it was', async () => {
    const trace = await visit();
    const text = (await buffer(trace.export('jsonl'))).toString();
    const lines = linesOf(text);
    expect(lines).toHaveLength(10);
    expect(lines.map((line) => line['raw'])).toEqual(
      Array.from({ length: 10 }, (_, index) => trace.record(index + 1).raw),
    );
    expect(lines[1]).toMatchObject({
      messageType: 'CALL',
      action: 'BootNotification',
      chargePointId: 'CP-1',
    });
    expect(lines[8]?.['raw']).toBe('Größe \0 7');
  });

  it('keeps to its filter', async () => {
    const trace = await visit();
    const exported = async (filter: object): Promise<number> =>
      linesOf((await buffer(trace.export('jsonl', { filter }))).toString()).length;
    expect(await exported({ stationIds: ['CP-2'] })).toBe(1);
    expect(await exported({ query: 'größe' })).toBe(1);
    expect(await exported({ query: 'boot' })).toBe(2);
    expect(await exported({ query: 'issue:any' })).toBe(3);
    const reader = openTraceFile(trace.path);
    expect([...reader.search({ query: 'boot' })].map(({ seq }) => seq)).toEqual([2, 3]);
    reader.close();
  });

  it('in the strict flavour leaves out and counts what has no place there', async () => {
    const trace = await visit();
    let end = {};
    const onEnd = (result: object): void => void (end = result);
    const text = (await buffer(trace.export('jsonl-strict', { onEnd }))).toString();
    expect(end).toEqual({ records: 7, leftOut: 3 });
    expect(new Set(linesOf(text).map((line) => line['messageType']))).toEqual(
      new Set(['CALL', 'CALLRESULT', 'CALLERROR']),
    );
  });

  it('of a damaged file fails with a sentence that names it', async () => {
    const trace = openTrace();
    for (let n = 0; n < 2000; n += 1) trace.store.append(newRecord());
    await trace.close();
    const bytes = readFileSync(trace.path);
    bytes.fill(0, bytes.length >> 2, bytes.length >> 1);
    writeFileSync(trace.path, bytes);
    const reading = buffer(openTraceFile(trace.path).export('jsonl'));
    await expect(reading).rejects.toMatchObject({
      code: 'io',
      message: expect.stringContaining(`${trace.path} is damaged`) as string,
    });
  });

  it('waits for a slow taker and lets the event loop go on', async () => {
    const trace = openTrace();
    for (let n = 0; n < 20_000; n += 1) trace.store.append(newRecord());
    await committed(trace.store);
    const stream = trace.export('jsonl');
    stream.read(0);
    await once(stream, 'readable');
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    // One piece beyond the mark at most: the rest is not made before it is wanted.
    expect(stream.readableLength).toBeLessThan(1_000_000);
    let turns = 0;
    const count = (): void => {
      turns += 1;
      if (!stream.readableEnded) setImmediate(count);
    };
    count();
    const all = linesOf((await buffer(stream)).toString());
    expect(all).toHaveLength(20_000);
    expect(turns).toBeGreaterThan(10);
  });

  it('closes its connection when the taker goes away', async () => {
    const trace = await visit();
    let closed = 0;
    const open = (): ReturnType<typeof openSessionForReading> => {
      const reader = openSessionForReading(trace.path);
      return { ...reader, close: () => [reader.close(), (closed += 1)] };
    };
    const format = exportFormat('jsonl');
    for await (const piece of exportTrace({ open, format, sessionName: 'visit' })) {
      expect(piece).not.toBe('');
      break;
    }
    expect(closed).toBe(1);
  });
});
