import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  ftruncateSync,
  openSync,
  readdirSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runImport } from '../../../electron/core/imports/importThread.ts';
import { toOpenOcppTrace } from '../../../shared/trace/openOcppTrace.ts';
import { temporaryFolder } from '../trace/sessions.ts';

const FRAME = '[2,"1","Heartbeat",{}]';
const isRoot = process.getuid?.() === 0;

/** A small disk of its own, where this user may make one. */
function smallDisk(): string | undefined {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  onTestFinished(() => {
    execFileSync('umount', [folder]);
  });
  return folder;
}

describe('no half file is left', () => {
  it.runIf(isRoot && process.platform === 'linux')('on a disk that is full', async ({ skip }) => {
    const disk = smallDisk();
    skip(disk === undefined, 'this user may not mount a file system');
    if (disk === undefined) return;
    const path = join(temporaryFolder(), 'a.jsonl');
    const long = `[2,"1","DataTransfer",{"vendorId":"${'x'.repeat(500)}"}]\n`;
    writeFileSync(path, long.repeat(30_000));
    await expect(runImport({ path, options: {}, out: join(disk, 'o.kerbside') })).rejects.toMatchObject({
      code: 'io',
      message: `There is no room left on the disk for the session file ${join(disk, 'o.kerbside')}.`,
      hint: expect.any(String) as string,
    });
    expect(readdirSync(disk)).toEqual([]);
  });

  it('in a folder without permission', async () => {
    // Whoever is root may write anywhere but where the system itself keeps its files.
    const closed = isRoot ? '/sys' : temporaryFolder();
    if (!isRoot) chmodSync(closed, 0o555);
    const path = join(temporaryFolder(), 'a.jsonl');
    writeFileSync(path, FRAME);
    const out = join(closed, 'o.kerbside');
    await expect(runImport({ path, options: {}, out })).rejects.toMatchObject({
      code: 'permission',
      message: expect.stringContaining(out) as string,
      hint: expect.any(String) as string,
    });
    expect(readdirSync(closed).filter((name) => name.startsWith('o.kerbside'))).toEqual([]);
  });

  it('of a file that this user may not read', async ({ skip }) => {
    skip(isRoot, 'root may read every file');
    const folder = temporaryFolder();
    const path = join(folder, 'a.jsonl');
    writeFileSync(path, FRAME, { mode: 0o000 });
    await expect(runImport({ path, options: {}, out: join(folder, 'o.kerbside') })).rejects.toMatchObject({
      code: 'permission',
    });
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
  });
});

/** Imports in a process of its own whose JavaScript heaps are bounded. */
async function importedInBoundedHeap(
  path: string,
  out: string,
  heapMb: number,
): Promise<{ records: number; peakBytes: number }> {
  const entry = new URL('../../../electron/core/imports/importThread.ts', import.meta.url);
  const program = `
    const { runImport } = await import(${JSON.stringify(entry.href)});
    const job = { path: ${JSON.stringify(path)}, options: {}, out: ${JSON.stringify(out)} };
    const { records } = await runImport(job);
    console.log(JSON.stringify({ records, peakBytes: process.resourceUsage().maxRSS * 1024 }));`;
  const args = [`--max-old-space-size=${heapMb}`, '--input-type=module', '--eval', program];
  const child = spawn(process.execPath, args, {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
  return JSON.parse(said) as { records: number; peakBytes: number };
}

function largeTrace(path: string, bytes: number): number {
  const file = openSync(path, 'w');
  let lines = 0;
  for (let written = 0; written < bytes;) {
    let text = '';
    for (let n = 0; n < 2000; n += 1, lines += 1) {
      const messageId = `m${lines}`;
      const line = toOpenOcppTrace(
        {
          seq: lines + 1,
          at: 1_790_000_000_000 + lines,
          stationId: `CP-${lines % 50}`,
          version: '1.6',
          kind: 'call',
          direction: 'in',
          action: 'DataTransfer',
          messageId,
          issues: [],
          raw: `[2,"${messageId}","DataTransfer",{"vendorId":"v","data":"${'x'.repeat(400)}"}]`,
          rawEncoding: 'text',
        },
        'strict',
      );
      text += `${JSON.stringify(line)}\n`;
    }
    written += writeSync(file, text);
  }
  closeSync(file);
  return lines;
}

describe('memory stays flat', () => {
  it('over a large file, none of whose calls is answered', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'large.jsonl');
    const lines = largeTrace(path, 120_000_000);
    const { records, peakBytes } = await importedInBoundedHeap(path, join(folder, 'o.kerbside'), 64);
    expect(records).toBe(lines);
    expect(peakBytes).toBeLessThan(600_000_000);
  }, 300_000);

  it('over 5 GB: a preview reads the beginning, and an import that is cancelled leaves nothing', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'huge.jsonl');
    const file = openSync(path, 'w');
    writeSync(file, `${FRAME}\n`.repeat(50_000));
    // What was never written reads as NULs and takes no room.
    ftruncateSync(file, 5 * 1024 ** 3);
    closeSync(file);
    const report = await runImport({ path, options: {} });
    expect(report).toMatchObject({ isPartial: true, calls: 50_000, sizeBytes: 5 * 1024 ** 3 });
    const abort = new AbortController();
    const running = runImport(
      { path, options: {}, out: join(folder, 'o.kerbside') },
      { signal: abort.signal, onProgress: () => abort.abort() },
    );
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(folder)).toEqual(['huge.jsonl']);
  }, 120_000);
});
