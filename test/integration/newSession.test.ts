import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCore, openTraceFile, type Core, type FoundRecord } from '../../electron/core/index.ts';
import { createPracticeCharger } from '../../electron/practice/createPracticeCharger.ts';
import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import type { LinkOrigin } from '../../shared/contract/handlers.ts';
import { memoryLinkPair } from '../../shared/contract/memoryLink.ts';
import { RawStation } from '../core/central/rawStation.ts';
import { temporaryFolder } from '../core/trace/sessions.ts';

interface Started {
  core: Core;
  folder: string;
  first: string;
  client: ContractClient;
  /** Address of the front door. */
  url: string;
  log: string[];
}

async function start(options: { tls?: boolean } = {}): Promise<Started> {
  const folder = temporaryFolder();
  const first = join(folder, 'first.kerbside');
  const log: string[] = [];
  const core = await createCore({
    version: '0.0.0',
    host: '127.0.0.1',
    port: 0,
    sessionFile: first,
    sessionsFolder: folder,
    ...(options.tls === true ? { securityFolder: temporaryFolder() } : {}),
    practice: { start: createPracticeCharger },
    log: (line) => log.push(line),
  });
  let isClosed = false;
  onTestFinished(async () => {
    if (!isClosed) await core.close();
    isClosed = true;
  });
  return { core, folder, first, client: clientOf(core), url: `ws://127.0.0.1:${core.listening.port}`, log };
}

function clientOf(core: Core, origin?: LinkOrigin): ContractClient {
  const [ours, theirs] = memoryLinkPair();
  core.serve(theirs, origin);
  const client = createClient(ours);
  onTestFinished(() => client.close());
  return client;
}

function recordsIn(path: string): FoundRecord[] {
  const file = openTraceFile(path);
  try {
    return [...file.search({})];
  } finally {
    file.close();
  }
}

const frames = (records: readonly FoundRecord[]): string[] =>
  records.filter(({ kind }) => ['call', 'result', 'error'].includes(kind)).map(({ raw }) => raw);
const notes = (records: readonly FoundRecord[]): string[] =>
  records.filter(({ kind }) => kind === 'note').map(({ raw }) => raw);

const BOOT = { chargePointVendor: 'Acme', chargePointModel: 'One', firmwareVersion: '1.2' };

describe('another session while stations are connected', () => {
  it('has every frame in exactly one of the files, in order, while a station sends all the time', async () => {
    const { core, client, first, url } = await start();
    const station = await RawStation.connect(`${url}/CP1`);
    await station.ask('BootNotification', BOOT, 'boot');
    const sent: string[] = [];
    const answers: string[] = [];
    const enough = new AbortController();
    station.socket.on('message', (data: Buffer) => answers.push(data.toString('utf8')));
    const sending = (async () => {
      for (let n = 0; !enough.signal.aborted; n += 1) {
        for (let burst = 0; burst < 5; burst += 1) {
          const frame = JSON.stringify([2, `m${n}-${burst}`, 'Heartbeat', {}]);
          sent.push(frame);
          station.send(frame);
        }
        await nextTurn();
      }
    })();
    const paths = [first];
    for (let change = 0; change < 5; change += 1) {
      while (answers.length < (change + 1) * 200) await nextTurn();
      paths.push((await client.call('session.begin', { title: `Visit ${change}` })).path);
    }
    while (answers.length < 1200) await nextTurn();
    enough.abort();
    await sending;
    while (answers.length < sent.length) await nextTurn();
    expect(core.sessionPath).toBe(paths.at(-1));
    expect(station.socket.readyState).toBe(station.socket.OPEN);
    await core.close();

    expect(new Set(paths).size).toBe(6);
    const all = paths.flatMap((path) => frames(recordsIn(path)));
    const calls = all.filter((raw) => raw.startsWith('[2,"m'));
    expect(calls).toEqual(sent);
    const answered = all.filter((raw) => raw.startsWith('[3,"m'));
    expect(answered).toEqual(answers);
    for (const path of paths) {
      expect(existsSync(`${path}-wal`)).toBe(false);
      expect(existsSync(`${path}-lock`)).toBe(false);
      const records = recordsIn(path);
      expect(records.map(({ seq }) => seq)).toEqual(records.map((_, index) => index + 1));
      expect(frames(records).length).toBeGreaterThan(2);
      // Calls are answered in the turn in which they come: no pair is torn apart.
      for (const record of records) if (record.kind === 'result') expect(record.pairSeq).toBeDefined();
    }
  });

  it('begins with what is connected, its boot and its open calls; both files explain a torn pair', async () => {
    const { core, client, first, url } = await start();
    const station = await RawStation.connect(`${url}/CP1`);
    await station.ask('BootNotification', BOOT, 'boot');
    const command = client.call('command.call', { stationId: 'CP1', action: 'ClearCache', payload: '{}' });
    const [, id] = await station.nextFrame();
    const { path } = await client.call('session.begin', { title: 'Second', site: 'Harbour' });
    station.send([3, id, { status: 'Accepted' }]);
    const outcome = await command;
    expect(outcome).toMatchObject({
      outcome: 'answered',
      action: 'ClearCache',
      payload: { status: 'Accepted' },
    });
    expect(await station.ask('Heartbeat', {}, 'after')).toHaveProperty('currentTime');
    await core.close();

    const before = recordsIn(first);
    expect(before.at(-1)).toMatchObject({ kind: 'note', stationId: '' });
    expect(notes(before)).toEqual([
      expect.stringMatching(
        /Without an answer when the session ended: ClearCache to the station .*record \d+/,
      ),
      expect.stringMatching(/^The session ends here: .*Connections go on there: CP1\.$/),
    ]);
    expect(frames(before).at(-1)).toContain('"ClearCache"');

    const after = recordsIn(path);
    expect(after[0]).toMatchObject({ kind: 'note', raw: expect.stringContaining('“first”') as string });
    expect(after[1]).toMatchObject({
      kind: 'connect',
      stationId: 'CP1',
      issues: [{ code: 'connection-goes-on', message: expect.stringContaining('“first”') as string }],
    });
    expect(after[2]?.raw).toMatch(/Known from before: Acme One, firmware 1\.2, last BootNotification at/);
    expect(after[2]?.raw).toMatch(/Open from before: ClearCache to the station/);
    expect(after[3]).toMatchObject({
      kind: 'result',
      action: 'ClearCache',
      issues: [{ code: 'call-in-earlier-session', severity: 'info' }],
    });
    expect(outcome.requestSeq).toBe(2);
    expect(outcome.responseSeq).toBe(4);
    expect(outcome.latencyMs).toBeGreaterThanOrEqual(0);
    expect(frames(after)).toHaveLength(3);
  });
});

describe('another session', () => {
  it('keeps port, certificate and practice chargers; the one before stays in the list and opens', async () => {
    const { core, client, first, folder } = await start({ tls: true });
    const { listening } = core;
    await client.call('practice.start', { version: '1.6', plug: false });
    const { path } = await client.call('session.begin', { fileName: 'Second site', title: 'B' });
    expect(path).toBe(join(folder, 'Second site.kerbside'));
    expect(core.listening).toEqual(listening);
    const { trace } = await client.call('trace.open', { path: first });
    expect(trace).toBe('first');
    expect((await client.call('trace.stats', { trace: 'first' })).records).toBeGreaterThan(0);
    expect(await client.call('trace.open', { path })).toEqual({});
    expect(readdirSync(folder).filter((name) => name.endsWith('-lock'))).toEqual([
      'Second site.kerbside-lock',
    ]);
  });
});
