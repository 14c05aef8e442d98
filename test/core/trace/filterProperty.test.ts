import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewRecord } from '../../../electron/core/trace/store/newRecord.ts';
import { openTraceFile } from '../../../electron/core/trace/traceFile.ts';
import { FILTER_KEYS } from '../../../shared/trace/filter/filterKeys.ts';
import { parseFilter } from '../../../shared/trace/filter/parseFilter.ts';
import { RECORD_TYPES } from '../../../shared/trace/filter/recordType.ts';
import { committed, newRecord, openTrace } from './sessions.ts';
import { matchedSeqs } from './matchedSeqs.ts';

/** Letters that LIKE, expressions, JSON and UTF-8 each have trouble with. */
const unit = fc.constantFrom(...Array.from('aAbB1 %_\\"*.ßẞäÄİıKſ😀\0'), '\u212a');
const text = fc.string({ unit, maxLength: 6 });
const word = fc.oneof(
  fc.constantFrom('heart', 'Fault', 'größe', '1', 'a', '%', '_', '\\', 'connectorId'),
  text,
);
const action = fc.constantFrom('Heartbeat', 'MeterValues', 'Größe', 'a\0b', 'A_b');
const station = fc.constantFrom('CP-1', 'cp-2', 'Säule 3', 'CP%1');
const id = fc.constantFrom(1, 2, '1', 'tx-ä', 9007199254740993n, '9007199254740993');
const status = fc.constantFrom('Faulted', 'faulted', 'Grün', 'a"b', true, null, 1.5, '1.50');

const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? `#${one}#` : one)).replaceAll(
    /"#(\d+)#"/g,
    '$1',
  );

const payload = fc
  .record(
    {
      connectorId: id,
      transactionId: id,
      status,
      evse: fc.record({ id, connectorId: id }, { requiredKeys: [] }),
      list: fc.array(fc.record({ value: status, note: text }, { requiredKeys: ['value'] }), { maxLength: 3 }),
    },
    { requiredKeys: [] },
  )
  // Some writers escape what need not be escaped.
  .chain((value) =>
    fc.constantFrom(jsonOf(value), jsonOf(value).replaceAll('status', String.raw`\u0073tatus`)),
  );

const issues = fc.constantFrom<NewRecord['issues']>(
  [],
  [],
  [{ severity: 'warning', code: 'schema-type', message: 'A "severity":"error" in words.' }],
  [
    { severity: 'error', code: 'Größe', message: 'x' },
    { severity: 'info', code: 'schema-x', message: 'y' },
  ],
);

const common = fc.record({
  at: fc.integer({ min: 1_790_000_000_000, max: 1_790_200_000_000 }),
  stationId: station,
  version: fc.constantFrom('1.6', '2.0.1'),
  direction: fc.constantFrom('in', 'out'),
  messageId: fc.constantFrom('m1', 'm2', 'M-ß'),
  issues,
});

const frame = fc
  .record({ common, payload, action, type: fc.constantFrom('call', 'result', 'error', 'soap', 'nul') })
  .map(({ common, payload, action, type }): NewRecord => {
    const { messageId } = common;
    const call = { ...newRecord(), ...common, action };
    const { action: _, ...answer } = call;
    switch (type) {
      case 'call':
        return { ...call, raw: `[2,${JSON.stringify(messageId)},${JSON.stringify(action)},${payload}]` };
      case 'nul': {
        const issue = { severity: 'warning', code: 'frame-nul', message: 'NUL' } as const;
        return { ...call, issues: [issue], raw: `\0[2,"${messageId}","X",${payload}]\0` };
      }
      case 'soap':
        return { ...call, transport: 'soap', payload, raw: '<a:status>Faulted</a:status>' };
      case 'result':
        return { ...answer, kind: 'result', raw: `[3,"${messageId}",${payload}]` };
      default:
        return { ...answer, kind: 'error', raw: `[4,"${messageId}","Faulted","größe 1",${payload}]` };
    }
  });

const other = fc
  .record({
    common,
    kind: fc.constantFrom('malformed', 'note', 'serial', 'transfer', 'connect'),
    raw: text,
    isBytes: fc.boolean(),
  })
  .map(({ common, kind, raw, isBytes }): NewRecord => {
    const { action: _, ...record } = { ...newRecord(), ...common };
    if (kind === 'connect') return { ...record, kind, raw: '{"status":"Faulted"}' };
    return { ...record, kind, raw: isBytes ? Buffer.from(`${raw}\xff\xfefault`, 'latin1') : raw };
  });

/** Bytes of every kind, and beside them what a port writes, or what other hands left of it. */
const serial = fc
  .record({
    common,
    raw: fc.oneof(
      text,
      text.map((bytes) => Buffer.from(`\x01${bytes}\0FAULT\xff`, 'latin1')),
    ),
    beside: fc.oneof(
      fc.record(
        {
          port: fc.constantFrom('/dev/ttyUSB0', 'COM3', 'tcp://10.0.0.1:4001', '/dev/a%b_c', 'Größe/tty', 7),
          meaning: fc.oneof(word, fc.constantFrom('Faulted: "größe" 1', 'a\0b fault', 7, null)),
          secrets: fc.constant([[0, 1]]),
        },
        { requiredKeys: [] },
      ),
      fc.constantFrom(['meaning'], 'meaning', null),
    ),
    form: fc.constantFrom('plain', 'escaped', 'damaged', 'none'),
  })
  .map(({ common, raw, beside, form }): NewRecord => {
    const { action: _, ...record } = { ...newRecord(), ...common, kind: 'serial' as const, raw };
    const payload = JSON.stringify(beside);
    switch (form) {
      case 'plain':
        return { ...record, action: 'FC4', payload };
      case 'escaped':
        return { ...record, payload: payload.replaceAll('a', String.raw`\u0061`) };
      case 'damaged':
        return { ...record, payload: `{"port":"COM3","meaning":"Fault"` };
      default:
        return record;
    }
  });

const recorded = fc.oneof({ weight: 4, arbitrary: frame }, { weight: 2, arbitrary: serial }, other);

const quoted = (value: string): string => `"${value.replaceAll(/[\\"“”„]/g, String.raw`\$&`)}"`;
const value = fc.oneof(
  word.map(quoted),
  fc.constantFrom(
    '*',
    'a*',
    '*ß*',
    'heart*',
    'CP*',
    'M-*',
    '1',
    'tx*',
    '9007199254740993',
    '1.5',
    'true',
    'faulted',
  ),
);
const term = fc.oneof(
  word.map(quoted),
  fc.constantFrom('h*t', 'ä*a', '*', 'unanswered', 'marked', 'understood'),
  fc
    .record({
      key: fc.constantFrom('action', 'station', 'id', 'connector', 'evse', 'tx'),
      values: fc.array(value, { minLength: 1, maxLength: 2 }),
    })
    .map(({ key, values }) => `${key}:${values.join(',')}`),
  fc.constantFrom(
    'port:ttyUSB0',
    'port:"/dev/a%b_c"',
    'port:com*,10.0*',
    'port:größe*',
    'port:tcp://*',
    'port:*',
  ),
  fc.constantFrom(...RECORD_TYPES).map((type) => `type:${type}`),
  fc.constantFrom(...FILTER_KEYS.map(({ example }) => example)),
  fc.constantFrom(
    'issue:any',
    'issue:error',
    'issue:warning',
    'issue:größe',
    'issue:SCHEMA-*',
    'dir:in',
    'version:1.6,2.1',
  ),
  fc.constantFrom(
    'latency:>=0',
    'latency:<1h',
    'size:<60',
    'size:60..90',
    'seq:>10',
    'seq:3..7,9',
    'latency:0',
  ),
  fc.constantFrom(
    'time:10:00..22:00',
    'time:22:00..03:30',
    'time:<12:00',
    'time:2026-09-22',
    'time:>2026-09-22T12:00Z',
  ),
  fc
    .record({
      path: fc.constantFrom(
        '.status',
        '.list.value',
        '.list[*].value',
        '.list[0].value',
        '.evse.id',
        '.code',
        '.connectorId',
      ),
      operator: fc.constantFrom('=', '!=', '~', '='),
      value,
    })
    .map(({ path, operator, value }) => `payload${path}${operator}${value}`),
  fc.constantFrom('payload.status>1', 'payload.connectorId<=9007199254740992', 'payload.list.value>=1.5'),
);
const query = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3 },
    term,
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a}) (${b})`),
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a}) or (${b})`),
    tie('query').map((a) => `-(${a})`),
  ),
})).query;

describe('SQL with what it leaves to the predicate', () => {
  it('finds what the predicate alone finds: in searches and in the scans of views', async () => {
    const trace = openTrace();
    for (const record of fc.sample(recorded, 300)) trace.store.append(record);
    await committed(trace.store);
    const marks = new Set([2, 3, 50, 299]);
    const database = new DatabaseSync(trace.path);
    for (const seq of marks) database.prepare('INSERT INTO mark VALUES (?, 0)').run(seq);
    database.close();
    const file = openTraceFile(trace.path);
    fc.assert(
      fc.property(query, (query) => {
        expect(parseFilter(query)).toHaveProperty('node');
        const expected = matchedSeqs(trace, { query }, (seq) => marks.has(seq));
        expect([...file.search({ query })].map(({ seq }) => seq)).toEqual(expected);
        expect(file.count({ query })).toBe(expected.length);
      }),
      { numRuns: 200 },
    );
    file.close();
  });
});
