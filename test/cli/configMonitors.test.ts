import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPracticeCharger } from '../../electron/practice/createPracticeCharger.ts';
import type { MonitorState, SetMonitor } from '../../shared/station/monitor.ts';
import type { PracticeCharger } from '../../shared/practice/practiceCharger.ts';
import { RawStation } from '../core/central/rawStation.ts';
import { runKerbside, startServe, type Ran, type ServeProcess } from '../processes/kerbside.ts';

let home: string;
let serve: ServeProcess;
let charger: PracticeCharger;
const monitors = (...words: string[]): Promise<Ran> => runKerbside(home, ['config', 'monitors', ...words]);

const ID = 'MON-CLI';
const TEMPERATURE = 'Connector@1:1.Temperature';

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-monitors-'));
  serve = await startServe({ home, session: join(home, 'visit.kerbside') });
  charger = createPracticeCharger({ url: serve.ocpp, stationId: ID, version: '2.1', speed: 20 });
  let ran: Ran;
  do ran = await monitors(ID, 'level', '9');
  while (ran.code === 5);
  expect([ran.code, ran.stdout]).toEqual([0, 'The station took it: it tells events of severity 0 to 9.\n']);
});

afterAll(async () => {
  await charger.stop();
  await serve.stop();
  rmSync(home, { recursive: true, force: true });
});

it('sets a monitor, lists it, prints its event, clears it', async () => {
  const set = await monitors(ID, 'set', TEMPERATURE, 'upperthreshold', '5', '--severity', '3', '--json');
  expect(set.code).toBe(0);
  const [made] = JSON.parse(set.stdout) as SetMonitor[];
  expect(made).toMatchObject({ isDone: true, status: 'Accepted', wanted: { severity: 3 } });
  const id = String(made?.id);

  const list = await monitors(ID);
  expect(list.code).toBe(0);
  expect(list.stdout).toMatch(
    new RegExp(`^${id} +${TEMPERATURE} +UpperThreshold +5 +3 critical +always +CustomMonitor$`, 'm'),
  );
  expect(list.stdout).toMatch(/HardWiredMonitor$/m);
  expect(list.stderr).toContain('The station reported 3 monitors.');

  let events: Ran;
  do events = await monitors(ID, 'events');
  while (!events.stdout.includes(TEMPERATURE));
  expect(events.stdout).toMatch(/Alerting +open +3 critical/);

  const clear = await monitors(ID, 'clear', id, '77');
  expect(clear.stdout).toBe(`Monitor ${id} is cleared.\nThe station has no monitor 77 any more.\n`);
  expect(clear.code).toBe(3);
});

it('takes a negative value behind two hyphens, and a narrower list', async () => {
  const set = await monitors(ID, 'set', TEMPERATURE, 'LowerThreshold', '--severity', '8', '--', '-20');
  expect([set.code, set.stdout]).toEqual([0, expect.stringMatching(/^It is set, as monitor \d+\.\n$/)]);
  const none = await monitors(ID, 'list', '--only', 'periodic', '--json');
  expect(none.code).toBe(0);
  expect((JSON.parse(none.stdout) as MonitorState).sentence).toBe('It has none of those asked for.');
});

it('a base that the charger takes is told in words', async () => {
  const base = await monitors(ID, 'base', 'hardwiredonly');
  expect([base.code, base.stdout]).toEqual([
    0,
    'The station took it: only hard-wired monitors are active, and all others are gone.\n',
  ]);
});

it('what cannot work is said with what would', async () => {
  for (const [words, sentence] of [
    [['set', TEMPERATURE], 'set VARIABLE TYPE VALUE'],
    [['set', 'nothing', 'Delta', '1'], 'names no variable'],
    [['set', TEMPERATURE, 'Dleta', '1'], 'Did you mean Delta?'],
    [['clear', 'x'], 'numbers of monitors'],
    [['level', '12'], 'from 0 (danger) to 9 (debug)'],
    [['forget'], 'It takes list, set'],
  ] as const) {
    const ran = await monitors(ID, ...words);
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining(sentence)]);
  }
});

it('a charger of 1.6 has none, and one that left is exit 5', async () => {
  const old = await RawStation.connect(`${serve.ocpp}/OLD`, ['ocpp1.6']);
  const ran = await monitors('OLD');
  expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining('came with OCPP 2.0.1')]);
  old.socket.terminate();
  let gone: Ran;
  do gone = await monitors('OLD');
  while (gone.code === 1);
  expect([gone.code, gone.stderr]).toEqual([5, expect.stringContaining('OLD is not connected')]);
  expect((await monitors('NEVER')).code).toBe(5);
});
