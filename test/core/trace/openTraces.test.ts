import { readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { OpenTraces } from '../../../electron/core/trace/open/openTraces.ts';
import { Trace } from '../../../electron/core/trace/trace.ts';
import type { OpenTrace } from '../../../shared/session/openTrace.ts';
import { committed, exchange, newRecord, openTrace, temporaryFolder } from './sessions.ts';

/** A file with `exchanges` exchanges, closed in order. */
async function closedSession(path: string, exchanges: number, stationId = 'CP-1'): Promise<string> {
  const trace = Trace.open(path);
  for (let n = 0; n < exchanges; n += 1) {
    for (const record of exchange(`m${n}`, 'Heartbeat', stationId)) trace.store.append(record);
  }
  await trace.close();
  return path;
}

function traces(running: Trace = openTrace()): OpenTraces {
  const open = new OpenTraces(running, () => undefined);
  onTestFinished(() => open.closeAll());
  return open;
}

function until(open: OpenTraces, isIt: (traces: OpenTrace[]) => boolean): Promise<OpenTrace[]> {
  return new Promise((resolve) => {
    const look = (list: OpenTrace[]): void => {
      if (!isIt(list)) return;
      stop();
      resolve(list);
    };
    const stop = open.onChange(look);
    look(open.list());
  });
}

describe('session files beside the running session', () => {
  it('are read like the running session: rows, records, counts, actions and exports', async () => {
    const running = openTrace();
    running.store.append(newRecord({ stationId: 'LIVE' }));
    await committed(running.store);
    const path = await closedSession(join(temporaryFolder(), 'depot.kerbside'), 3);
    const open = traces(running);
    const id = open.open(path);
    expect(id).toBe('depot');

    const reading = open.of(id);
    const view = reading.views.open({});
    expect(open.viewsOf(view).rows(view, 0, 10)).toHaveLength(6);
    expect(open.viewsOf(view).rows(view, 0, 10)[1]).toMatchObject({
      seq: 2,
      pairSeq: 1,
      action: 'Heartbeat',
    });
    expect(reading.record(1)).toMatchObject({ stationId: 'CP-1', raw: '[2,"m0","Heartbeat",{}]' });
    expect(await reading.stats()).toMatchObject({ records: 6, pairs: 3 });
    expect(await reading.actions()).toEqual([{ action: 'Heartbeat', count: 6 }]);
    expect((await text(reading.export('jsonl'))).trimEnd().split('\n')).toHaveLength(6);

    const own = open.of(undefined).views.open({});
    expect(own).not.toBe(view);
    expect(open.viewsOf(own).rows(own, 0, 10)).toMatchObject([{ stationId: 'LIVE' }]);
  });

  it('are neither changed nor locked by being read', async () => {
    const path = await closedSession(join(temporaryFolder(), 'depot.kerbside'), 2);
    const before = statSync(path);
    const open = traces();
    const id = open.open(path);
    open.of(id).views.open({});
    await open.of(id).stats();
    expect(readdirSync(dirname(path))).toEqual(['depot.kerbside']);
    await open.closeAll();
    expect(statSync(path).mtimeMs).toBe(before.mtimeMs);
  });

  it('are open once, by whatever name, and the running one is not opened again', async () => {
    const folder = temporaryFolder();
    const path = await closedSession(join(folder, 'a.kerbside'), 1);
    const link = join(folder, 'link.kerbside');
    symlinkSync(path, link);
    const running = openTrace();
    const open = traces(running);
    expect(open.open(path)).toBe('a');
    expect(open.open(link)).toBe('a');
    expect(open.open(running.path)).toBeUndefined();
    expect(open.list()).toHaveLength(1);
  });

  it('of the same name are told apart', async () => {
    const first = await closedSession(join(temporaryFolder(), 'visit.kerbside'), 1);
    const second = await closedSession(join(temporaryFolder(), 'visit.kerbside'), 2);
    const open = traces();
    expect([open.open(first), open.open(second)]).toEqual(['visit', 'visit (2)']);
    expect(open.list().map(({ records }) => records)).toEqual([2, 4]);
  });

  it('tell their ends, their stations and what was written about them', async () => {
    const path = join(temporaryFolder(), 'a.kerbside');
    const trace = Trace.open(path);
    trace.store.append(newRecord({ at: 1000 }));
    trace.store.append(newRecord({ at: 5000, messageId: 'm2' }));
    trace.meta.set('title', 'Depot Nord');
    trace.meta.set('site', 'Bay 4');
    await trace.close();
    const open = traces();
    open.open(path);
    expect(open.list()).toMatchObject([
      {
        id: 'a',
        name: 'Depot Nord',
        title: 'Depot Nord',
        site: 'Bay 4',
        records: 2,
        firstAt: 1000,
        lastAt: 5000,
        isLive: false,
      },
    ]);
  });

  it('fail with a sentence where there is nothing to open, and once they are closed', async () => {
    const folder = temporaryFolder();
    const foreign = join(folder, 'x.kerbside');
    writeFileSync(foreign, 'hello');
    const open = traces();
    expect(() => open.open(join(folder, 'none.kerbside'))).toThrow(/There is no session file/);
    expect(() => open.open(foreign)).toThrow(/not a Kerbside session file/);
    const id = open.open(await closedSession(join(folder, 'a.kerbside'), 1)) ?? '';
    const view = open.of(id).views.open({});
    await open.close(id);
    expect(() => open.of(id)).toThrow(/is not open/);
    expect(() => open.viewsOf(view).rows(view, 0, 1)).toThrow(/no view/);
    await expect(open.close(id)).rejects.toThrow(/is not open/);
  });

  it('are followed while another Kerbside records into them, also when it begins later', async () => {
    const path = await closedSession(join(temporaryFolder(), 'shared.kerbside'), 1);
    const open = traces();
    const id = open.open(path) ?? '';
    const view = open.of(id).views.open({});
    const grown = new Promise<void>((resolve) => {
      open.of(id).views.onGrowth(view, ({ length }) => {
        if (length >= 4) resolve();
      });
    });
    // The other recorder is of this process here: a lock of SQLite does not tell processes from connections.
    const other = Trace.open(path);
    for (const record of exchange('later')) other.store.append(record);
    await until(open, ([trace]) => trace?.isLive === true && trace.records === 4);
    await grown;
    expect(open.viewsOf(view).rows(view, 2, 2)).toMatchObject([
      { messageId: 'later', pairSeq: 4 },
      { seq: 4 },
    ]);

    await other.close();
    await until(open, ([trace]) => trace?.isLive === false);
    expect(open.viewsOf(view).rows(view, 0, 10)).toHaveLength(4);
    expect(await open.of(id).stats()).toMatchObject({ records: 4 });
    // A reader that is still there leaves the file whole all the same.
    expect(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
  });
});
