import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTraceFile } from '../../../electron/core/trace/traceFile.ts';
import { committed, exchange, newRecord, openTrace, temporaryFolder } from '../trace/sessions.ts';
import { imported, withoutNumbers } from './importing.ts';

/** Formats that carry whole records. CSV has whole milliseconds only. */
const CARRYING = ['jsonl', 'csv'] as const;

async function session(): Promise<string> {
  const path = join(temporaryFolder(), 'visit.kerbside');
  const trace = openTrace(path);
  const { store } = trace;
  store.append(newRecord({ kind: 'connect', raw: '{"path":"/CP-1"}' }));
  for (const record of exchange('m1')) store.append(record);
  store.append(
    newRecord({
      at: 1_790_000_000_001.5,
      messageId: 'm2',
      raw: '[2,"m2","Heartbeat", {"n":9223372036854775807}]',
    }),
  );
  store.append(
    newRecord({
      kind: 'malformed',
      direction: 'in',
      raw: new Uint8Array([0, 255, 128, 10]),
      issues: [
        { severity: 'error', code: 'frame-binary', message: 'A binary frame.', path: '/a', clause: 'X' },
      ],
    }),
  );
  store.append(
    newRecord({
      stationId: 'S',
      version: '1.5',
      transport: 'soap',
      raw: '<s:Envelope/>',
      payload: '{"idTag":"A"}',
      action: 'Authorize',
    }),
  );
  store.append(newRecord({ kind: 'serial', raw: 'AT+\r\n\u0000 "quoted", text' }));
  store.append(newRecord({ kind: 'note', raw: 'line one\nline two', aboutSeq: 2 }));
  store.append(newRecord({ kind: 'send', version: '2.1', raw: '[6,"n","NotifyPeriodicEventStream",{}]' }));
  store.append(newRecord({ kind: 'transfer', raw: '{}' }));
  store.append(newRecord({ kind: 'disconnect', direction: 'out', raw: '{"code":1000}' }));
  await committed(store);
  await trace.close();
  return path;
}

describe('export followed by import', () => {
  it.each(CARRYING)('%s gives the same records', async (format) => {
    const path = await session();
    const file = openTraceFile(path);
    const pieces: Buffer[] = [];
    for await (const piece of file.export(format)) pieces.push(Buffer.from(piece as Buffer));
    const before = [...file.search({})];
    file.close();
    const { records, report } = await imported(`visit.${format}`, Buffer.concat(pieces));
    const wholeMs = format === 'csv';
    expect(records.map(withoutNumbers)).toEqual(
      before.map((record) => withoutNumbers(wholeMs ? { ...record, at: Math.floor(record.at) } : record)),
    );
    expect(report.hint).toBeUndefined();
  });
});
