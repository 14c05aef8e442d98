import { readdirSync, readFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergeSessions } from '../../../electron/core/trace/merge/mergeSessions.ts';
import { openTraceFile, type FoundRecord } from '../../../electron/core/trace/traceFile.ts';
import { Trace } from '../../../electron/core/trace/trace.ts';
import type { Attempt } from '../../../shared/station/attempt.ts';
import type { Finding } from '../../../shared/station/finding.ts';
import { exchange, newRecord, temporaryFolder } from './sessions.ts';

const T0 = 1_790_000_000_000;

/** `exchanges` exchanges, one each ten seconds, the answer 100 ms after the call. */
function record(trace: Trace, exchanges: number, { from = T0, stationId = 'CP-1', label = 'm' } = {}): void {
  for (let n = 0; n < exchanges; n += 1) {
    const [call, answer] = exchange(`${label}${n}`, 'Heartbeat', stationId);
    trace.store.append({ ...call, at: from + n * 10_000 });
    trace.store.append({ ...answer, at: from + n * 10_000 + 100 });
  }
}

async function session(path: string, fill: (trace: Trace) => void): Promise<string> {
  const trace = Trace.open(path);
  fill(trace);
  await trace.close();
  return path;
}

function recordsOf(path: string): FoundRecord[] {
  const file = openTraceFile(path);
  const records = [...file.search({})];
  file.close();
  return records;
}

const finding = (proof: number[], at: number): Finding => ({
  id: 'x',
  stationId: 'CP-1',
  code: 'x',
  severity: 'warning',
  message: 'Something.',
  firstAt: at,
  lastAt: at,
  count: proof.length,
  proof,
});
const attempt = (id: number, at: number): Attempt => ({
  id,
  at,
  remoteAddress: '10.0.0.1',
  stage: 'connected',
  ok: true,
  code: 'x',
  sentence: `Attempt at ${at}.`,
  head: '',
});

describe('merging sessions', () => {
  it('puts records into the order of time, numbered anew, with their pairs, and says where each file begins', async () => {
    const folder = temporaryFolder();
    const a = await session(join(folder, 'a.kerbside'), (trace) => record(trace, 3));
    const b = await session(join(folder, 'b.kerbside'), (trace) => {
      trace.meta.set('title', 'Afternoon');
      trace.meta.set('site', 'Bay 4');
      record(trace, 2, { from: T0 + 5000, stationId: 'CP-2', label: 'b' });
    });
    const out = join(folder, 'both.kerbside');
    const parts = [a, b].map((path) => ({ path, offsetMs: 0 }));
    expect(await mergeSessions({ parts, out })).toEqual({
      path: out,
      records: 12,
      parts: [
        { path: a, records: 6 },
        { path: b, records: 4 },
      ],
    });
    const records = recordsOf(out);
    expect(records.map(({ seq }) => seq)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
    expect(records.map(({ at }) => at)).toEqual(records.map(({ at }) => at).toSorted((x, y) => x - y));
    const notes = records.filter(({ kind }) => kind === 'note');
    expect(notes.map(({ seq, raw }) => [seq, raw])).toEqual([
      [1, 'Here the records of a.kerbside begin: 6 in all.'],
      [4, 'Here the records of Afternoon (b.kerbside) begin: 4 in all. Site: Bay 4.'],
    ]);
    for (const row of records.filter(({ kind }) => kind === 'call')) {
      const answer = records.find(({ seq }) => seq === row.pairSeq);
      expect(answer).toMatchObject({
        kind: 'result',
        messageId: row.messageId,
        pairSeq: row.seq,
        latencyMs: 100,
      });
    }
    expect(readdirSync(folder).sort()).toEqual(['a.kerbside', 'b.kerbside', 'both.kerbside']);
  });

  it('moves the times of a file whose clock was wrong, and says so', async () => {
    const folder = temporaryFolder();
    const a = await session(join(folder, 'a.kerbside'), (trace) => record(trace, 1));
    const b = await session(join(folder, 'b.kerbside'), (trace) => record(trace, 1, { from: T0 + 60_000 }));
    const out = join(folder, 'out.kerbside');
    await mergeSessions({
      parts: [
        { path: a, offsetMs: 0 },
        { path: b, offsetMs: -90_500 },
      ],
      out,
    });
    const records = recordsOf(out);
    expect(records[0]?.raw).toContain('b.kerbside begin: 2 in all. Its times were moved by −90.5 s.');
    expect(records[1]?.at).toBe(T0 - 30_500);
  });

  it('keeps the order within a file whose clock was set back', async () => {
    const folder = temporaryFolder();
    const a = await session(join(folder, 'a.kerbside'), (trace) => {
      for (const [n, at] of [T0 + 50_000, T0, T0 + 10_000].entries())
        trace.store.append(newRecord({ at, messageId: `a${n}` }));
    });
    const b = await session(join(folder, 'b.kerbside'), (trace) =>
      record(trace, 2, { from: T0 + 20_000, label: 'b' }),
    );
    const out = join(folder, 'out.kerbside');
    await mergeSessions({ parts: [a, b].map((path) => ({ path, offsetMs: 0 })), out });
    const ids = recordsOf(out).filter(({ kind, messageId }) => kind === 'call' && messageId?.startsWith('a'));
    expect(ids.map(({ messageId }) => messageId)).toEqual(['a0', 'a1', 'a2']);
  });

  it('joins the same station, its attempts, findings with their proof, and marks', async () => {
    const folder = temporaryFolder();
    const fill = (at: number, proof: number[]) => (trace: Trace) => {
      record(trace, 2, { from: at, label: `m${at}` });
      trace.findings.save(finding(proof, at));
      trace.attempts.save(attempt(1, at));
      trace.stations.save({
        id: 'CP-1',
        connected: true,
        remoteAddress: '',
        bootCount: 1,
        connectors: [],
        openCalls: 2,
        lastReceivedAt: at,
        firmwareVersion: `fw ${at}`,
      });
      trace.store.append(newRecord({ kind: 'note', raw: 'Door open.', aboutSeq: 3, at: at + 20_000 }));
      trace.store.defer('mark', () => undefined);
    };
    const a = await session(join(folder, 'a.kerbside'), fill(T0 + 1_000_000, [1]));
    const b = await session(join(folder, 'b.kerbside'), fill(T0, [3, 1]));
    const out = join(folder, 'out.kerbside');
    await mergeSessions({ parts: [a, b].map((path) => ({ path, offsetMs: 0 })), out });
    const merged = Trace.open(out);
    // b comes first: its note is 1, its records 2 to 6; then the note of a, and its records 8 to 12.
    expect(merged.findings.load()).toMatchObject([
      { proof: [2, 4, 8], count: 3, firstAt: T0, lastAt: T0 + 1_000_000 },
    ]);
    expect(merged.stations.load()).toMatchObject([
      { id: 'CP-1', firmwareVersion: `fw ${T0 + 1_000_000}`, connected: false },
    ]);
    expect(merged.attempts.latest(9)).toMatchObject([
      { id: 2, at: T0 + 1_000_000 },
      { id: 1, at: T0 },
    ]);
    expect(merged.record(6)).toMatchObject({ kind: 'note', raw: 'Door open.' });
    expect([merged.store.record(6)?.aboutSeq, merged.store.record(12)?.aboutSeq]).toEqual([4, 10]);
    await merged.close();
  });

  it('keeps marks and notes with the records that they belong to, and what was unmarked unmarked', async () => {
    const folder = temporaryFolder();
    const fill = (at: number, marked: number[]) => (trace: Trace) => {
      record(trace, 3, { from: at, label: `m${at}` });
      for (const seq of marked) trace.notes.setMarks([[seq, seq]], true, at + 60_000);
      trace.notes.setMarks([[6, 6]], true, at + 61_000);
      trace.notes.setMarks([[6, 6]], false, at + 62_000);
      trace.notes.add({ text: 'The display went dark.', at: at + 63_000, aboutSeq: 2 });
    };
    const a = await session(join(folder, 'a.kerbside'), fill(T0, [1]));
    const b = await session(join(folder, 'b.kerbside'), fill(T0 + 5000, [2, 5]));
    const before = [a, b].flatMap((path) => recordsOf(path));
    const wanted = (records: readonly FoundRecord[], is: (one: FoundRecord) => boolean): string[] =>
      records
        .filter(is)
        .map(({ kind, messageId }) => `${kind} ${messageId}`)
        .toSorted();
    const out = join(folder, 'out.kerbside');
    await mergeSessions({ parts: [a, b].map((path) => ({ path, offsetMs: 0 })), out });
    const after = recordsOf(out);
    for (const is of [
      ({ isMarked }: FoundRecord) => isMarked === true,
      ({ hasNotes }: FoundRecord) => hasNotes === true,
    ]) {
      expect(wanted(after, is)).toEqual(wanted(before, is));
    }
    expect(after.filter(({ isMarked }) => isMarked)).toHaveLength(3);
    for (const note of after.filter(({ aboutSeq }) => aboutSeq !== undefined)) {
      expect(after[(note.aboutSeq ?? 0) - 1]?.kind).toMatch(/call|result/);
    }
  });

  it('refuses the same file twice, a copy of it, a single file, and a name that is taken', async () => {
    const folder = temporaryFolder();
    const a = await session(join(folder, 'a.kerbside'), (trace) => record(trace, 2));
    const b = await session(join(folder, 'b.kerbside'), (trace) => record(trace, 1, { from: T0 + 1 }));
    const copy = join(folder, 'copy.kerbside');
    copyFileSync(a, copy);
    const out = join(folder, 'out.kerbside');
    const merge = (paths: string[], to = out): Promise<unknown> =>
      mergeSessions({ parts: paths.map((path) => ({ path, offsetMs: 0 })), out: to });
    await expect(merge([a, b, a])).rejects.toThrow(/named twice/);
    await expect(merge([a, copy])).rejects.toThrow(/same records/);
    await expect(merge([a])).rejects.toThrow(/at least two/);
    const before = readFileSync(b);
    await expect(merge([a, b], b)).rejects.toThrow(/exists already/);
    expect(readFileSync(b).equals(before)).toBe(true);
    await expect(merge([a, join(folder, 'none.kerbside')])).rejects.toThrow(/There is no session file/);
    await expect(merge([a, b], join(folder, 'none', 'out.kerbside'))).rejects.toThrow(/no folder/);
    expect(readdirSync(folder).sort()).toEqual(['a.kerbside', 'b.kerbside', 'copy.kerbside']);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const folder = temporaryFolder();
    const a = await session(join(folder, 'a.kerbside'), (trace) => record(trace, 20_000));
    const b = await session(join(folder, 'b.kerbside'), (trace) =>
      record(trace, 10, { from: T0 + 1, label: 'b' }),
    );
    const parts = [a, b].map((path) => ({ path, offsetMs: 0 }));
    const cancelled = mergeSessions({
      parts,
      out: join(folder, 'out.kerbside'),
      signal: AbortSignal.abort(),
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(folder).sort()).toEqual(['a.kerbside', 'b.kerbside']);
  });
});
