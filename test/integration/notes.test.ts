import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { Trace } from '../../electron/core/trace/trace.ts';
import type { Change, Snapshot } from '../../shared/contract/events.ts';
import { LIMITS } from '../../shared/contract/limits.ts';
import { startCoreFixture, type CoreFixture } from './coreFixture.ts';

/** Marks and notes through the contract, over the whole core. */
let core: CoreFixture;
beforeAll(async () => {
  core = await startCoreFixture(1);
});
afterAll(() => core.close());

it('what is noted and marked is told to whoever looks at it', async () => {
  const { client } = core;
  const changes: Change<'marks'>[] = [];
  const first = await client.call('note.add', { text: 'I opened the door' });
  const second = await client.call('note.add', { text: 'a light went on', aboutSeq: first.seq });
  const snapshot = await new Promise((resolve) => {
    client.subscribe(
      'marks',
      {},
      { snapshot: resolve, change: (change) => changes.push(change), ended: () => undefined },
    );
  });
  expect(snapshot).toEqual({ marked: 0 });

  const ranges: [number, number][] = [[first.seq, second.seq]];
  const { seqs } = await client.call('mark.set', { ranges, isMarked: true });
  expect(seqs).toHaveLength(2);
  expect((await client.call('mark.set', { ranges, isMarked: true })).seqs).toEqual([]);
  const corrected = await client.call('note.correct', { seq: second.seq, text: 'two lights' });
  await client.call('mark.set', { ranges: [[second.seq, second.seq]], isMarked: false });
  expect(changes).toEqual([
    { marked: 2, seqs: [first.seq, second.seq] },
    { marked: 2, seqs: [second.seq, first.seq] },
    { marked: 1, seqs: [second.seq] },
  ]);
  expect(await client.call('note.list', { seq: first.seq })).toMatchObject({
    isMarked: true,
    notes: [
      { seq: second.seq, text: 'a light went on', correctedBySeq: corrected.seq },
      { seq: corrected.seq, text: 'two lights' },
    ],
  });
  expect(await client.call('record.get', { seq: first.seq })).toMatchObject({
    kind: 'note',
    isMarked: true,
    hasNotes: true,
    raw: 'I opened the door',
  });
});

it('a selection is known by its record numbers, in a filter too', async () => {
  const { client } = core;
  const { view } = await client.call('view.open', { filter: { query: 'marked' } });
  await new Promise<void>((resolve) => {
    const look = ({ scanned, total }: Snapshot<'view'>): void => {
      if (scanned >= total) resolve();
    };
    client.subscribe('view', { view }, { snapshot: look, change: look, ended: () => undefined });
  });
  expect((await client.call('view.rows', { view, from: 0, count: 10 })).rows.map(({ seq }) => seq)).toEqual([
    1,
  ]);
  expect(await client.call('view.ranges', { view, rows: [[0, 999]] })).toEqual({
    ranges: [[1, 1]],
    count: 1,
  });
  expect(await client.call('view.nextMark', { view, from: -1, step: 1 })).toEqual({ index: 0 });
});

it('a sequence diagram is made ready for the host, but not of more than can be read', async () => {
  const { client } = core;
  const { fileName } = await client.call('sequence.prepare', { ranges: [[1, LIMITS.sequenceRecords]] });
  expect(fileName).toBe('visit-sequence.svg');
  await expect(
    client.call('sequence.prepare', { ranges: [[1, LIMITS.sequenceRecords + 1]] }),
  ).rejects.toMatchObject({ code: 'invalid-params', message: expect.stringContaining('501') as string });
});

it('an opened trace shows its own marks and notes, and takes no others', async () => {
  const { client } = core;
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-other-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'other.kerbside');
  const other = Trace.open(path);
  other.notes.add({ text: 'one', at: 1 });
  other.notes.add({ text: 'two', at: 2, aboutSeq: 1 });
  other.notes.setMarks([[2, 2]], true, 3);
  await other.close();

  const { trace } = await client.call('trace.open', { path });
  if (trace === undefined) throw new Error('it is another trace');
  expect(await client.call('note.list', { seq: 1, trace })).toMatchObject({
    isMarked: false,
    notes: [{ seq: 2, text: 'two' }],
  });
  const { view } = await client.call('view.open', { filter: {}, trace });
  expect(await client.call('view.nextMark', { view, from: -1, step: 1 })).toEqual({ index: 1 });
  expect(await client.call('view.ranges', { view, rows: [[0, 99]] })).toEqual({ ranges: [[1, 3]], count: 3 });
  for (const refused of [
    client.call('mark.set', { ranges: [[1, 1]], isMarked: true, trace }),
    client.call('note.add', { text: 'x', trace }),
    client.call('note.correct', { seq: 2, text: 'x', trace }),
  ]) {
    await expect(refused).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('open for reading only') as string,
    });
  }
  expect((await client.call('note.list', { seq: 1, trace })).isMarked).toBe(false);
  await client.call('trace.close', { trace });
});

it('says what is wrong with a note', async () => {
  const { client } = core;
  await expect(client.call('note.add', { text: '' })).rejects.toMatchObject({ code: 'invalid-params' });
  await expect(client.call('note.add', { text: 'x', aboutSeq: 4711 })).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(client.call('note.correct', { seq: 2, text: 'again' })).rejects.toMatchObject({
    code: 'conflict',
  });
});
