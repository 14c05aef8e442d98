import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runKerbside, startServe, type Ran, type ServeProcess } from '../processes/kerbside.ts';
import { BareStation } from './bareStation.ts';

let home: string;
let session: string;
let serve: ServeProcess;
const kerbside = (...args: string[]): Promise<Ran> => runKerbside(home, args);
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-cli-'));
  session = join(home, 'visit.kerbside');
  serve = await startServe({ home, session });
});

afterAll(async () => {
  await serve.stop();
  rmSync(home, { recursive: true, force: true });
});

const EXPECTED = {
  stationId: 'CP-1',
  id: 'clock-no-zone',
  code: 'clock-no-zone',
  severity: 'warning',
  message: expect.stringContaining('without a zone') as string,
  remedy: expect.any(String) as string,
  clause: 'OCPP 1.6 §3.14',
  firstAt: expect.stringMatching(ISO) as string,
  lastAt: expect.stringMatching(ISO) as string,
  count: 2,
  proof: [expect.any(Number), expect.any(Number)] as number[],
};

it('say that there are none, list them, and are there when the session is opened again', async () => {
  expect(await kerbside('findings', '--json')).toMatchObject({ code: 0, stdout: '[]\n' });
  expect((await kerbside('findings')).stderr).toContain('Nothing has been found');
  const station = await new BareStation(serve.ocpp, 'CP-1').connect();
  const timestamp = new Date().toISOString().slice(0, 19);
  for (const connectorId of [1, 2])
    await station.ask('StatusNotification', {
      connectorId,
      errorCode: 'NoError',
      status: 'Available',
      timestamp,
    });

  expect(JSON.parse((await kerbside('findings', 'CP-1', '--json')).stdout)).toEqual([EXPECTED]);
  const words = await kerbside('findings');
  expect(words.stdout).toMatch(/^WARNING {2}CP-1 {2}The station writes times without a zone/);
  expect(words.stdout).toMatch(/clock-no-zone · .* 2 times · OCPP 1\.6 §3\.14/);
  expect((await kerbside('findings', 'CP-2')).stderr).toContain('CP-2');

  station.socket.terminate();
  await serve.stop();
  serve = await startServe({ home, session });
  expect(JSON.parse((await kerbside('findings', '--json')).stdout)).toEqual([EXPECTED]);
});
