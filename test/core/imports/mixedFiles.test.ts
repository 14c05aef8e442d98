import { describe, expect, it } from 'vitest';
import { toOpenOcppTrace } from '../../../shared/trace/openOcppTrace.ts';
import { imported } from './importing.ts';

const frame = (id: string): string => `[2,"${id}","Heartbeat",{}]`;

/** Texts that begin the file, each in another format; ids are those of their frames. */
const PARTS: Readonly<Record<string, { text: string; ids: readonly string[] }>> = {
  'log lines': {
    text: [
      `2026-03-14T07:31:02.000Z S1 received ${frame('log-1')}`,
      '2026-03-14T07:31:02.500Z S1 the door was opened',
      `2026-03-14T07:31:03.000Z S1 received ${frame('log-2')}`,
    ].join('\n'),
    ids: ['log-1', 'log-2'],
  },
  'a JSON array': {
    text: JSON.stringify(
      [
        { timestamp: '2026-03-14T07:32:02Z', station: 'S1', direction: 'in', message: frame('array-1') },
        { timestamp: '2026-03-14T07:32:03Z', station: 'S1', direction: 'in', message: frame('array-2') },
      ],
      undefined,
      2,
    ),
    ids: ['array-1', 'array-2'],
  },
  'JSON lines': {
    text: ['line-1', 'line-2', 'line-3']
      .map((id) => JSON.stringify({ time: '2026-03-14T07:33:02Z', station: 'S1', frame: frame(id) }))
      .join('\n'),
    ids: ['line-1', 'line-2', 'line-3'],
  },
  'bare frames': { text: [frame('bare-1'), frame('bare-2')].join('\n'), ids: ['bare-1', 'bare-2'] },
  'Open OCPP Trace': {
    text: ['oot-1', 'oot-2']
      .map((id, index) =>
        JSON.stringify(
          toOpenOcppTrace(
            {
              seq: index + 1,
              at: Date.UTC(2026, 2, 14, 7, 34, index),
              stationId: 'S1',
              version: '1.6',
              kind: 'call',
              direction: 'in',
              action: 'Heartbeat',
              messageId: id,
              issues: [],
              raw: frame(id),
              rawEncoding: 'text',
            },
            'strict',
          ),
        ),
      )
      .join('\n'),
    ids: ['oot-1', 'oot-2'],
  },
  CSV: {
    text: `time,station,message\n2026-03-14T07:35:02Z,S1,"${frame('csv-1').replaceAll('"', '""')}"\n2026-03-14T07:35:03Z,S1,"${frame('csv-2').replaceAll('"', '""')}"`,
    ids: ['csv-1', 'csv-2'],
  },
};

/** Words of each line that no format may lose. */
const LAST = 'and at last, a line that is 100 % prose';

const pairs = Object.keys(PARTS).flatMap((first) =>
  Object.keys(PARTS)
    .filter((second) => second !== first)
    .map((second) => [first, second] as const),
);

/** As browsers save it. */
const HAR = JSON.stringify(
  {
    log: {
      version: '1.2',
      entries: [
        {
          startedDateTime: '2026-03-14T07:30:00.000Z',
          request: { method: 'GET', url: 'ws://central/ocpp/S1' },
          _webSocketMessages: [{ type: 'send', time: 1773473402, opcode: 1, data: frame('har-1') }],
        },
      ],
    },
  },
  undefined,
  2,
);

describe('a HAR', () => {
  it.each(Object.keys(PARTS))('and then %s: nothing is dropped', async (second) => {
    const part = PARTS[second];
    const { records } = await imported('mixed.har', [HAR, part?.text ?? '', HAR, LAST].join('\n'));
    const kept = records.map(({ raw }) => raw).join('\n');
    for (const id of part?.ids ?? []) expect(kept).toContain(id);
    expect(kept).toContain(LAST);
    expect(records.filter(({ messageId }) => messageId === 'har-1')).toHaveLength(2);
  });
});

it('what an object says beside its messages is a note', async () => {
  const text = JSON.stringify({ exportedBy: 'a backend', messages: [{ message: frame('1') }], more: false });
  const { records } = await imported('export.json', text);
  expect(records.map(({ kind, raw }) => [kind, raw])).toEqual([
    ['note', 'exportedBy: "a backend"'],
    ['call', frame('1')],
    ['note', 'more: false'],
  ]);
});

describe('a file of two formats', () => {
  it.each(pairs)('%s, then %s: nothing is dropped', async (first, second) => {
    const parts = [PARTS[first], PARTS[second]];
    const text = [...parts.map((part) => part?.text ?? ''), LAST].join('\n');
    const { records, report } = await imported('mixed.log', text);
    const kept = records.map(({ raw }) => raw).join('\n');
    for (const id of parts.flatMap((part) => part?.ids ?? [])) expect(kept).toContain(id);
    expect(kept).toContain(LAST);
    if (first === 'log lines' || second === 'log lines') expect(kept).toContain('the door was opened');
    // What was taken for a frame is one; what was not is a note, and the report shows where.
    expect(records.length).toBe(report.frames + report.damaged + report.notes);
    expect(report.notUnderstood.length).toBeGreaterThan(0);
  });
});
