import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RawStation } from '../core/central/rawStation.ts';
import { CLI, environment, runKerbside, startServe, type ServeProcess } from '../processes/kerbside.ts';

/** What a script of another program does with the command line, from the first command to the last. */
let home: string;
let session: string;
let serve: ServeProcess;
const children: ChildProcess[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-scripted-'));
  session = join(home, 'visit.kerbside');
  serve = await startServe({ home, session });
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await serve.stop();
  rmSync(home, { recursive: true, force: true });
});

/** Runs a command with `--json`; everything on stdout has to be JSON, one value for each line. */
async function json(...args: string[]): Promise<{ code: number | null; lines: unknown[]; stderr: string }> {
  const { code, stdout, stderr } = await runKerbside(home, [...args, '--json']);
  const lines = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
  return { code, lines, stderr };
}

/** A practice charger in a process of its own, charging; resolves when its connector says so. */
async function charging(id: string, version: string): Promise<void> {
  const words = ['practice', '--url', serve.ocpp, '--id', id, '--ocpp', version, '--plug', '--json'];
  const child = spawn(process.execPath, [CLI, ...words], {
    env: environment(home),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const state = JSON.parse(line) as { stationId: string; connectorStatus: string };
    expect(state.stationId).toBe(id);
    if (/^(Charging|Occupied)$/.test(state.connectorStatus)) break;
  }
  child.stdout.resume();
}

it('two stations of different versions are started, listed and asked', async () => {
  await Promise.all([charging('BOX-16', '1.6'), charging('BOX-201', '2.0.1')]);

  const stations = await json('stations');
  expect([stations.code, stations.stderr, stations.lines.length]).toEqual([0, '', 1]);
  expect(stations.lines[0]).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: 'BOX-16', version: '1.6', connected: true, remoteAddress: '127.0.0.1' }),
      expect.objectContaining({ id: 'BOX-201', version: '2.0.1', connected: true, vendor: 'Kerbside' }),
    ]),
  );

  const attempts = await json('attempts');
  expect(attempts.lines).toHaveLength(1);
  expect(attempts.lines[0]).toContainEqual(
    expect.objectContaining({
      at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      remoteAddress: '127.0.0.1',
      stage: 'connected',
      ok: true,
      sentence: 'BOX-201 connected with OCPP 2.0.1.',
      stationId: 'BOX-201',
    }) as unknown,
  );

  const read = await json('call', 'BOX-16', 'GetConfiguration', '{"key":["HeartbeatInterval"]}');
  expect([read.code, read.stderr]).toEqual([0, '']);
  expect(read.lines).toEqual([
    {
      outcome: 'answered',
      action: 'GetConfiguration',
      payload: { configurationKey: [{ key: 'HeartbeatInterval', readonly: false, value: '300' }] },
      requestSeq: expect.any(Number) as number,
      responseSeq: expect.any(Number) as number,
      latencyMs: expect.any(Number) as number,
    },
  ]);

  const triggered = await json('call', 'BOX-201', 'TriggerMessage', '{"requestedMessage":"Heartbeat"}');
  expect([triggered.code, triggered.lines]).toMatchObject([0, [{ payload: { status: 'Accepted' } }]]);
});

it('each way in which a call can end has its exit code and one JSON object', async () => {
  const station = await RawStation.connect(`${serve.ocpp}/RAW-1`);
  let answer: (id: string) => void = () => undefined;
  const received: string[] = [];
  station.socket.on('message', (data) => {
    const text = (data as Buffer).toString('utf8');
    received.push(text);
    const [, id] = JSON.parse(text) as [number, string];
    answer(id);
  });
  const seq = expect.any(Number) as number;

  answer = (id) => station.send(`[3,"${id}",{"status":"Rejected","token":9223372036854775807}]`);
  const answered = await runKerbside(home, [
    'call',
    'RAW-1',
    'RemoteStopTransaction',
    '{"transactionId":9223372036854775807}',
    '--json',
  ]);
  expect(answered.code).toBe(0);
  expect(received[0]).toMatch(
    /^\[2,"[^"]+","RemoteStopTransaction",\{"transactionId":9223372036854775807\}\]$/,
  );
  expect(answered.stdout).toContain('"payload":{"status":"Rejected","token":9223372036854775807}');

  answer = (id) => station.send([4, id, 'NotSupported', 'not here', {}]);
  expect(await json('call', 'RAW-1', 'ClearCache')).toMatchObject({
    code: 3,
    lines: [
      {
        outcome: 'refused',
        action: 'ClearCache',
        code: 'NotSupported',
        description: 'not here',
        requestSeq: seq,
        responseSeq: seq,
      },
    ],
  });

  answer = () => undefined;
  const silent = await json('call', 'RAW-1', 'ClearCache', '--timeout', '0.2');
  expect([silent.code, silent.lines]).toEqual([
    4,
    [
      {
        outcome: 'timed-out',
        action: 'ClearCache',
        description: 'No answer within 0.2 s.',
        requestSeq: seq,
      },
    ],
  ]);

  expect((await json('call', 'RAW-1', 'Reset', '{"type":"Sft"}')).code).toBe(2);

  answer = () => station.socket.terminate();
  const left = await json('call', 'RAW-1', 'ClearCache');
  expect([left.code, left.lines]).toMatchObject([5, [{ outcome: 'disconnected', requestSeq: seq }]]);
});

it('the trace is counted, searched and exported while it grows', async () => {
  const stats = await json('trace', 'stats', session);
  expect([stats.code, stats.lines.length]).toEqual([0, 1]);
  const counted = stats.lines[0] as Record<string, number> & {
    stations: string[];
    first: string;
    last: string;
  };
  expect(counted.stations).toEqual(['BOX-16', 'BOX-201', 'RAW-1']);
  expect(counted['unanswered']).toBe(2);
  expect(counted['errors']).toBe(1);
  expect(counted['frames']).toBe(
    ['calls', 'results', 'errors', 'sends', 'malformed'].reduce((sum, name) => sum + (counted[name] ?? 0), 0),
  );
  expect(Date.parse(counted.first)).toBeLessThanOrEqual(Date.parse(counted.last));

  const found = await json('trace', 'search', session, '9223372036854775807');
  expect(found.lines).toMatchObject([
    { stationId: 'RAW-1', direction: 'out', kind: 'call', action: 'RemoteStopTransaction' },
    { stationId: 'RAW-1', direction: 'in', kind: 'result', latencyMs: expect.any(Number) as number },
  ]);
});

it('afterwards the file tells the same, malformed frames included', async () => {
  const station = await RawStation.connect(`${serve.ocpp}/RAW-2`);
  station.send('pong');
  station.send('[3,"x",{"configurationKey":[{"key');
  station.socket.send(Buffer.from([0, 1, 255]));
  await station.ask('Heartbeat', {});
  for (const child of children) {
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  }
  expect(await serve.stop('SIGINT')).toBe(0);

  const out = join(home, 'visit.jsonl');
  const written = await json('trace', 'export', session, '--format', 'jsonl', '--out', out);
  expect(written).toMatchObject({ code: 0, lines: [{ format: 'jsonl', out }] });
  const { stdout } = await runKerbside(home, ['trace', 'export', session, '--format', 'jsonl']);
  expect(readFileSync(out, 'utf8')).toBe(stdout);
  const lines = stdout.trim().split('\n');
  const exported = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(exported.every((line) => line['schemaVersion'] === '1.1' && typeof line['raw'] === 'string')).toBe(
    true,
  );
  const malformed = exported.filter((line) => line['messageType'] === 'MALFORMED');
  expect(malformed.map(({ chargePointId, raw }) => [chargePointId, raw])).toEqual([
    ['RAW-2', 'pong'],
    ['RAW-2', '[3,"x",{"configurationKey":[{"key'],
    ['RAW-2', Buffer.from([0, 1, 255]).toString('base64')],
  ]);
  const stats = await json('trace', 'stats', session);
  expect(stats.lines).toMatchObject([{ records: lines.length, malformed: 3 }]);

  const gone = await json('stations');
  expect([gone.code, gone.lines]).toEqual([1, []]);
  expect(gone.stderr).toMatch(/^kerbside: No Kerbside is running on this machine\..*\n$/);
});
