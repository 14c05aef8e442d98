import type { TraceRecords } from '../trace/store/traceRecords.ts';
import type { ContentText } from './contentText.ts';

/** How far from a line its time is looked for. */
const NEAR_LINES = 300;
const BLOCK_LINES = 64;

/** The time of a line, or of the nearest one before it that tells one. Epoch ms by the clock of the text. */
export async function timeBefore(text: ContentText, line: number): Promise<number | undefined> {
  for (let to = line; to > 0 && to > line - NEAR_LINES; to -= BLOCK_LINES) {
    const from = Math.max(1, to - BLOCK_LINES + 1);
    const lines = await text.lines(from, to - from + 1);
    const timed = lines.findLast(({ at }) => at !== undefined);
    if (timed !== undefined) return timed.at;
  }
  return undefined;
}

/** The first line that is not before a time, else the last that tells one, by halves: logs go on in time. */
export async function lineAt(text: ContentText, at: number): Promise<{ line?: number; distanceMs?: number }> {
  let low = 0;
  let high = text.marks.marks;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    const time = await timeAfter(text, text.marks.mark(middle)?.line ?? 1);
    if (time !== undefined && time >= at) high = middle;
    else low = middle;
  }
  let last: { line: number; distanceMs: number } | undefined;
  for (let from = text.marks.mark(low)?.line ?? 1; from <= text.marks.count; from += BLOCK_LINES) {
    for (const line of await text.lines(from, BLOCK_LINES)) {
      if (line.at === undefined) continue;
      last = { line: line.line, distanceMs: line.at - at };
      if (line.at >= at) return last;
    }
    if (from - (text.marks.mark(low)?.line ?? 1) > NEAR_LINES * 4) break;
  }
  return last ?? {};
}

async function timeAfter(text: ContentText, line: number): Promise<number | undefined> {
  const lines = await text.lines(line, BLOCK_LINES);
  return lines.find(({ at }) => at !== undefined)?.at;
}

/** The record that is nearest in time, by halves: records come in the order of time. */
export function nearestRecord(
  records: TraceRecords,
  at: number,
): { seq: number; distanceMs: number } | undefined {
  let low = 1;
  let high = records.lastSeq;
  if (high < 1) return undefined;
  const timeOf = (seq: number): number => records.timesBetween(seq, seq)[0] ?? 0;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeOf(middle) < at) low = middle + 1;
    else high = middle;
  }
  const before = low > 1 ? low - 1 : low;
  const seq = Math.abs(timeOf(before) - at) < Math.abs(timeOf(low) - at) ? before : low;
  return { seq, distanceMs: Math.abs(timeOf(seq) - at) };
}
