import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RawStation } from '../core/central/rawStation.ts';
import { runKerbside, startServe, type Ran, type ServeProcess } from '../processes/kerbside.ts';

let home: string;
let serve: ServeProcess;
let station: RawStation;
const kerbside = (...args: string[]): Promise<Ran> => runKerbside(home, args);

const part = (seqNo: number, tbc: boolean, name: string): object => ({
  requestId: 7,
  generatedAt: '2026-11-21T10:00:00Z',
  seqNo,
  tbc,
  reportData: [{ component: { name: 'Box' }, variable: { name }, variableAttribute: [{ value: '1' }] }],
});

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-reports-'));
  serve = await startServe({ home, session: join(home, 'visit.kerbside') });
  station = await RawStation.connect(`${serve.ocpp}/CP-1`, ['ocpp2.0.1']);
});

afterAll(async () => {
  station.socket.terminate();
  await serve.stop();
  rmSync(home, { recursive: true, force: true });
});

it('says that there is none yet, and what asks for one', async () => {
  const ran = await kerbside('reports');
  expect([ran.code, ran.stdout]).toEqual([0, '']);
  expect(ran.stderr).toContain('GetBaseReport');
});

it('lists reports, and prints the entries of one; an incomplete one is exit 4', async () => {
  await station.ask('NotifyReport', part(0, true, 'A'));
  const half = await kerbside('reports', 'CP-1', 'last', '--json');
  expect(half.code).toBe(4);
  expect(JSON.parse(half.stdout)).toMatchObject({ state: 'receiving', parts: 1 });
  await station.ask('NotifyReport', part(1, false, 'B'));
  const list = await kerbside('reports', '--json');
  expect(JSON.parse(list.stdout)).toMatchObject([
    { stationId: 'CP-1', action: 'NotifyReport', requestId: 7, state: 'complete', parts: 2, items: 2 },
  ]);
  const entries = await kerbside('reports', 'CP-1', '1');
  expect(entries.code).toBe(0);
  expect(
    entries.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toMatchObject([{ variable: { name: 'A' } }, { variable: { name: 'B' } }]);
});

it('says which reports there are where another is asked for', async () => {
  const ran = await kerbside('reports', 'CP-1', '9');
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain('CP-1 has no report 9; there are 1');
});
