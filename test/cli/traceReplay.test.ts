import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { runKerbside, startServe, type Ran } from '../processes/kerbside.ts';
import { RawStation } from '../core/central/rawStation.ts';

let home: string;
let visit: string;

const lines = (ran: Ran): Array<Record<string, unknown>> =>
  ran.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

function replay(url: string, ...args: string[]): Promise<Ran> {
  return runKerbside(home, [
    'trace',
    'replay',
    visit,
    '--as',
    'CP-1',
    '--url',
    url,
    '--no-wait',
    '--json',
    ...args,
  ]);
}

/** A visit with a transaction, a question of the central system and a frame that is none. */
async function recordVisit(): Promise<void> {
  const serve = await startServe({ home, session: visit });
  const station = await RawStation.connect(`${serve.ocpp}/CP-1`);
  await station.ask('BootNotification', { chargePointVendor: 'Example', chargePointModel: 'Wallbox' });
  await station.ask('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Available' });
  const started = await station.ask('StartTransaction', {
    connectorId: 1,
    idTag: 'TAG',
    meterStart: 0,
    timestamp: '2026-11-21T10:00:00Z',
  });
  const { transactionId } = started as { transactionId: number };
  await station.ask('MeterValues', {
    connectorId: 1,
    transactionId,
    meterValue: [{ timestamp: '2026-11-21T10:01:00Z', sampledValue: [{ value: '10' }] }],
  });
  station.socket.send('this is no frame');
  await station.ask('StopTransaction', {
    transactionId,
    idTag: 'TAG',
    meterStop: 10,
    timestamp: '2026-11-21T10:02:00Z',
  });
  const called = runKerbside(home, ['call', 'CP-1', 'GetConfiguration', '{}']);
  const [, id] = await station.nextFrame();
  station.send([3, id, { configurationKey: [{ key: 'HeartbeatInterval', readonly: false, value: '300' }] }]);
  await called;
  station.socket.close();
  await once(station.socket, 'close');
  await serve.stop();
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-replay-'));
  visit = join(home, 'visit.kerbside');
  await recordVisit();
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('trace replay', () => {
  it('against our own core: everything is answered as recorded, under new transaction numbers', async () => {
    const second = join(home, 'second.kerbside');
    const serve = await startServe({ home, session: second });
    const ran = await replay(serve.ocpp);
    await serve.stop();
    expect(ran.stderr).toBe('');
    expect(lines(ran).at(-1)).toEqual({
      event: 'done',
      sent: 6,
      answered: 5,
      different: 0,
      unanswered: 0,
      asked: 0,
      unknown: 0,
    });
    expect(ran.code).toBe(0);

    const found = await runKerbside(home, ['trace', 'search', second, '', '--json']);
    const records = lines(found);
    expect(records.some(({ raw }) => raw === 'this is no frame')).toBe(true);
    const number = (action: string, kind: string): unknown => {
      const record = records.find((one) => one['action'] === action && one['kind'] === kind);
      return /"transactionId":(\d+)/.exec(String(record?.['raw']))?.[1];
    };
    const assigned = number('StartTransaction', 'result');
    expect(assigned).toBeDefined();
    expect([number('MeterValues', 'call'), number('StopTransaction', 'call')]).toEqual([assigned, assigned]);
  });

  it('of any file that import reads', async () => {
    const jsonl = join(home, 'visit.jsonl');
    const made = await runKerbside(home, [
      'trace',
      'export',
      visit,
      '--format',
      'jsonl',
      '--no-redact',
      '--out',
      jsonl,
    ]);
    expect([made.code, made.stderr]).toEqual([0, expect.any(String)]);
    const serve = await startServe({ home, session: join(home, 'third.kerbside') });
    const args = ['--as', 'CP-1', '--url', serve.ocpp, '--no-wait', '--json'];
    const ran = await runKerbside(home, ['trace', 'replay', jsonl, ...args]);
    await serve.stop();
    expect(lines(ran).at(-1)).toMatchObject({ event: 'done', answered: 5, different: 0 });
    expect(ran.code).toBe(0);
  });

  it('under an id and message ids of its own', async () => {
    const other = join(home, 'other.kerbside');
    const serve = await startServe({ home, session: other });
    const ran = await replay(serve.ocpp, '--id', 'CP-9', '--fresh-ids');
    await serve.stop();
    expect(ran.code).toBe(0);
    const ids = async (path: string): Promise<unknown[]> =>
      lines(await runKerbside(home, ['trace', 'search', path, 'StatusNotification', '--json'])).map(
        (one) => one['messageId'],
      );
    const [before, after] = [await ids(visit), await ids(other)];
    expect(after).toHaveLength(before.length);
    expect(after).not.toEqual(before);
    const stats = await runKerbside(home, ['trace', 'stats', other, '--json']);
    expect(JSON.parse(stats.stdout)).toMatchObject({ stations: ['CP-9'], unanswered: 0 });
  });

  it('answers questions of the central system as recorded, and says which it cannot', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'ocpp1.6' });
    const answers: unknown[] = [];
    server.on('connection', (socket: WebSocket) => {
      socket.on('message', (data) => {
        let frame: unknown;
        try {
          frame = JSON.parse((data as Buffer).toString());
        } catch {
          return;
        }
        const [type, id, action] = frame as [number, string, string];
        if (type !== 2) return void answers.push(frame);
        if (action === 'StatusNotification') {
          for (const name of ['GetConfiguration', 'GetConfiguration', 'Reset'])
            socket.send(JSON.stringify([2, name, name, {}]));
        }
        if (action === 'MeterValues') return socket.send(JSON.stringify([4, id, 'InternalError', '', {}]));
        const status =
          action === 'BootNotification'
            ? { status: 'Pending', currentTime: '2020-01-01T00:00:00Z', interval: 300 }
            : {};
        const tag = { idTagInfo: { status: 'Accepted' } };
        const started =
          action === 'StartTransaction'
            ? { transactionId: 7, ...tag }
            : action === 'StopTransaction'
              ? tag
              : {};
        socket.send(JSON.stringify([3, id, { ...status, ...started }]));
      });
    });
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const ran = await replay(`ws://127.0.0.1:${port}`);
    server.close();
    expect(ran.code).toBe(3);
    const events = lines(ran);
    const differences = events.flatMap((event) => (event['differences'] as object[] | undefined) ?? []);
    expect(differences).toEqual([
      { path: 'status', recorded: '"Accepted"', received: '"Pending"' },
      { path: '', recorded: 'CALLRESULT', received: 'CALLERROR InternalError' },
    ]);
    expect(events.filter(({ event }) => event === 'asked').map(({ answer }) => answer)).toEqual([
      'recorded',
      'repeated',
      'unknown',
    ]);
    expect(answers).toMatchObject([
      [3, 'GetConfiguration', { configurationKey: [{ key: 'HeartbeatInterval' }] }],
      [3, 'GetConfiguration', {}],
      [4, 'Reset', 'NotSupported', expect.any(String), {}],
    ]);
    expect(events.at(-1)).toMatchObject({ event: 'done', answered: 5, different: 2, unknown: 1 });
  });

  it('against the strict server of another implementation', async () => {
    interface Client {
      identity: string;
      protocol: string;
      handle(handler: (call: { method: string; params: { transactionId?: number } }) => object): void;
    }
    interface Server {
      on(event: 'client', listener: (client: Client) => void): void;
      listen(port: number, host: string): Promise<{ address(): { port: number } }>;
      close(): Promise<void>;
    }
    const { RPCServer } = createRequire(import.meta.url)('ocpp-rpc') as {
      RPCServer: new (options: { protocols: string[]; strictMode: boolean }) => Server;
    };
    const server = new RPCServer({ protocols: ['ocpp1.6'], strictMode: true });
    const seen: unknown[] = [];
    server.on('client', (client) => {
      seen.push([client.identity, client.protocol]);
      client.handle(({ method, params }) => {
        seen.push([method, params.transactionId]);
        const tag = { idTagInfo: { status: 'Accepted' } };
        if (method === 'BootNotification')
          return { status: 'Accepted', currentTime: new Date().toISOString(), interval: 300 };
        if (method === 'StartTransaction') return { transactionId: 4711, ...tag };
        return method === 'StopTransaction' ? tag : {};
      });
    });
    const http = await server.listen(0, '127.0.0.1');
    const ran = await replay(`ws://127.0.0.1:${http.address().port}`);
    await server.close();
    expect(seen.slice(0, 1)).toEqual([['CP-1', 'ocpp1.6']]);
    expect(seen).toContainEqual(['MeterValues', 4711]);
    // It hangs up where a frame cannot be read; the replayed station comes again for what follows.
    expect(seen).toContainEqual(['StopTransaction', 4711]);
    expect(lines(ran).at(-1)).toMatchObject({ event: 'done', sent: 6 });
  });

  it('says what is wrong: no connection, no such station, a wrong address', async () => {
    const nowhere = await replay('ws://127.0.0.1:1');
    expect([nowhere.code, nowhere.stderr]).toEqual([
      5,
      expect.stringContaining('No connection to ws://127.0.0.1:1/CP-1'),
    ]);
    const unknown = await runKerbside(home, [
      'trace',
      'replay',
      visit,
      '--as',
      'CP-2',
      '--url',
      'ws://127.0.0.1:1',
    ]);
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('It holds CP-1.')]);
    const http = await runKerbside(home, ['trace', 'replay', visit, '--as', 'CP-1', '--url', 'ftp://x']);
    expect([http.code, http.stderr]).toEqual([2, expect.stringContaining('begins with ws://')]);
    const bare = await runKerbside(home, ['trace', 'replay', visit]);
    expect([bare.code, bare.stderr]).toEqual([2, expect.stringContaining('needs --as')]);
  });
});
