import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { Downloads } from '../../../../electron/core/downloads/downloads.ts';
import { exportFileName } from '../../../../electron/core/trace/export/exportFileName.ts';
import { exportFormat } from '../../../../electron/core/trace/export/exportFormats.ts';
import { ExportTickets } from '../../../../electron/core/trace/export/exportTickets.ts';
import { committed, newRecord, openTrace } from '../sessions.ts';

it('tells what became of an export', async () => {
  const trace = openTrace();
  trace.store.append(newRecord());
  trace.store.append(newRecord({ kind: 'connect', raw: '{}' }));
  await committed(trace.store);
  const downloads = new Downloads();
  const exports = new ExportTickets(downloads, '1.2.3');
  const { ticket, fileName } = exports.prepare(trace, 'jsonl-strict', { filter: {} });
  expect(fileName).toBe('visit.jsonl');
  expect(exports.outcome(ticket)).toEqual({ state: 'waiting' });
  const body = downloads.take(ticket)?.body;
  if (body === undefined) throw new Error('there is a download');
  expect(exports.outcome(ticket)).toEqual({ state: 'running' });
  await buffer(body);
  await expect
    .poll(() => exports.outcome(ticket))
    .toMatchObject({
      state: 'done',
      records: 1,
      leftOut: 1,
      sentence: expect.stringMatching(/^1 record was left out/) as string,
    });
  expect(() => exports.outcome('unknown')).toThrow(/no such export/);
});

it('tells of an export that its taker broke off, and of one that failed', async () => {
  const trace = openTrace();
  for (let n = 0; n < 5000; n += 1) trace.store.append(newRecord());
  await committed(trace.store);
  const downloads = new Downloads();
  const exports = new ExportTickets(downloads, '1.2.3');
  const left = exports.prepare(trace, 'jsonl', { filter: {} }).ticket;
  downloads.take(left)?.body.destroy();
  await expect.poll(() => exports.outcome(left)).toEqual({ state: 'broken-off' });

  const redact = (): never => {
    throw new Error('out of ink');
  };
  const failing = exports.prepare(trace, 'jsonl', { filter: {}, redact }).ticket;
  const body = downloads.take(failing)?.body;
  if (body === undefined) throw new Error('there is a download');
  await expect(buffer(body)).rejects.toThrow('out of ink');
  await expect
    .poll(() => exports.outcome(failing))
    .toMatchObject({ state: 'failed', failure: { code: 'io' } });
});

it('names a file after the session and what was filtered, so that any system takes it', () => {
  const name = (session: string, filter: object): string =>
    exportFileName(session, filter, exportFormat('jsonl'));
  expect(name('2026-11-26 20.17', {})).toBe('2026-11-26 20.17.jsonl');
  expect(name('visit', { stationIds: ['CP/1', 'CP-2'], text: 'boot:"x"\n' })).toBe(
    'visit CP 1 CP-2 boot x.jsonl',
  );
  expect(
    name('visit', {
      ranges: [
        [3, 9],
        [12, 12],
      ],
      onlyIssues: true,
      other: false,
    }),
  ).toBe('visit 3-9 12-12 onlyIssues.jsonl');
  expect(name('..', { text: '\u0000' })).toBe('trace.jsonl');
  expect(name('v', { text: `\uD800${'é'.repeat(500)}` })).toBe(
    `v ${'é'.repeat(59)}.jsonl`.replace('v é', 'v \uFFFDé'),
  );
});
