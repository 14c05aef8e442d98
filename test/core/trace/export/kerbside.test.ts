import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import type { ExportOptions } from '../../../../electron/core/trace/export/exportTrace.ts';
import { openTraceFile } from '../../../../electron/core/trace/traceFile.ts';
import type { Trace } from '../../../../electron/core/trace/trace.ts';
import type { ChangeRun } from '../../../../shared/configuration/change.ts';
import type { Attempt } from '../../../../shared/station/attempt.ts';
import { committed, openTrace, temporaryFolder } from '../sessions.ts';
import { RICH_COUNT, richVisit } from './richVisit.ts';

async function cutOf(trace: Trace, options: ExportOptions = {}): Promise<string> {
  const path = join(temporaryFolder(), 'cut.kerbside');
  writeFileSync(path, await buffer(trace.export('kerbside', options)));
  return path;
}

function rowsOf(path: string, sql: string): unknown[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database
    .prepare(sql)
    .all()
    .map((row) => ({ ...row }));
  database.close();
  return rows;
}

const attempt = (id: number, stationId?: string): Attempt => ({
  id,
  at: 1,
  remoteAddress: '192.168.7.20',
  stage: 'connected',
  ok: true,
  code: 'connected',
  sentence: 'Connected.',
  head: 'GET / HTTP/1.1',
  ...(stationId === undefined ? {} : { stationId }),
});

const finding = (stationId: string, proof: number[]): object => ({
  id: 'f1',
  stationId,
  code: 'boot-loop',
  severity: 'warning',
  message: 'It boots again and again.',
  firstAt: 1,
  lastAt: 2,
  count: 3,
  proof,
});

/** A visit with facts beside its records. */
async function fullVisit(): Promise<Trace> {
  const trace = await richVisit();
  trace.attempts.save(attempt(1, 'CP-1'));
  trace.attempts.save(attempt(2, 'SOAP-1'));
  trace.attempts.save(attempt(3));
  trace.meta.set('policies', '{"secret":1}');
  trace.findings.save(finding('CP-1', [4, 7, 12]) as Parameters<typeof trace.findings.save>[0]);
  trace.findings.save(finding('SOAP-1', [6]) as Parameters<typeof trace.findings.save>[0]);
  await committed(trace.store);
  const other = new DatabaseSync(trace.path, { timeout: 2000 });
  other.exec('INSERT INTO mark (seq, at) VALUES (12, 77), (6, 78)');
  other.close();
  return trace;
}

it('of everything is a session with the same records', async () => {
  const trace = await fullVisit();
  const path = await cutOf(trace);
  const columns = 'SELECT * FROM record ORDER BY seq';
  expect(rowsOf(path, columns)).toEqual(rowsOf(trace.path, columns));
  expect(rowsOf(path, columns)).toHaveLength(RICH_COUNT);
  for (const table of ['mark', 'attempt', 'finding'])
    expect(rowsOf(path, `SELECT * FROM ${table}`)).toEqual(rowsOf(trace.path, `SELECT * FROM ${table}`));
  expect(rowsOf(path, 'SELECT * FROM meta')).toEqual([]);
  expect(rowsOf(path, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
});

it('of a part counts from 1 without gaps; pairs, notes, marks and proofs follow', async () => {
  const trace = await fullVisit();
  const path = await cutOf(trace, { filter: { stationIds: ['CP-1'] } });
  const rows = rowsOf(path, 'SELECT seq, kind, pair_seq, latency, about FROM record ORDER BY seq') as Array<{
    seq: number;
    kind: string;
  }>;
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
  expect(rows.slice(0, 6)).toEqual([
    { seq: 1, kind: 'connect', pair_seq: null, latency: null, about: null },
    { seq: 2, kind: 'call', pair_seq: 3, latency: 750, about: null },
    { seq: 3, kind: 'result', pair_seq: 2, latency: 750, about: null },
    { seq: 4, kind: 'call', pair_seq: 6, latency: 1000, about: null },
    { seq: 5, kind: 'note', pair_seq: null, latency: null, about: 4 },
    { seq: 6, kind: 'error', pair_seq: 4, latency: 1000, about: null },
  ]);
  expect(rowsOf(path, 'SELECT * FROM mark')).toEqual([{ seq: 4, at: 77 }]);
  expect(rowsOf(path, 'SELECT id FROM attempt')).toEqual([{ id: 1 }]);
  expect(rowsOf(path, "SELECT json -> '$.proof' AS proof FROM finding")).toEqual([{ proof: '[2,3,4]' }]);
  const reader = openTraceFile(path);
  expect(reader.stats()).toMatchObject({ stations: ['CP-1'], pairs: 2 });
  reader.close();
});

it('goes on as a session of its own', async () => {
  const path = await cutOf(await fullVisit(), { filter: { stationIds: ['CP 2/ü'], query: 'dir:in' } });
  const again = openTrace(path);
  const { seq } = again.store.append({
    at: 1,
    stationId: 'x',
    kind: 'note',
    direction: 'in',
    raw: 'n',
    issues: [],
  });
  expect(seq).toBe(6);
  expect(again.record(2)).toMatchObject({ action: 'Heartbeat', latencyMs: 1000 });
  // Its answer is not in the cut.
  expect(again.record(2).pairSeq).toBeUndefined();
});

it('of nothing is an empty session', async () => {
  const path = await cutOf(openTrace());
  const again = openTrace(path);
  expect(again.store.lastSeq).toBe(0);
});

it('with a redaction lets no fact out that was not redacted', async () => {
  const trace = await fullVisit();
  const redact: ExportOptions['redact'] = (record) => ({ ...record, raw: 'gone' });
  const path = await cutOf(trace, { redact });
  expect(rowsOf(path, "SELECT count(*) AS n FROM record WHERE raw <> 'gone'")).toEqual([{ n: 0 }]);
  expect(rowsOf(path, 'SELECT * FROM attempt')).toEqual([]);
  const redacted = await cutOf(trace, {
    redact,
    redactFact: (fact) => ({ ...(fact as object), stationId: 'CP-1', head: '' }),
  });
  expect(rowsOf(redacted, "SELECT json ->> '$.stationId' AS id FROM attempt")).toEqual(
    Array.from({ length: 3 }, () => ({ id: 'CP-1' })),
  );
});

it('names no station that was redacted, not even as a key, and begins with a note that says so', async () => {
  const trace = await fullVisit();
  const path = await cutOf(trace, { redaction: { stations: true } });
  const all = ['station', 'attempt', 'finding'].flatMap((table) => rowsOf(path, `SELECT * FROM ${table}`));
  expect(all.length).toBeGreaterThan(3);
  expect(JSON.stringify(all)).not.toMatch(/CP-1|SOAP-1/);
  expect(rowsOf(path, 'SELECT seq, kind FROM record LIMIT 2')).toEqual([
    { seq: 1, kind: 'note' },
    { seq: 2, kind: 'connect' },
  ]);
  expect(rowsOf(path, 'SELECT count(*) AS n FROM record')).toEqual([{ n: RICH_COUNT + 1 }]);
});

const ICCID = '8949000000000012345';
const PASSWORD = 'hunter22hunter22';
const SSID = 'Depot Nord';

/** A visit in which a configuration was kept and changed; some of its values are in the records, too. */
async function changedVisit(): Promise<Trace> {
  const trace = await fullVisit();
  const owner = { stationId: 'CP-1', version: '1.6' as const, serialNumber: 'SN-0815-4711' };
  const items = [
    { address: 'ModemICCID', value: ICCID },
    { address: 'WifiSSID', value: SSID, note: `It is “${SSID}”.` },
    { address: 'Backend', value: `wss://me:${PASSWORD}@csms.example.org` },
    { address: 'HeartbeatInterval', value: '300' },
  ];
  trace.snapshots.save(
    { id: 's1', owner, at: 1, cause: 'asked', note: `Of ${SSID}`, items: 4, scope: 'full', isWhole: true },
    {
      owner,
      readAt: 1,
      scope: 'full',
      how: 'all-at-once',
      isWhole: true,
      items,
      unknown: [],
      unread: [],
      issues: [],
      steps: [],
      sentence: 'All.',
      proof: [4],
    },
  );
  const run: ChangeRun = {
    id: 'r1',
    stationId: 'CP-1',
    origin: 'edit',
    startedAt: 1,
    state: 'finished',
    steps: [],
    restartedByItself: false,
    sentence: '1 change: 1 accepted.',
  };
  trace.changeRuns.saveHead(run);
  trace.changeRuns.saveStep('r1', 0, {
    address: 'WifiSSID',
    isSecret: false,
    before: SSID,
    wanted: 'Depot Süd',
    after: 'Depot Süd',
    state: 'accepted',
    requestSeq: 4,
  });
  trace.store.append({
    at: 1,
    stationId: 'CP-1',
    kind: 'note',
    direction: 'in',
    raw: `{"key":"ICCID","value":"${ICCID}"} beside ${SSID} and SN-0815-4711`,
    issues: [],
  });
  await committed(trace.store);
  return trace;
}

it('keeps configurations and runs of changes in a redacted cut, with the stand-ins of the records', async () => {
  const trace = await changedVisit();
  const path = await cutOf(trace, { redaction: { stations: true }, filter: { stationIds: ['CP-1'] } });
  const bytes = readFileSync(path, 'latin1');
  for (const secret of [ICCID, PASSWORD, SSID, 'CP-1', 'SN-0815-4711']) expect(bytes).not.toContain(secret);
  const cut = openTrace(path);
  const [snapshot] = cut.snapshots.load();
  const items = cut.snapshots.configuration('s1')?.items ?? [];
  const [iccid, ssid, backend, interval] = items.map(({ value }) => value);
  const stationId = cut.record(2).stationId;
  expect(snapshot).toMatchObject({ owner: { stationId, serialNumber: 'SERIAL-1' }, note: `Of ${ssid}` });
  expect([backend, interval]).toEqual(['wss://USER-1:SECRET-1@csms.example.org', '300']);
  expect(items[1]?.note).toBe(`It is “${ssid}”.`);
  const last = cut.record(cut.store.lastSeq);
  expect(last.raw).toBe(`{"key":"ICCID","value":"${iccid}"} beside ${ssid} and SERIAL-1`);
  const [run] = cut.changeRuns.load();
  expect(run).toMatchObject({ id: 'r1', stationId, steps: [{ before: ssid, after: 'SSID-2' }] });
  // The numbers of the records follow, too: the note of the redaction is before them.
  expect(run?.steps[0]?.requestSeq).toBe(3);
});

it('holds no configuration where somebody redacts without a word on it', async () => {
  const path = await cutOf(await changedVisit(), { redactFact: (fact) => fact });
  for (const table of ['snapshot', 'change_run', 'change_step'])
    expect(rowsOf(path, `SELECT * FROM ${table}`)).toEqual([]);
});

it('leaves no temporary file behind, also when it is broken off', async () => {
  const before = temporaryCuts();
  const trace = await richVisit();
  await cutOf(trace);
  for await (const piece of trace.export('kerbside')) {
    expect((piece as Buffer).length).toBeGreaterThan(0);
    break;
  }
  await expect.poll(temporaryCuts).toEqual(before);
  expect(existsSync(trace.path)).toBe(true);
});

function temporaryCuts(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('kerbside-export-'));
}
