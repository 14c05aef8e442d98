import { parse } from 'csv-parse/sync';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { traceCsvRow } from '../../../../shared/trace/import/traceCsvRow.ts';
import { guardedText, unguardedText } from '../../../../shared/trace/traceCsv.ts';
import type { Trace } from '../../../../electron/core/trace/trace.ts';
import { committed } from '../sessions.ts';
import { RICH_COUNT, richVisit } from './richVisit.ts';

async function csvOf(trace: Trace): Promise<string> {
  return (await buffer(trace.export('csv'))).toString();
}

it('brings every record back, raw frames byte for byte', async () => {
  const trace = await richVisit();
  const text = await csvOf(trace);
  const [head = [], ...rows] = parse(text, { bom: true });
  expect(rows).toHaveLength(RICH_COUNT);
  rows.forEach((cells, index) => {
    const found = traceCsvRow(head, cells, index + 2);
    const record = trace.store.record(index + 1);
    if (found === undefined || record === undefined) throw new Error(`row ${index + 2} is a record`);
    const { kind, action, messageId, payload, issues, seq, pairSeq, latencyMs, aboutSeq } = found.known ?? {};
    expect({ kind, action, messageId, payload, issues, seq, pairSeq, latencyMs, aboutSeq }).toEqual({
      kind: record.kind,
      action: record.action,
      messageId: record.messageId,
      payload: record.payload,
      issues: record.issues,
      seq: record.seq,
      pairSeq: record.pairSeq,
      latencyMs: record.latencyMs,
      aboutSeq: record.aboutSeq,
    });
    expect(typeof found.raw === 'string' ? found.raw : Buffer.from(found.raw)).toEqual(
      typeof record.raw === 'string' ? record.raw : Buffer.from(record.raw),
    );
    expect(found.time).toEqual({ at: record.at, clock: 'explicit' });
    expect(found.stationId ?? '').toBe(record.stationId);
    expect([found.direction, found.version, found.transport]).toEqual([
      record.direction,
      record.version,
      record.transport,
    ]);
  });
});

it('is a table that spreadsheet programs open: byte order mark, line ends, no formulas', async () => {
  const trace = await richVisit();
  const text = await csvOf(trace);
  expect(text.startsWith('\uFEFFseq,time,localTime,station,')).toBe(true);
  expect(text.endsWith('\r\n')).toBe(true);
  const cells = parse(text, { bom: true }).flat();
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(cells).toContain(`'=HYPERLINK("http://example.org")\0 Größe`);
});

it('says which records are marked', async () => {
  const trace = await richVisit();
  trace.store.defer('mark', () => undefined);
  await committed(trace.store);
  const { DatabaseSync } = await import('node:sqlite');
  const other = new DatabaseSync(trace.path, { timeout: 2000 });
  other.exec('INSERT INTO mark (seq, at) VALUES (4, 1), (23, 2)');
  other.close();
  const [head = [], ...rows] = parse(await csvOf(trace), { bom: true });
  const marked = rows.flatMap((cells, index) =>
    traceCsvRow(head, cells, index)?.known?.isMarked === true ? [index + 1] : [],
  );
  expect(marked).toEqual([4, 23]);
});

it.each(['=1+1', "'=1", "''", '+', '-5', '@x', '\tx', '\r', '＝1', 'plain', '', '[2]'])(
  'the guard of %j can be taken off again',
  (text) => {
    expect(guardedText(text)).not.toMatch(/^[=+\-@\t\r]/);
    expect(unguardedText(guardedText(text))).toBe(text);
  },
);

it('a row that was cut or edited is told apart', () => {
  const head = ['seq', 'kind', 'raw', 'rawEncoding', 'issueDetails', 'latencyMs'];
  expect(traceCsvRow(head, ['1', 'call'], 2)).toBeUndefined();
  expect(traceCsvRow(head, ['1', 'Anruf', 'x', '', '', ''], 2)).toBeUndefined();
  expect(traceCsvRow(head, ['1', 'call', '%', 'base64', '', ''], 2)).toBeUndefined();
  expect(traceCsvRow(head, ['1', 'call', '[2]', '', '{oops', 'fast'], 2)).toEqual({
    type: 'frame',
    line: 2,
    direction: 'in',
    raw: '[2]',
    known: { kind: 'call', issues: [], seq: 1 },
  });
});
