import {
  closeSync,
  copyFileSync,
  ftruncateSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recoverSession } from '../../../electron/core/trace/recover/recoverSession.ts';
import { openTraceFile, type FoundRecord } from '../../../electron/core/trace/traceFile.ts';
import { Trace } from '../../../electron/core/trace/trace.ts';
import { committed, exchange, newRecord, openTrace, temporaryFolder } from './sessions.ts';

const PAGE = 8192;
const LARGE = JSON.stringify([2, 'big', 'DataTransfer', { vendorId: 'x', data: 'ä'.repeat(30_000) }]);

async function session(path: string, exchanges = 500): Promise<string> {
  const trace = Trace.open(path);
  trace.meta.set('title', 'Depot Nord');
  for (let n = 0; n < exchanges; n += 1) for (const record of exchange(`m${n}`)) trace.store.append(record);
  trace.store.append(newRecord({ kind: 'malformed', raw: Buffer.from('\xff\xfe\x00', 'latin1') }));
  trace.store.append(
    newRecord({
      messageId: 'big',
      action: 'DataTransfer',
      raw: LARGE,
      transport: 'soap',
      payload: '{"a":1}',
    }),
  );
  await trace.close();
  return path;
}

function recordsOf(path: string): FoundRecord[] {
  const file = openTraceFile(path);
  const records = [...file.search({})];
  file.close();
  return records;
}

function overwrite(path: string, at: number, bytes: Uint8Array): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
}

/** A walk over every page, so that no kind of page is spared. */
function pagesOf(path: string): number {
  return statSync(path).size / PAGE;
}

describe('recovering a damaged session', () => {
  it('brings everything back where nothing is missing, byte for byte', async () => {
    const folder = temporaryFolder();
    const path = await session(join(folder, 'a.kerbside'));
    const out = join(folder, 'out.kerbside');
    expect(await recoverSession(path, out)).toEqual({ path: out, records: 1002, missing: 0, lostTables: [] });
    expect(recordsOf(out)).toEqual(recordsOf(path));
    const saved = openTrace(out);
    expect(saved.meta.get('title')).toBe('Depot Nord');
    expect(saved.record(1002).payload).toBe('{"a":1}');
  });

  it.each([
    ['noise', () => Buffer.from(Array.from({ length: PAGE }, (_, n) => (n * 7919) & 0xff))],
    ['zeros', () => Buffer.alloc(PAGE)],
  ])(
    'of any page overwritten with %s, the records of other pages are saved and none is wrong',
    async (_name, content) => {
      const folder = temporaryFolder();
      const path = await session(join(folder, 'a.kerbside'));
      const whole = new Map(recordsOf(path).map((record) => [record.seq, record]));
      const bad = join(folder, 'bad.kerbside');
      for (let page = 0; page < pagesOf(path); page += 1) {
        copyFileSync(path, bad);
        overwrite(bad, page * PAGE, content());
        const out = join(folder, `out${page}.kerbside`);
        const { records, missing } = await recoverSession(bad, out);
        expect(records).toBeGreaterThan(850);
        expect(records + missing).toBeLessThanOrEqual(1002);
        for (const record of recordsOf(out)) {
          // The pages that a large frame goes on to have nothing by which damage could be undone, only be seen.
          if (record.issues.some(({ code }) => code === 'record-damaged')) continue;
          const before = whole.get(record.seq);
          expect([record.raw, record.stationId, record.at]).toEqual([
            before?.raw,
            before?.stationId,
            before?.at,
          ]);
        }
      }
    },
  );

  it('works without the head of the file, which says what it is', async () => {
    const folder = temporaryFolder();
    const path = await session(join(folder, 'a.kerbside'));
    overwrite(path, 0, Buffer.alloc(PAGE));
    const out = join(folder, 'out.kerbside');
    expect(() => Trace.open(path)).toThrow(/damaged/);
    const recovery = await recoverSession(path, out);
    expect(recovery).toMatchObject({ records: 1002, missing: 0 });
    expect(recovery.lostTables).toContain('meta');
  });

  it('saves what a file that was cut off still holds', async () => {
    const folder = temporaryFolder();
    const path = await session(join(folder, 'a.kerbside'));
    const file = openSync(path, 'r+');
    ftruncateSync(file, Math.floor(statSync(path).size * 0.75) + 123);
    closeSync(file);
    const { records } = await recoverSession(path, join(folder, 'out.kerbside'));
    expect(records).toBeGreaterThan(200);
  });

  it('takes in what is in the log beside the file only', async () => {
    const folder = temporaryFolder();
    const trace = openTrace(join(folder, 'a.kerbside'));
    for (let n = 0; n < 50; n += 1) for (const record of exchange(`m${n}`)) trace.store.append(record);
    await committed(trace.store);
    const left = join(folder, 'left.kerbside');
    for (const end of ['', '-wal']) copyFileSync(`${trace.path}${end}`, `${left}${end}`);
    const out = join(folder, 'out.kerbside');
    expect(await recoverSession(left, out)).toMatchObject({ records: 100, missing: 0 });
    expect(recordsOf(out).map(({ pairSeq }) => pairSeq)).toEqual(
      recordsOf(left).map(({ pairSeq }) => pairSeq),
    );
  });

  it('leaves the damaged file alone and says when there is nothing to save', async () => {
    const folder = temporaryFolder();
    const noise = join(folder, 'noise.kerbside');
    writeFileSync(noise, Buffer.from(Array.from({ length: 50_000 }, (_, n) => (n * 31) & 0xff)));
    const before = readFileSync(noise);
    await expect(recoverSession(noise, join(folder, 'out.kerbside'))).rejects.toThrow(
      /No record could be found/,
    );
    await expect(recoverSession(join(folder, 'none'), join(folder, 'o'))).rejects.toThrow(
      /There is no session file/,
    );
    await expect(recoverSession(noise, noise)).rejects.toThrow(/exists already/);
    expect(readFileSync(noise).equals(before)).toBe(true);
    expect(statSync(join(folder, 'out.kerbside'), { throwIfNoEntry: false })).toBeUndefined();
  });
});
