import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPracticeCharger } from '../../electron/practice/createPracticeCharger.ts';
import type { Backend } from '../../shared/configuration/backend/backend.ts';
import type { PracticeCharger } from '../../shared/practice/practiceCharger.ts';
import { CLI, environment, runKerbside, type Ran } from '../processes/kerbside.ts';

/** A process of its own, for what it says when it ends. */
let home: string;
let charger: PracticeCharger;
let stderr = '';
let serve: ReturnType<typeof spawn>;

const backend = (...words: string[]): Promise<Ran> => runKerbside(home, ['config', 'backend', ...words]);

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-backend-'));
  const words = ['serve', '--json', '--host', '127.0.0.1', '--port', '0', '--ui-port', '0'];
  serve = spawn(process.execPath, [CLI, ...words], {
    env: environment(home),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  serve.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ocpp = await new Promise<string>((resolve) => {
    let text = '';
    serve.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const [line = ''] = text.split('\n');
      if (text.includes('\n')) resolve((JSON.parse(line) as { ocpp: string[] }).ocpp[0] ?? '');
    });
  });
  charger = createPracticeCharger({ url: ocpp, stationId: 'CP-1', version: '1.6' });
}, 30_000);

afterAll(async () => {
  await charger.stop();
  serve.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

it('shows where a charger is pointed to', async () => {
  let ran: Ran;
  do ran = await backend('CP-1');
  while (ran.code === 5);
  expect(ran.code).toBe(0);
  expect(ran.stdout).toMatch(/^Kerbside\.BackendUrl +backend-url +here +ws:\/\/127/m);
  expect(ran.stderr).toContain('CP-1 is pointed to this Kerbside.');
  const again = await backend('CP-1', '--latest', '--json');
  expect(JSON.parse(again.stdout) as Backend).toMatchObject({ stationId: 'CP-1', leads: 'here' });
  expect((await backend('NEVER')).code).toBe(5);
});

it('on the end, names the charger and the key that still point to this laptop', async () => {
  const ended = new Promise<number | null>((resolve) => serve.once('exit', resolve));
  serve.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(stderr).toMatch(/kerbside: CP-1 still points to this laptop \(Kerbside\.BackendUrl is ws:\/\/127/);
});
