import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import type { ExportOptions } from '../../../../electron/core/trace/export/exportTrace.ts';
import type { Trace } from '../../../../electron/core/trace/trace.ts';
import { committed, newRecord, openTrace } from '../sessions.ts';
import { LONG_TEXT, richVisit, SOAP_BOOT } from './richVisit.ts';

const SCHEMA = new URL('../../../fixtures/har/har12.schema.json', import.meta.url);
const isHar = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);

interface Message {
  type: string;
  time: number;
  opcode: number;
  data: string;
}

interface Entry {
  startedDateTime: string;
  time: number;
  comment?: string;
  request: { url: string; method: string; postData?: { text: string }; headers: object[]; comment?: string };
  response: { status: number; content: { text?: string }; comment?: string };
  _webSocketMessages?: Message[];
}

async function harOf(
  trace: Trace,
  options: ExportOptions = {},
): Promise<{ entries: Entry[]; comment?: string }> {
  const text = (await buffer(trace.export('har', { productVersion: '1.2.3', ...options }))).toString();
  const har = JSON.parse(text) as { log: { entries: Entry[]; comment?: string } };
  isHar(har);
  expect(isHar.errors ?? []).toEqual([]);
  return har.log;
}

it('is valid, with one entry for each connection and each exchange of SOAP', async () => {
  let result = {};
  const { entries, comment } = await harOf(await richVisit(), { onEnd: (end) => (result = end) });
  expect(
    entries.map(({ request, response }) => `${request.method} ${request.url} ${response.status}`),
  ).toEqual([
    'GET ws://central-system.example/ocpp/CP-1 101',
    'GET ws://central-system.example/CP%202%2F%C3%BC 101',
    'POST http://central-system.example/SOAP-1 200',
    'POST http://charge-point.example/SOAP-1 500',
  ]);
  expect(result).toEqual({ records: 22, leftOut: 4 });
  expect(comment).toMatch(/: '- a note about everything\n$/);
});

it('carries frames as the station, which is the client, sent and received them', async () => {
  const { entries } = await harOf(await richVisit());
  const [first, second] = entries.map((entry) => entry['_webSocketMessages'] ?? []);
  expect(first?.map(({ type, opcode }) => `${type} ${opcode}`)).toEqual([
    'send 1',
    'receive 1',
    'send 1',
    'receive 1',
    'send 2',
    'send 1',
    'send 1',
    'send 1',
  ]);
  expect(first?.[2]?.data).toBe(LONG_TEXT);
  expect(first?.[4]?.data).toBe(Buffer.of(0, 255, 13, 10, 34).toString('base64'));
  expect(second?.map(({ data }) => data.slice(0, 7))).toEqual(['[2,"m1"', '[3,"m1"', '[5,"m1"', '[6,"n1"']);
  expect(first?.[0]?.time).toBe(Date.parse('2026-11-21T10:00:00.750Z') / 1000);
  expect(entries[0]?.time).toBe(23 * 250);
  expect(entries[0]?.comment).toMatch(
    /^2026-11-21T10:00:03.250Z, about record 12: The plug was out, "really".\nSecond line\n$/,
  );
  expect(JSON.stringify(entries[0]?.request.headers)).not.toContain('Authorization');
});

it('carries SOAP as ordinary requests and answers', async () => {
  const { entries } = await harOf(await richVisit());
  expect(entries[2]?.request.postData?.text).toBe(SOAP_BOOT);
  expect(entries[2]?.response.content.text).toContain('bootNotificationResponse');
  expect(entries[2]?.time).toBe(500);
});

it('says where half of an exchange or the beginning of a connection is not in the export', async () => {
  const trace = await richVisit();
  const soap = await harOf(trace, { filter: { stationIds: ['SOAP-1'], query: 'dir:in' } });
  expect(soap.entries.map(({ request, response }) => [request.comment, response.comment])).toEqual([
    [undefined, 'No answer is in this export.'],
    ['The request is not in this export.', undefined],
  ]);
  const late = await harOf(trace, { filter: { stationIds: ['CP-1'], query: 'dir:out' } });
  expect(late.entries).toHaveLength(1);
  expect(late.entries[0]?.request.url).toBe('ws://central-system.example/CP-1');
  expect(late.entries[0]?.['_webSocketMessages']).toHaveLength(2);
});

it('is valid without any record, and with two connections of one station', async () => {
  expect(await harOf(openTrace())).toMatchObject({ entries: [] });
  const trace = openTrace();
  for (const n of [1, 2]) {
    trace.store.append(newRecord({ kind: 'connect', raw: `{"path":"/x/${n}?token=1"}` }));
    trace.store.append(newRecord());
  }
  await committed(trace.store);
  const { entries } = await harOf(trace);
  expect(entries.map(({ request }) => request.url.slice(-11))).toEqual(
    ['/x/1?token=1', '/x/2?token=1'].map((url) => url.slice(-11)),
  );
});
