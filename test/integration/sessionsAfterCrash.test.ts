import { existsSync, mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SessionEntry } from '../../shared/session/sessionEntry.ts';
import { RawStation } from '../core/central/rawStation.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';
import { serveClient } from '../processes/serveClient.ts';

let home: string;
let serve: ServeProcess | undefined;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-after-crash-'));
  mkdirSync(join(home, 'sessions'));
});
afterEach(async () => {
  await serve?.stop();
  rmSync(home, { recursive: true, force: true });
});

it('after kill -9 the next start has the crashed session in its list, whole, without a question asked', async () => {
  const crashed = join(home, 'sessions', 'crashed.kerbside');
  serve = await startServe({ home, session: crashed });
  const station = await RawStation.connect(`${serve.ocpp}/CP-1`);
  for (let n = 0; n < 20; n += 1) await station.ask('Heartbeat', {});
  await serve.stop('SIGKILL');
  expect(existsSync(`${crashed}-wal`)).toBe(true);

  serve = await startServe({ home, session: join(home, 'sessions', 'next.kerbside') });
  const client = await serveClient(serve);
  const entry = await new Promise<SessionEntry>((resolve) => {
    const look = ({ entries }: { entries: SessionEntry[] }): void => {
      const found = entries.find(({ path, records }) => path === crashed && records !== undefined);
      if (found !== undefined) resolve(found);
    };
    client.subscribe('sessions', {}, { snapshot: look, change: look });
  });
  // The connection itself, and each heartbeat with its answer.
  expect(entry).toMatchObject({ state: 'interrupted', records: 41, stationIds: ['CP-1'] });
  expect(existsSync(`${crashed}-wal`)).toBe(false);

  const { trace = '' } = await client.call('trace.open', { path: crashed });
  const { view } = await client.call('view.open', { filter: {}, trace });
  const { rows } = await client.call('view.rows', { view, from: 39, count: 10 });
  expect(rows).toMatchObject([{ seq: 40, action: 'Heartbeat', pairSeq: 41 }, { seq: 41 }]);
  await expect(
    client.call('session.delete', { path: '/etc/passwd', fileName: 'passwd' }),
  ).rejects.toMatchObject({
    code: 'not-found',
  });
  client.close();
});
