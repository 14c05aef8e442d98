import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RecentFiles } from '../../electron/core/sessions/recentFiles.ts';
import { SessionDesk } from '../../electron/core/sessions/sessionDesk.ts';
import { Sessions } from '../../electron/core/sessions/sessions.ts';
import { OpenTraces } from '../../electron/core/trace/open/openTraces.ts';
import { Recording } from '../../electron/core/trace/recording.ts';
import { Trace } from '../../electron/core/trace/trace.ts';
import type { SessionList } from '../../shared/session/sessionEntry.ts';
import { committed, exchange, newRecord, openTrace, temporaryFolder } from './trace/sessions.ts';

interface Stage {
  folder: string;
  running: Trace;
  traces: OpenTraces;
  sessions: Sessions;
  desk: SessionDesk;
}

function stage(folder = temporaryFolder()): Stage {
  const running = openTrace(join(folder, 'running.kerbside'));
  const log = (): void => undefined;
  const traces = new OpenTraces(running, log);
  const recording = new Recording(running);
  const recent = new RecentFiles(folder, log);
  const sessions = new Sessions({ folder, recording, traces, recent, log });
  const desk = new SessionDesk({ recording, traces, sessions, recent });
  onTestFinished(async () => {
    await sessions.close();
    await traces.closeAll();
  });
  return { folder, running, traces, sessions, desk };
}

async function session(path: string, at = 1_790_000_000_000, title = ''): Promise<string> {
  const trace = Trace.open(path);
  if (title !== '') trace.meta.set('title', title);
  for (const record of exchange('m')) trace.store.append({ ...record, at });
  await trace.close();
  return path;
}

describe('the files of a session', () => {
  it('are named for the host, and closed before they leave', async () => {
    const { folder, desk, traces } = stage();
    const path = await session(join(folder, 'old.kerbside'));
    expect(await desk.filesOf(path, false)).toEqual([path]);
    const open = desk.open(path);
    expect(traces.list().map(({ id }) => id)).toEqual([open]);
    expect(await desk.filesOf(path, true)).toEqual([path]);
    expect(traces.list()).toEqual([]);
    expect(existsSync(path)).toBe(true);
  });

  it('stay where they are being recorded into, and are nobody else’s files', async () => {
    const { folder, desk, running } = stage();
    expect(await desk.filesOf(running.path, false)).toContain(running.path);
    await expect(desk.filesOf(running.path, true)).rejects.toMatchObject({ code: 'conflict' });
    writeFileSync(join(folder, 'notes.txt'), 'no session');
    await expect(desk.filesOf(join(folder, 'notes.txt'), false)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the list of sessions', () => {
  it('tells what is cheap to know of each file, newest first, the running one among them', async () => {
    const { folder, sessions } = stage();
    await session(join(folder, 'old.kerbside'), 1000, 'Depot Nord');
    await session(join(folder, 'new.kerbside'), 2_000_000_000_000);
    writeFileSync(join(folder, 'notes.txt'), 'no session');
    await sessions.look();
    const { entries } = sessions.list();
    expect(entries.map(({ fileName, state }) => [fileName, state])).toEqual([
      ['new.kerbside', 'closed'],
      ['running.kerbside', 'running'],
      ['old.kerbside', 'closed'],
    ]);
    expect(entries[2]).toMatchObject({ title: 'Depot Nord', records: 2, firstAt: 1000, lastAt: 1000 });
    expect(entries[2]?.sizeBytes).toBeGreaterThan(1000);
  });

  it('keeps itself up to date while somebody listens', async () => {
    const { folder, sessions } = stage();
    const path = join(folder, 'later.kerbside');
    const heard = new Promise<SessionList>((resolve) => {
      sessions.onChange((list) => {
        if (list.entries.some((entry) => entry.path === path && entry.records === 2)) resolve(list);
      });
    });
    await session(path);
    await heard;
  });

  it('knows 500 files quickly, and opens none of them again that has not changed', async () => {
    const { folder, sessions } = stage();
    const first = await session(join(folder, '0.kerbside'));
    for (let n = 1; n < 500; n += 1) copyFileSync(first, join(folder, `${n}.kerbside`));
    const spoiled = join(folder, '7.kerbside');
    const { size } = statSync(spoiled);
    utimesSync(spoiled, 1_790_000_000, 1_790_000_000);
    await sessions.look();
    expect(sessions.list().entries.filter(({ records }) => records === 2)).toHaveLength(500);
    const closed = (): unknown[] => sessions.list().entries.filter(({ state }) => state === 'closed');
    const before = closed();
    // Neither its size nor its time tells of the damage: only opening it would.
    writeFileSync(spoiled, Buffer.alloc(size, 1));
    utimesSync(spoiled, 1_790_000_000, 1_790_000_000);
    await sessions.look();
    expect(closed().length).toBe(before.length);
  });

  it('says which file was not closed in order, folds its log in, and forgets it once it is described', async () => {
    const { folder, sessions, desk } = stage();
    const recorder = openTrace(join(temporaryFolder(), 'x.kerbside'));
    for (let n = 0; n < 20; n += 1) recorder.store.append(newRecord({ messageId: `m${n}` }));
    await committed(recorder.store);
    const crashed = join(folder, 'crashed.kerbside');
    for (const end of ['', '-wal']) copyFileSync(`${recorder.path}${end}`, `${crashed}${end}`);
    await sessions.look();
    expect(sessions.entry(crashed)).toMatchObject({ state: 'interrupted', records: 20 });
    expect(existsSync(`${crashed}-wal`)).toBe(false);
    await desk.describe(crashed, { site: 'Bay 4' });
    expect(sessions.entry(crashed)).toMatchObject({ state: 'closed', records: 20, site: 'Bay 4' });
  });

  it('shows damaged files, and files into which another Kerbside records', async () => {
    const { folder, sessions } = stage();
    const bad = await session(join(folder, 'bad.kerbside'));
    truncateSync(bad, 3000);
    const elsewhere = openTrace(join(folder, 'elsewhere.kerbside'));
    await sessions.look();
    expect(sessions.entry(bad)).toMatchObject({
      state: 'damaged',
      problem: expect.stringContaining('damaged'),
    });
    expect(sessions.entry(elsewhere.path)).toMatchObject({ state: 'elsewhere' });
  });

  it('remembers files of other folders that were opened, also over the end of the program', async () => {
    const { folder, sessions, desk } = stage();
    const far = await session(join(temporaryFolder(), 'far.kerbside'));
    expect(() => sessions.entry(far)).toThrow(/not in the list/);
    expect(desk.open(far)).toBe('far');
    await sessions.look();
    expect(sessions.entry(far)).toMatchObject({ trace: 'far', state: 'closed' });
    expect(new RecentFiles(folder, () => undefined).list()).toEqual([far]);
    writeFileSync(join(folder, 'recent.json'), '{');
    expect(new RecentFiles(folder, () => undefined).list()).toEqual([]);
  });
});

describe('what can be done with a session file', () => {
  it('title, site and notes are written into it, taken away by an empty text, and live for the running one', async () => {
    const { folder, sessions, desk, running, traces } = stage();
    const path = await session(join(folder, 'a.kerbside'));
    await sessions.look();
    const trace = desk.open(path) ?? '';
    await desk.describe(path, { title: 'Depot Nord', notes: 'two\nlines' });
    expect(sessions.entry(path)).toMatchObject({ title: 'Depot Nord', notes: 'two\nlines', state: 'closed' });
    await desk.describe(path, { title: ' ' });
    expect(sessions.entry(path).title).toBeUndefined();
    expect(traces.of(trace).record(1).messageId).toBe('m');

    const told = new Promise((resolve) =>
      running.onSessionChange(({ site }) => site === 'Bay 4' && resolve(site)),
    );
    await desk.describe(undefined, { site: 'Bay 4' });
    expect(await told).toBe('Bay 4');
  });

  it('is deleted only under its typed name, and never while it is recorded into', async () => {
    const { folder, sessions, desk, running } = stage();
    const path = await session(join(folder, 'a.kerbside'));
    const elsewhere = openTrace(join(folder, 'elsewhere.kerbside'));
    await sessions.look();
    await expect(desk.delete(path, 'a')).rejects.toThrow(/does not fit/);
    await expect(desk.delete(running.path, 'running.kerbside')).rejects.toThrow(/recorded into/);
    await expect(desk.delete(elsewhere.path, 'elsewhere.kerbside')).rejects.toThrow(/recorded into/);
    await expect(desk.delete('/etc/passwd', 'passwd')).rejects.toThrow(/not in the list/);
    desk.open(path);
    await desk.delete(path, 'a.kerbside');
    expect(readdirSync(folder).filter((name) => name.startsWith('a.'))).toEqual([]);
  });

  it('is merged and recovered into the folder, under names that any system takes', async () => {
    const { folder, sessions, desk } = stage();
    const a = await session(join(folder, 'a.kerbside'), 1000);
    const b = await session(join(folder, 'b.kerbside'), 2000);
    const bad = await session(join(folder, 'bad.kerbside'));
    truncateSync(bad, 8192 * 3);
    await sessions.look();
    const parts = [a, b].map((path) => ({ path, offsetMs: 0 }));
    const { signal } = new AbortController();
    for (const name of ['../x', 'a:b', '', '.hidden', 'x/y']) {
      await expect(desk.merge(parts, name, signal)).rejects.toThrow(/cannot be the name/);
    }
    const merged = await desk.merge(parts, 'both.kerbside', signal);
    expect(merged).toMatchObject({ path: join(folder, 'both.kerbside'), records: 6 });
    expect(sessions.entry(merged.path)).toMatchObject({ records: 6, state: 'closed' });
    const recovery = await desk.recover(a, signal);
    expect(recovery).toMatchObject({ path: join(folder, 'a (recovered).kerbside'), records: 2, missing: 0 });
    expect((await desk.recover(a, signal)).path).toBe(join(folder, 'a (recovered 2).kerbside'));
  });

  it('needs no folder that is there already', async () => {
    const folder = join(temporaryFolder(), 'not', 'there');
    const other = temporaryFolder();
    const { sessions } = stage(other);
    rmSync(other, { recursive: true });
    await sessions.look();
    mkdirSync(folder, { recursive: true });
    expect(sessions.list().entries).toEqual([]);
  });
});
