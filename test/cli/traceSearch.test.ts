import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Trace } from '../../electron/core/trace/trace.ts';
import { committed, exchange, newRecord } from '../core/trace/sessions.ts';
import { runKerbside, type Ran } from '../processes/kerbside.ts';

let home: string;
let session: string;

const search = (...words: string[]): Promise<Ran> =>
  runKerbside(home, ['trace', 'search', session, ...words]);
const linesOf = ({ stdout }: Ran): string[] => stdout.split('\n').filter((line) => line !== '');

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-search-'));
  session = join(home, 'visit.kerbside');
  const trace = Trace.open(session);
  for (const id of ['m1', 'm2', 'm3']) for (const record of exchange(id)) trace.store.append(record);
  const status = '{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure"}';
  trace.store.append(
    newRecord({
      action: 'StatusNotification',
      messageId: 's',
      raw: `[2,"s","StatusNotification",${status}]`,
    }),
  );
  trace.notes.setMarks([[3, 3]], true, 1_790_000_000_000);
  trace.notes.add({ text: 'The door was open.', at: 1_790_000_000_000, aboutSeq: 4 });
  await committed(trace.store);
  await trace.close();
});

afterAll(() => rmSync(home, { recursive: true }));

it('a filter finds records in order, as lines or as JSON', async () => {
  const found = await search('action:Heartbeat dir:in', '--json');
  expect([found.code, found.stderr]).toEqual([0, '']);
  expect(linesOf(found).map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual([1, 3, 5]);
  const people = await search('payload.status=faulted or unanswered');
  expect(linesOf(people)).toHaveLength(1);
  expect(people.stdout).toContain('StatusNotification');
});

it('is limited and counted', async () => {
  expect(linesOf(await search('action:Heartbeat', '--limit', '2'))).toHaveLength(2);
  expect((await search('--count', '--', '-dir:out')).stdout).toBe('4\n');
  expect((await search('type:answer', '--count', '--json')).stdout).toBe('{"count":3}\n');
});

it('shows marks, and which record a note is about', async () => {
  const json = async (filter: string): Promise<object[]> =>
    linesOf(await search(filter, '--json')).map((line) => JSON.parse(line) as object);
  expect(await json('marked')).toMatchObject([{ seq: 3, isMarked: true }]);
  expect(await json('type:note')).toMatchObject([
    { aboutSeq: 3, noteRole: 'mark' },
    { aboutSeq: 4, raw: 'The door was open.' },
  ]);
  expect(await json('action:Heartbeat dir:out')).toMatchObject([{ seq: 2 }, { seq: 4, hasNotes: true }, {}]);
  expect((await json('action:Heartbeat dir:out'))[0]).not.toHaveProperty('hasNotes');
  expect((await search('marked')).stdout).toContain('  *   ');
  expect((await search('door')).stdout).toContain('(about 4) The door was open.');
});

it('that finds nothing says so, and ends well', async () => {
  const none = await search('Wallbox', '--json');
  expect([none.code, none.stdout, none.stderr]).toEqual([0, '', 'No record matches.\n']);
});

it('that cannot be read is bad usage, with the place below it', async () => {
  const wrong = await search('dir:in acton:Boot');
  expect([wrong.code, wrong.stdout]).toEqual([2, '']);
  expect(wrong.stderr).toBe(
    'kerbside: There is no key “acton:”. Did you mean action:? To find “acton:Boot” as text, put it in quotes.\n' +
      '  dir:in acton:Boot\n' +
      '         ^^^^^^\n',
  );
  const long = await search('x'.repeat(4001));
  expect([long.code, long.stderr]).toEqual([2, 'kerbside: FILTER may have 4000 characters, not 4001.\n']);
});

it('is explained by its help', async () => {
  const help = await runKerbside(home, ['trace', 'search', '--help']);
  expect(help.code).toBe(0);
  for (const words of ['latency:>2s', 'payload.status=Faulted', 'unanswered', '--limit N', 'malformed']) {
    expect(help.stdout).toContain(words);
  }
});

it('hides what was secret on a service port, whose name stands beside it, unless it is wanted', async () => {
  const visit = join(home, 'cable.kerbside');
  const trace = Trace.open(visit);
  const beside = (secrets: Array<[number, number]>): string =>
    JSON.stringify({
      port: '/dev/ttyUSB0',
      line: { baud: 115_200, format: '8N1' },
      firstMonoMs: 1,
      lastMonoMs: 1,
      chunks: [[0, 1]],
      secrets,
    });
  const add = (raw: string | Uint8Array, secrets: Array<[number, number]>): void => {
    const { action: _, messageId: __, ...plain } = newRecord({ stationId: 'cable:ttyUSB0', kind: 'serial' });
    trace.store.append({ ...plain, raw, payload: beside(secrets) });
  };
  add('Schlüssel geheim77 gilt\r\n', [[11, 8]]);
  add(Buffer.concat([Buffer.of(0, 1), Buffer.from('geheim77')]), [[2, 8]]);
  await committed(trace.store);
  await trace.close();
  const bytes = Buffer.concat([Buffer.of(0, 1), Buffer.from('********')]).toString('base64');
  const hidden = await runKerbside(home, ['trace', 'search', visit, '', '--json']);
  expect(linesOf(hidden).map((line) => JSON.parse(line) as object)).toMatchObject([
    { stationId: 'cable:ttyUSB0', port: '/dev/ttyUSB0', raw: 'Schlüssel ******** gilt\r\n' },
    { port: '/dev/ttyUSB0', raw: bytes, rawEncoding: 'base64', summary: `00 01${' **'.repeat(8)}` },
  ]);
  expect(hidden.stdout).not.toContain('geheim');
  const lines = await runKerbside(home, ['trace', 'search', visit, 'port:ttyUSB0 gilt']);
  expect(lines.stdout).toContain('(/dev/ttyUSB0) Schlüssel ******** gilt');
  const shown = await runKerbside(home, ['trace', 'search', visit, 'geheim77', '--show-secrets']);
  expect(linesOf(shown)).toHaveLength(2);
  expect(shown.stdout).toContain('(/dev/ttyUSB0) Schlüssel geheim77 gilt');
});
