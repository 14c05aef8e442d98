import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RawStation } from '../core/central/rawStation.ts';
import { frames, recordsIn } from '../integration/sessionFiles.ts';
import { runKerbside, startServe, type ServeProcess } from '../processes/kerbside.ts';

let home: string;
let first: string;
let serve: ServeProcess | undefined;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-new-visit-'));
  first = join(home, 'first.kerbside');
});
afterEach(async () => {
  await serve?.stop();
  rmSync(home, { recursive: true, force: true });
});

it('begins another visit: its name, the chargers that stay, and where it is recorded', async () => {
  serve = await startServe({ home, session: first });
  const station = await RawStation.connect(`${serve.ocpp}/CP-1`);
  await station.ask('BootNotification', { chargePointVendor: 'V', chargePointModel: 'M' });
  const file = join(home, 'second.kerbside');
  const begun = await runKerbside(home, [
    'sessions',
    'new',
    '--name',
    'Depot',
    '--site',
    'Dock 4',
    '--session',
    file,
    '--json',
  ]);
  expect(begun).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(begun.stdout)).toEqual({ path: file });
  await station.ask('Heartbeat', {}, 'in the second');
  const stations = await runKerbside(home, ['stations', '--json']);
  expect(stations.stdout).toContain('CP-1');

  const again = await runKerbside(home, ['sessions', 'new', '--session', file]);
  expect(again.code).toBe(1);
  expect(again.stderr).toContain('is being recorded into already');
  const third = await runKerbside(home, ['sessions', 'new']);
  expect(third).toMatchObject({ code: 0, stdout: '' });
  expect(third.stderr).toMatch(/^Recording into .*sessions.*\.kerbside\.$/m);
  expect(await serve.stop()).toBe(0);
  serve = undefined;
  expect(frames(recordsIn(first)).join('\n')).toContain('BootNotification');
  expect(frames(recordsIn(file)).join('\n')).toContain('in the second');
});

it('kill -9 in the middle of it: every file is sound, and each answered frame is in exactly one', async () => {
  serve = await startServe({ home, session: first });
  const station = await RawStation.connect(`${serve.ocpp}/CP-1`);
  const answered: string[] = [];
  let sent = 0;
  const sendNext = (): void => {
    sent += 1;
    if (station.socket.readyState === station.socket.OPEN) station.send([2, `m${sent}`, 'Heartbeat', {}]);
  };
  station.socket.on('message', (data: Buffer) => {
    answered.push(data.toString('utf8'));
    sendNext();
  });
  for (let n = 0; n < 10; n += 1) sendNext();
  await runKerbside(home, ['sessions', 'new', '--name', 'whole']);
  const folder = join(home, 'sessions');
  const before = readdirSync(folder).length;
  const running = runKerbside(home, ['sessions', 'new', '--name', 'cut off']);
  // As soon as there is another file it is made, entered or entered already.
  while (readdirSync(folder).length === before) await new Promise((resolve) => setImmediate(resolve));
  const gone = station.closed();
  await serve.stop('SIGKILL');
  await gone;
  await running;

  const files = [
    first,
    ...readdirSync(folder)
      .filter((name) => name.endsWith('.kerbside'))
      .map((name) => join(folder, name)),
  ];
  expect(existsSync(`${first}-wal`)).toBe(false);
  const all = files
    .filter((file) => file === first || isBegun(file))
    .flatMap((file) => frames(recordsIn(file)));
  const answers = all.filter((raw) => raw.startsWith('[3,'));
  expect(new Set(all).size).toBe(all.length);
  for (const answer of answered) expect(answers).toContain(answer);

  serve = await startServe({ home, session: join(home, 'next.kerbside') });
  const stats = await runKerbside(home, ['trace', 'stats', first, '--json']);
  expect(stats.code).toBe(0);
});

/** One that was killed while it was made may hold nothing yet. */
function isBegun(file: string): boolean {
  try {
    return recordsIn(file).length > 0;
  } catch {
    return false;
  }
}
