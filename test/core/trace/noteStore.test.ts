import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { openTraceFile } from '../../../electron/core/index.ts';
import { SCHEMA_VERSION } from '../../../electron/core/trace/file/migrations.ts';
import { readNotes } from '../../../electron/core/trace/store/readNotes.ts';
import type { Trace } from '../../../electron/core/trace/trace.ts';
import { LIMITS } from '../../../shared/contract/limits.ts';
import { committed, exchange, openTrace, temporaryFolder } from './sessions.ts';

const AT = 1_790_000_100_000;

/** A trace with so many exchanges of two stations. */
function recorded(exchanges: number, path?: string): Trace {
  const trace = openTrace(path);
  for (let n = 0; n < exchanges; n += 1) {
    for (const record of exchange(`m${n}`, 'Heartbeat', `CP-${1 + (n % 2)}`)) trace.store.append(record);
  }
  return trace;
}

function rows(trace: Trace): ReturnType<Trace['views']['rows']> {
  return trace.views.rows(trace.views.open({}), 0, 500);
}

describe('marks', () => {
  it('are records, stand on their rows and add nothing where they are set already', () => {
    const trace = recorded(2);
    expect(trace.notes.setMarks([[2, 3]], true, AT)).toEqual([5, 6]);
    expect(trace.notes.setMarks([[3, 4]], true, AT)).toEqual([7]);
    expect(trace.notes.setMarks([[2, 4]], true, AT)).toEqual([]);
    expect(trace.notes.setMarks([[3, 3]], false, AT)).toEqual([8]);
    expect(trace.notes.setMarks([[3, 3]], false, AT)).toEqual([]);
    expect(rows(trace).map(({ seq, isMarked }) => [seq, isMarked])).toEqual([
      [1, undefined],
      [2, true],
      [3, undefined],
      [4, true],
      ...[5, 6, 7, 8].map((seq) => [seq, undefined]),
    ]);
    expect(trace.record(8)).toMatchObject({
      at: AT,
      kind: 'note',
      noteRole: 'unmark',
      aboutSeq: 3,
      stationId: 'CP-2',
      payload: '{"mark":false}',
      summary: 'Mark of record 3 taken back',
    });
    expect(trace.notes.state()).toEqual({ marked: 2 });
  });

  it('are not set on what sets a mark', () => {
    const trace = recorded(1);
    trace.notes.setMarks([[1, 1]], true, AT);
    expect(trace.notes.setMarks([[3, 3]], true, AT)).toEqual([]);
  });

  it('say which rows look different, in one change', () => {
    const trace = recorded(2);
    const changes: unknown[] = [];
    const stop = trace.notes.onChange((change) => changes.push(change));
    trace.notes.setMarks([[1, 3]], true, AT);
    trace.notes.setMarks([[1, 3]], true, AT);
    trace.notes.add({ text: 'odd', at: AT, aboutSeq: 4 });
    stop();
    trace.notes.setMarks([[1, 3]], false, AT);
    expect(changes).toEqual([
      { marked: 3, seqs: [1, 2, 3] },
      { marked: 3, seqs: [4] },
    ]);
  });

  it('more than can be marked at once are refused, and none of them is marked', () => {
    const trace = recorded(600);
    expect(() => trace.notes.setMarks([[1, LIMITS.marksAtOnce + 1]], true, AT)).toThrow(
      /1001 records are selected; at most 1000/,
    );
    expect(() =>
      trace.notes.setMarks(
        [
          [1, 2],
          [5000, 5000],
        ],
        true,
        AT,
      ),
    ).toThrow('There is no record 5000');
    expect(trace.notes.state()).toEqual({ marked: 0 });
    expect(trace.notes.setMarks([[1, LIMITS.marksAtOnce]], true, AT)).toHaveLength(1000);
  });

  it('survive a restart, also an end in the middle', async () => {
    const path = join(temporaryFolder(), 'visit.kerbside');
    const trace = recorded(3, path);
    trace.notes.setMarks(
      [
        [1, 2],
        [5, 5],
      ],
      true,
      AT,
    );
    trace.notes.setMarks([[2, 2]], false, AT);
    const note = trace.notes.add({ text: 'door open', at: AT, aboutSeq: 4 });
    trace.notes.correct(note, 'door was open', AT + 1);
    await trace.notes.written();

    // What another process finds in the file at this moment is what is left after a kill.
    const file = openTraceFile(path);
    expect([...file.search({})].filter(({ isMarked }) => isMarked).map(({ seq }) => seq)).toEqual([1, 5]);
    const lines = (await text(file.export('jsonl'))).trim().split('\n');
    file.close();
    expect(lines.filter((line) => line.includes('"isMarked":true'))).toHaveLength(2);

    await trace.close();
    const again = openTrace(path);
    expect(again.notes.state()).toEqual({ marked: 2 });
    expect(readNotes(again.store, 4)).toEqual({
      isMarked: false,
      notes: [
        { seq: note, at: AT, text: 'door open', correctedBySeq: note + 1 },
        { seq: note + 1, at: AT + 1, text: 'door was open' },
      ],
    });
    expect(again.notes.setMarks([[1, 1]], true, AT)).toEqual([]);
  });

  it('are walked in a view', async () => {
    const trace = recorded(4);
    trace.notes.setMarks(
      [
        [1, 1],
        [3, 3],
        [6, 6],
      ],
      true,
      AT,
    );
    await committed(trace.store);
    const all = trace.views.open({});
    expect([-1, 0, 2, 5].map((from) => trace.views.nextMark(all, from, 1))).toEqual([0, 2, 5, undefined]);
    expect([99, 5, 2, 0].map((from) => trace.views.nextMark(all, from, -1))).toEqual([5, 2, 0, undefined]);
    const station = trace.views.open({ stationIds: ['CP-1'] });
    await new Promise<void>((resolve) => {
      const look = (): void => {
        const { scanned, total } = trace.views.state(station);
        if (scanned === total) resolve();
      };
      trace.views.onGrowth(station, look);
      look();
    });
    // Of its records 1, 2, 5 and 6.
    expect([-1, 0, 3].map((from) => trace.views.nextMark(station, from, 1))).toEqual([0, 3, undefined]);
    expect(trace.views.nextMark(station, 3, -1)).toBe(0);
  });
});

describe('notes', () => {
  it('belong to a record and its station, to a station, or to nothing', () => {
    const trace = recorded(2);
    const seqs = [
      trace.notes.add({ text: 'about 3', at: AT, aboutSeq: 3 }),
      trace.notes.add({ text: 'at the station', at: AT, stationId: 'CP-9' }),
      trace.notes.add({ text: 'two\nlines', at: AT }),
    ];
    expect(seqs.map((seq) => trace.record(seq))).toMatchObject([
      { kind: 'note', stationId: 'CP-2', aboutSeq: 3, raw: 'about 3', summary: 'about 3' },
      { kind: 'note', stationId: 'CP-9', raw: 'at the station' },
      { kind: 'note', stationId: '', raw: 'two\nlines', summary: 'two lines' },
    ]);
    expect(rows(trace)[2]).toMatchObject({ seq: 3, hasNotes: true });
    expect(readNotes(trace.store, 3).notes.map((note) => note.text)).toEqual(['about 3']);
  });

  it('are corrected by a later one; both stay', () => {
    const trace = recorded(1);
    const first = trace.notes.add({ text: 'one', at: AT });
    const second = trace.notes.correct(first, 'two', AT + 5);
    const third = trace.notes.correct(second, 'three', AT + 9);
    expect(rows(trace).slice(2)).toMatchObject([
      { seq: first, correctedBySeq: second, summary: 'one' },
      { seq: second, correctedBySeq: third, aboutSeq: first, noteRole: 'correction' },
      { seq: third, aboutSeq: second, noteRole: 'correction', summary: 'three' },
    ]);
    expect(readNotes(trace.store, first).notes.map(({ seq }) => seq)).toEqual([second, third]);
    expect(() => trace.notes.correct(first, 'x', AT)).toThrow(`corrected already, by note ${second}`);
    expect(() => trace.notes.correct(1, 'x', AT)).toThrow('Record 1 is no note');
  });

  it('need words and an existing record', () => {
    const trace = recorded(1);
    expect(() => trace.notes.add({ text: ' \n ', at: AT })).toThrow('A note needs words.');
    expect(() => trace.notes.add({ text: 'x', at: AT, aboutSeq: 77 })).toThrow('There is no record 77');
    expect(trace.store.lastSeq).toBe(2);
  });

  it('cannot be added where the session is open for reading only', async () => {
    const path = join(temporaryFolder(), 'visit.kerbside');
    const written = recorded(1, path);
    written.notes.setMarks([[1, 1]], true, AT);
    await written.close();
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    database.close();
    const trace = openTrace(path);
    expect(trace.session().recording).toBe('read-only');
    expect(trace.notes.state()).toEqual({ marked: 1 });
    for (const act of [
      () => trace.notes.setMarks([[2, 2]], true, AT),
      () => trace.notes.add({ text: 'x', at: AT }),
      () => trace.notes.correct(3, 'x', AT),
    ]) {
      expect(act).toThrow(/open for reading only/);
    }
    expect(rows(trace).map(({ isMarked }) => isMarked)).toEqual([true, undefined, undefined]);
  });

  it('a damaged file does not lead around in a circle', async () => {
    const path = join(temporaryFolder(), 'visit.kerbside');
    const trace = recorded(1, path);
    const first = trace.notes.add({ text: 'one', at: AT });
    trace.notes.correct(first, 'two', AT);
    await trace.close();
    const database = new DatabaseSync(path);
    database.exec(`UPDATE record SET about = 4, payload = '{"correction":true}' WHERE seq = 3;
      UPDATE record SET payload = 'no json', about = 1 WHERE seq = 1;
      INSERT INTO mark VALUES (4000, 0)`);
    database.close();
    const again = openTrace(path);
    expect(readNotes(again.store, 3).notes.map(({ seq }) => seq)).toEqual([4]);
    expect(readNotes(again.store, 4).notes).toEqual([]);
  });
});

describe('rows of a view as record numbers', () => {
  it('are ranges, however many rows there are', async () => {
    const trace = recorded(100);
    await committed(trace.store);
    const all = trace.views.open({});
    expect(trace.views.ranges(all, [[0, 1_000_000]])).toEqual({ ranges: [[1, 200]], count: 200 });
    expect(
      trace.views.ranges(all, [
        [0, 4],
        [5, 5],
        [7, 9],
      ]),
    ).toEqual({
      ranges: [
        [1, 6],
        [8, 10],
      ],
      count: 9,
    });
    expect(
      trace.views.ranges(all, [
        [500, 600],
        [3, 2],
      ]),
    ).toEqual({ ranges: [], count: 0 });
  });
});
