import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { judgeOffsets } from '../../../electron/core/contents/jobs/judgeOffsets.ts';
import { runImport } from '../../../electron/core/imports/importThread.ts';
import { Trace } from '../../../electron/core/trace/trace.ts';
import { looking, testFile, testFolder } from './lookingAt.ts';

const START = Date.UTC(2026, 10, 21, 10, 0, 0);

/** Thirty heartbeats with their answers, by a clock that is late by `lateMs`. */
function log(lateMs: number): string {
  const lines = Array.from({ length: 30 }, (_, at) => {
    const time = START + at * 60_000 - lateMs;
    const answer = JSON.stringify([
      3,
      `hb-${at}`,
      { currentTime: new Date(START + at * 60_000).toISOString() },
    ]);
    return [
      `${new Date(time).toISOString()} CP-1 send [2,"hb-${at}","Heartbeat",{}]`,
      `${new Date(time + 20).toISOString()} CP-1 recv ${answer}`,
    ].join('\n');
  });
  return `${lines.join('\n')}\n`;
}

async function session(text: string): Promise<{ path: string; isOwn: boolean; records: Trace['store'] }> {
  const path = join(testFolder(), 'visit.kerbside');
  await runImport({ path: testFile('visit.log', text), options: {}, out: path });
  const trace = Trace.open(path);
  onTestFinished(() => trace.close());
  return { path, isOwn: true, records: trace.store };
}

describe('the clock of a log', () => {
  it(
    'is found by the frames that are in the session, too, and leads from a line to its record',
    { timeout: 120_000 },
    async () => {
      const own = await session(log(0));
      const { contents, open } = looking({ session: own });
      const path = testFile('charger.log', log(7_203_000));
      const { content } = await open(path);
      const alignment = await contents.alignment(content, new AbortController().signal);
      expect(alignment).toMatchObject({ offsetMs: 7_203_000, confidence: 'sure', matched: 60, agreeing: 60 });
      expect(alignment.sentence).toMatch(
        /^The clock of the log is 2 h 3 s behind that of this computer\. All 60 frames/,
      );
      const moment = await contents.moment(content, 21);
      expect(moment).toMatchObject({ sessionAt: START + 10 * 60_000, distanceMs: 0 });
      expect(own.records.timesBetween(moment.seq ?? 0, moment.seq ?? 0)).toEqual([START + 10 * 60_000]);
      expect(await contents.lineAt(content, START + 10 * 60_000)).toEqual({ line: 21, distanceMs: 0 });
      contents.close(content);
      // Whoever opens it again need not compare again.
      const again = await open(path);
      expect(again.state.alignment).toEqual(alignment);
      expect(await contents.lineAt(again.content, START + 10 * 60_000 + 1)).toEqual({
        line: 22,
        distanceMs: 19,
      });
      expect(await contents.lineAt(again.content, START + 24 * 3_600_000)).toMatchObject({ line: 60 });
    },
  );

  it('is not made up where nothing is in both', { timeout: 120_000 }, async () => {
    const own = await session(log(0));
    const { contents, open } = looking({ session: own });
    const { content } = await open(testFile('other.log', log(0).replaceAll('hb-', 'other-')));
    const alignment = await contents.alignment(content, new AbortController().signal);
    expect(alignment).toMatchObject({ confidence: 'none', matched: 0 });
    expect(alignment.offsetMs).toBeUndefined();
  });

  it('goes by what most frames say', () => {
    const differences = [...Array.from({ length: 8 }, (_, at) => 1000 + at), -90_000, 3_600_000, 3_600_100];
    expect(judgeOffsets(differences)).toMatchObject({
      offsetMs: 1004,
      matched: 11,
      agreeing: 8,
      confidence: 'good',
    });
    expect(judgeOffsets([5000])).toMatchObject({
      confidence: 'weak',
      sentence: expect.stringMatching(/one frame alone/),
    });
  });
});
