import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runKerbside, startServe, type Ran } from '../processes/kerbside.ts';
import { BareStation } from './bareStation.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-notes-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const note = (...args: string[]): Promise<Ran> => runKerbside(home, ['note', ...args]);

it('a note is a record of the running session, and is there after kill -9', async () => {
  const session = join(home, 'visit.kerbside');
  const serve = await startServe({ home, session });
  const station = await new BareStation(serve.ocpp, 'CP-1').connect();
  await station.ask('Heartbeat', {});
  const free = await note('I opened the door', '--json');
  expect([free.code, free.stderr]).toEqual([0, '']);
  const { seq } = JSON.parse(free.stdout) as { seq: number };
  const about = await note('it went dark here', '--about', '1', '--json');
  expect(JSON.parse(about.stdout)).toEqual({ seq: seq + 1, text: 'it went dark here', aboutSeq: 1 });
  const plain = await note('unplugged', '--station', 'CP-1');
  expect([plain.code, plain.stdout, plain.stderr]).toEqual([0, '', `The note is record ${seq + 2}.\n`]);

  const absent = await note('x', '--about', '4711');
  expect([absent.code, absent.stderr]).toEqual([1, expect.stringContaining('There is no record 4711')]);
  await serve.stop('SIGKILL');
  station.socket.terminate();

  const found = await runKerbside(home, ['trace', 'search', session, 'dark', '--json']);
  expect(JSON.parse(found.stdout)).toMatchObject({
    seq: seq + 1,
    stationId: 'CP-1',
    kind: 'note',
    raw: 'it went dark here',
  });
});

it('says what is wrong with a note before it asks the core', async () => {
  expect(await note('  ')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('needs words') as string,
  });
  expect(await note('x'.repeat(4001))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('4000 characters') as string,
  });
  expect(await note('x', '--about', 'first')).toMatchObject({ code: 2 });
  expect(await note('x', '--about', '1', '--station', 'CP-1')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('not both') as string,
  });
});
