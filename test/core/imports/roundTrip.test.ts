import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { ExportFormatId } from '../../../shared/trace/exportFormat.ts';
import { openSessionForReading } from '../../../electron/core/trace/file/sessionReader.ts';
import { openTraceFile, type FoundRecord } from '../../../electron/core/trace/traceFile.ts';
import { committed, exchange, newRecord, openTrace, temporaryFolder } from '../trace/sessions.ts';
import { richVisit } from '../trace/export/richVisit.ts';
import { imported, recordsOf, withoutNumbers } from './importing.ts';

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

/** Every byte, text, what a driver understood, secrets, and a clock in microseconds. */
async function serialSession(): Promise<string> {
  const path = join(temporaryFolder(), 'cable.kerbside');
  const trace = openTrace(path);
  const { version: _, messageId: __, action: ___, ...plain } = newRecord({ kind: 'serial' });
  const beside = (more: object): string =>
    JSON.stringify({
      port: '/dev/ttyUSB0',
      line: { baud: 921_600, format: '8E1' },
      firstMonoMs: 123_456.789,
      lastMonoMs: 123_457.001,
      chunks: [
        [0, 123_456.789],
        [3, 123_457.001],
      ],
      ...more,
    });
  const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const wanted = [
    { raw: every, payload: beside({}), stationId: 'cable:ttyUSB0' },
    { raw: '=grün \t"a",\r\n', payload: beside({ meaning: 'Ladestrom 16 A; „"“' }), action: '$SC' },
    { raw: every.toReversed(), direction: 'out' as const, payload: beside({ isProblem: true, meaning: '' }) },
    { raw: 'geheim\r', payload: beside({ secrets: [[0, 6]] }) },
    { raw: Uint8Array.of(0), payload: '{"port":7}' },
  ];
  for (const record of wanted) trace.store.append({ ...plain, ...record });
  await committed(trace.store);
  await trace.close();
  const database = new DatabaseSync(path);
  database.exec('INSERT INTO mark VALUES (1, 0)');
  database.close();
  return path;
}

function serialRows(path: string): Record<string, unknown>[] {
  const session = openSessionForReading(path);
  const columns = 'at, station, kind, direction, action, issues, size, payload, raw';
  const all = session.database.prepare(
    `SELECT ${columns}, seq IN (SELECT seq FROM mark) AS marked FROM record ORDER BY seq`,
  );
  const rows = all.all().map((row) => ({ ...row }));
  session.close();
  return rows;
}

async function exported(path: string, format: ExportFormatId): Promise<Buffer> {
  const file = openTraceFile(path);
  const pieces: Buffer[] = [];
  for await (const piece of file.export(format)) pieces.push(Buffer.from(piece as Buffer));
  file.close();
  return Buffer.concat(pieces);
}

const isMessage = ({ kind }: FoundRecord): boolean =>
  ['call', 'result', 'error', 'resultError', 'send'].includes(kind);
const isOfConnection = ({ kind }: FoundRecord): boolean => !['note', 'serial', 'transfer'].includes(kind);

/** What formats for other purposes carry of a record, and of which records. */
const PARTS: Partial<
  Record<
    ExportFormatId,
    { carries: (record: FoundRecord) => boolean; part: (record: FoundRecord) => unknown }
  >
> = {
  'jsonl-strict': {
    carries: ({ kind, raw }) =>
      ['call', 'result', 'error'].includes(kind) && !raw.includes('9223372036854775807'),
    part: ({ at, stationId, direction, kind, action, messageId, raw }) => ({
      at,
      stationId,
      direction,
      kind,
      action,
      messageId,
      raw,
    }),
  },
  frames: {
    carries: (record) => isMessage(record) && record.transport === undefined,
    part: ({ kind, messageId, raw }) => ({ kind, messageId, raw: raw.replaceAll(/[\r\n]+/g, ' ') }),
  },
  har: {
    carries: (record) => isOfConnection(record) && isMessage(record),
    part: ({ at, stationId, direction, kind, action, messageId, raw }) => ({
      at,
      stationId,
      direction,
      kind,
      action,
      messageId,
      raw,
    }),
  },
  pcapng: {
    carries: isMessage,
    part: ({ stationId, direction, kind, action, messageId, raw }) => ({
      stationId,
      direction,
      kind,
      action,
      messageId,
      raw,
    }),
  },
};

const sorted = (parts: readonly unknown[]): string[] => parts.map((part) => JSON.stringify(part)).sort();

describe('export followed by import', () => {
  it.each(CARRYING)('%s gives the same records', async (format) => {
    const path = await session();
    const before = recordsOf(path);
    const { records, report } = await imported(`visit.${format}`, await exported(path, format));
    const wholeMs = format === 'csv';
    expect(records.map(withoutNumbers)).toEqual(
      before.map((record) => withoutNumbers(wholeMs ? { ...record, at: Math.floor(record.at) } : record)),
    );
    expect(report.hint).toBeUndefined();
  });

  it.each(CARRYING)('%s gives what crossed a service port with all that was known of it', async (format) => {
    const path = await serialSession();
    const { out } = await imported(`visit.${format}`, await exported(path, format));
    const [, ...back] = serialRows(out);
    expect(back).toEqual(serialRows(path));
    expect(back.map(({ marked }) => marked)).toEqual([1, 0, 0, 0, 0]);
  });

  it.each(Object.keys(PARTS) as (keyof typeof PARTS)[])(
    '%s gives the messages that it carries',
    async (format) => {
      const path = join(temporaryFolder(), 'rich.kerbside');
      await (await richVisit(path)).close();
      const { carries = isMessage, part = String } = PARTS[format] ?? {};
      const { records } = await imported('visit', await exported(path, format));
      const before = recordsOf(path).filter(carries);
      expect(before.length).toBeGreaterThan(5);
      expect(sorted(records.filter(carries).map(part))).toEqual(sorted(before.map(part)));
    },
  );

  it('a session cut to everything is the same session', async () => {
    const path = join(temporaryFolder(), 'rich.kerbside');
    await (await richVisit(path)).close();
    const cut = join(temporaryFolder(), 'cut.kerbside');
    writeFileSync(cut, await exported(path, 'kerbside'));
    expect(recordsOf(cut)).toEqual(recordsOf(path));
  });
});
