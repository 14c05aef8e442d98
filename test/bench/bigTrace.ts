import { spawnSync } from 'node:child_process';
import { Trace } from '../../electron/core/trace/trace.ts';
import type { Views } from '../../electron/core/trace/views/views.ts';

/** Rare enough that its first page is its last: the whole trace has to be looked through. */
const WORD = 'Faulted';
const PAGE_ROWS = 100;
const ROUNDS = 5;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Opens the session and reads its first and its last rows; ms, the median of some rounds. */
export async function measureOpening(session: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startAt = performance.now();
    const trace = Trace.open(session);
    const view = trace.views.open({});
    const { length } = trace.views.state(view);
    trace.views.rows(view, 0, PAGE_ROWS);
    trace.views.rows(view, length - PAGE_ROWS, PAGE_ROWS);
    times.push(performance.now() - startAt);
    await trace.close();
  }
  return median(times);
}

async function firstPage(views: Views): Promise<void> {
  const view = views.open({ query: WORD });
  await new Promise<void>((resolve) => {
    const look = ({ length, scanned, total }: ReturnType<Views['state']>): void => {
      if (length >= PAGE_ROWS || scanned >= total) resolve();
    };
    views.onGrowth(view, look);
    look(views.state(view));
  });
  const rows = views.rows(view, 0, PAGE_ROWS);
  if (rows.length !== PAGE_ROWS) throw new Error(`the search found ${rows.length} rows`);
  views.close(view);
}

export interface Search {
  oursMs: number;
  grepMs: number;
}

/** The first page of a text search against `grep -c` over the same trace as JSONL, in turns; medians. */
export async function measureSearch(session: string, jsonl: string): Promise<Search> {
  const trace = Trace.open(session);
  const ours: number[] = [];
  const grep: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    let startAt = performance.now();
    await firstPage(trace.views);
    ours.push(performance.now() - startAt);
    startAt = performance.now();
    // Through a pipe: with nobody to read its output grep would stop at the first match.
    const { status, stdout } = spawnSync('grep', ['-c', WORD, jsonl], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`grep ended with ${String(status)}`);
    if (Number(stdout) !== PAGE_ROWS) throw new Error(`grep found ${stdout.trim()} lines`);
    grep.push(performance.now() - startAt);
  }
  await trace.close();
  return { oursMs: median(ours), grepMs: median(grep) };
}
