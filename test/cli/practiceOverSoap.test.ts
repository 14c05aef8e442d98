import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CLI, environment, runKerbside, startServe, type ServeProcess } from '../processes/kerbside.ts';

let home: string;
let serve: ServeProcess;
const children: ChildProcess[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-soap-'));
  serve = await startServe({ home, session: join(home, 'visit.kerbside') });
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await serve.stop();
  rmSync(home, { recursive: true, force: true });
});

interface State {
  version: string;
  transport: string;
  link: string;
  connectorStatus: string;
}

/** `kerbside practice` in a process of its own; the states that it told until its connector was in use. */
async function untilInUse(variant: string, url: string): Promise<State[]> {
  const words = ['practice', '--url', url, '--id', `BOX-${variant}`, '--ocpp', variant, '--plug', '--json'];
  const child = spawn(process.execPath, [CLI, ...words], {
    env: environment(home),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  const states: State[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const state = JSON.parse(line) as State;
    states.push(state);
    if (state.connectorStatus === 'Charging') break;
  }
  child.stdout.resume();
  return states;
}

it('a practice charger over SOAP is started, charges, and takes commands', async () => {
  const http = serve.ocpp.replace('ws:', 'http:');
  // The address that `serve` prints is as good as that of SOAP.
  const [of15, of16] = await Promise.all([untilInUse('1.5-soap', http), untilInUse('1.6-soap', serve.ocpp)]);
  expect(of15[0]).toMatchObject({ version: '1.5', transport: 'soap', link: 'connecting' });
  expect(of15.at(-1)).toMatchObject({ link: 'connected' });
  expect(of16[0]).toMatchObject({ version: '1.6', transport: 'soap' });

  const call = async (id: string, action: string, payload: string): Promise<[number | null, unknown]> => {
    const { code, stdout } = await runKerbside(home, ['call', id, action, payload, '--json']);
    return [code, JSON.parse(stdout)];
  };
  expect(await call('BOX-1.5-soap', 'GetConfiguration', '{"key":["HeartBeatInterval"]}')).toMatchObject([
    0,
    { outcome: 'answered', payload: { configurationKey: [{ key: 'HeartBeatInterval', readonly: false }] } },
  ]);
  expect(await call('BOX-1.6-soap', 'TriggerMessage', '{"requestedMessage":"Heartbeat"}')).toMatchObject([
    0,
    { outcome: 'answered', payload: { status: 'Accepted' } },
  ]);
  for (const child of children) {
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  }
});
