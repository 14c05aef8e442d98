import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openContents } from '../../electron/core/index.ts';

const BYTES = 500_000_000;
const ROUNDS = 3;

export interface BigText {
  lines: number;
  firstLinesMs: number;
  countedMs: number;
  searchMs: number;
  grepMs: number;
  grownMB: number;
}

/** A text of 500 MB: from opening to its first lines, to all lines counted, and a search in it beside `grep -c`. */
export async function measureBigText(): Promise<BigText> {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-bench-'));
  const path = join(folder, 'big.log');
  writeText(path);
  const contents = await openContents();
  const before = process.memoryUsage().rss;
  let peak = before;
  const sample = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  try {
    const startAt = performance.now();
    const number = contents.open({ source: { path } });
    const text = await contents.find(number).text();
    while (text.marks.count < 100) await text.grown();
    await text.lines(1, 100);
    const firstLinesMs = performance.now() - startAt;
    while (!text.marks.isCounted) await text.grown();
    const countedMs = performance.now() - startAt;
    const searches: number[] = [];
    const greps: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const searchAt = performance.now();
      const query = { query: 'NEEDLE', isRegex: false, isCaseSensitive: true };
      const search = contents.findSearch(await contents.search(number, query));
      const { lines } = await search.finished;
      searches.push(performance.now() - searchAt);
      const grepAt = performance.now();
      const counted = Number(execFileSync('grep', ['-c', 'NEEDLE', path], { encoding: 'utf8' }));
      greps.push(performance.now() - grepAt);
      if (counted !== lines) throw new Error(`grep finds ${counted} lines, Kerbside ${lines}`);
    }
    const grownMB = (peak - before) / 1_000_000;
    return {
      lines: text.marks.count,
      firstLinesMs,
      countedMs,
      searchMs: median(searches),
      grepMs: median(greps),
      grownMB,
    };
  } finally {
    clearInterval(sample);
    await contents.closeAll();
    rmSync(folder, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function writeText(path: string): void {
  const file = openSync(path, 'w');
  let written = 0;
  for (let line = 0; written < BYTES;) {
    let text = '';
    for (; text.length < 1_000_000; line += 1) {
      const what = line % 50_000 === 777 ? 'NEEDLE' : '[2,"id","MeterValues",{"connectorId":1}]';
      text += `2026-11-21T10:00:00.000Z ocpp[611]: send ${line} ${what}\n`;
    }
    written += writeSync(file, text);
  }
  closeSync(file);
}
