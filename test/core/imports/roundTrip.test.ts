import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportJsonl } from '../../../electron/core/trace/export/jsonl.ts';
import { openSessionForReading } from '../../../electron/core/trace/file/sessionReader.ts';
import { openTraceFile } from '../../../electron/core/trace/traceFile.ts';
import { committed, exchange, newRecord, openTrace, temporaryFolder } from '../trace/sessions.ts';
import { imported, withoutNumbers } from './importing.ts';

/** Formats that carry whole records, each with the name of a file of it. */
const CARRYING = [
  { name: 'full.jsonl', write: (path: string) => exportJsonl({ open: () => openSessionForReading(path) }) },
];

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
  it.each(CARRYING)('$name gives the same records', async ({ name, write }) => {
    const path = await session();
    let text = '';
    for await (const piece of write(path)) text += piece;
    const { records, report } = await imported(name, text);
    const file = openTraceFile(path);
    const before = [...file.search({})];
    file.close();
    expect(records.map(withoutNumbers)).toEqual(before.map(withoutNumbers));
    expect(report.hint).toBeUndefined();
  });
});
