import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSession } from '../../../electron/core/trace/file/sessionFile.ts';
import { openSessionForReading } from '../../../electron/core/trace/file/sessionReader.ts';
import { Trace } from '../../../electron/core/trace/trace.ts';
import { newRecord, openTrace, temporaryFolder } from './sessions.ts';

interface Recorder {
  child: ChildProcess;
  /** The next line that it says; nothing after its end. */
  line(): Promise<string | undefined>;
  /** kill -9, and everything that it still had said. */
  kill(): Promise<string[]>;
}

function startRecorder(path: string, load: 'load' | 'idle' = 'load'): Recorder {
  const script = join(import.meta.dirname, 'recorderProcess.ts');
  const child = spawn(process.execPath, [script, path, load], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string | undefined> => {
    const next = await lines.next();
    return next.done === true ? undefined : next.value;
  };
  const kill = async (): Promise<string[]> => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    const rest: string[] = [];
    for (let said = await line(); said !== undefined; said = await line()) rest.push(said);
    return rest;
  };
  return { child, line, kill };
}

async function said(recorder: Recorder, count: number): Promise<string[]> {
  const lines: string[] = [];
  while (lines.length < count) lines.push((await recorder.line()) ?? 'ended');
  return lines;
}

function countIn(path: string): number {
  const reader = openSessionForReading(path);
  try {
    return Number(reader.database.prepare('SELECT count(*) AS n FROM record').get()?.['n']);
  } finally {
    reader.close();
  }
}

describe('two programs and one file', () => {
  it('the second recorder is told who is in the way, and a killed one is not', async () => {
    const path = join(temporaryFolder(), 'visit.kerbside');
    const first = startRecorder(path, 'idle');
    expect(await first.line()).toBe('open');
    const conflict = { code: 'conflict', message: expect.stringContaining(path) as string };
    expect(() => openSession(path)).toThrowError(expect.objectContaining(conflict) as Error);
    const second = startRecorder(path, 'idle');
    expect(JSON.parse((await second.line()) ?? '')).toMatchObject(conflict);
    await first.kill();
    const trace = openTrace(path);
    trace.store.append(newRecord());
    await trace.close();
    expect(existsSync(`${path}-lock`)).toBe(false);
  });

  it('two sessions of one process do not share a file either', async () => {
    const path = join(temporaryFolder(), 'visit.kerbside');
    const trace = openTrace(path);
    const inTheWay = expect.objectContaining({ code: 'conflict' }) as Error;
    expect(() => openSession(path)).toThrowError(inTheWay);
    expect(() => openSession(path)).toThrowError(inTheWay);
    const third = startRecorder(path, 'idle');
    expect(JSON.parse((await third.line()) ?? '')).toMatchObject({ code: 'conflict' });
    await trace.close();
    expect(Trace.open(path).close()).toBeInstanceOf(Promise);
  });

  it('a file is read while another program records into it', async () => {
    const path = join(temporaryFolder(), 'visit.kerbside');
    const recorder = startRecorder(path);
    const numbers = (await said(recorder, 400)).slice(1).map(Number);
    const first = countIn(path);
    expect(first).toBeGreaterThanOrEqual(numbers.at(-1) ?? Infinity);
    // It may be far ahead of what was read of its lines.
    while (Number(await recorder.line()) <= first);
    expect(countIn(path)).toBeGreaterThan(first);
    const unread = await recorder.kill();
    expect(countIn(path)).toBeGreaterThanOrEqual(Number(unread.at(-1) ?? 0));
  });

  it('after kill -9 everything that was announced is in the file', async () => {
    const path = join(temporaryFolder(), 'visit.kerbside');
    for (let round = 0; round < 3; round += 1) {
      const recorder = startRecorder(path);
      const lines = [...(await said(recorder, 700)), ...(await recorder.kill())];
      expect(lines[0]).toBe('open');
      // The last line may be cut by the kill.
      const announced = Number(lines.at(-2));
      const trace = Trace.open(path);
      expect(trace.store.lastSeq).toBeGreaterThanOrEqual(announced);
      expect((await trace.stats()).records).toBe(trace.store.lastSeq);
      await trace.close();
    }
  });
});

describe('reading leaves everything as it is', () => {
  it('a file that was closed', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'visit.kerbside');
    const trace = Trace.open(path);
    trace.store.append(newRecord());
    await trace.close();
    chmodSync(path, 0o444);
    chmodSync(folder, 0o555);
    const before = statSync(path).mtimeMs;
    expect(countIn(path)).toBe(1);
    expect(readdirSync(folder)).toEqual(['visit.kerbside']);
    expect(statSync(path).mtimeMs).toBe(before);
    chmodSync(folder, 0o755);
  });

  it('what a killed recorder left, also copied without its shared index', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'visit.kerbside');
    const recorder = startRecorder(path);
    await said(recorder, 100);
    await recorder.kill();
    const files = readdirSync(folder).sort();
    expect(files).toContain('visit.kerbside-wal');
    const contents = files.map((name) => readFileSync(join(folder, name)));
    const count = countIn(path);
    expect(count).toBeGreaterThan(50);
    expect(readdirSync(folder).sort()).toEqual(files);
    expect(
      files.every((name, index) => readFileSync(join(folder, name)).equals(contents[index] ?? Buffer.of())),
    ).toBe(true);

    const copies = temporaryFolder();
    for (const name of ['visit.kerbside', 'visit.kerbside-wal'])
      copyFileSync(join(folder, name), join(copies, name));
    expect(countIn(join(copies, 'visit.kerbside'))).toBe(count);
    expect(readdirSync(copies).sort()).toEqual(['visit.kerbside', 'visit.kerbside-wal']);
  });

  it('a file that does not exist is not made', () => {
    const folder = temporaryFolder();
    const missing = expect.objectContaining({ code: 'not-found' }) as Error;
    expect(() => openSessionForReading(join(folder, 'none.kerbside'))).toThrowError(missing);
    expect(readdirSync(folder)).toEqual([]);
  });
});
