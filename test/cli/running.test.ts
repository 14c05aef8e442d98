import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CLI,
  environment,
  runKerbside,
  startServe,
  type Ran,
  type ServeProcess,
} from '../processes/kerbside.ts';
import { BareStation } from './bareStation.ts';

let home: string;
let session: string;
let serve: ServeProcess;
let station: BareStation;

const kerbside = (...args: string[]): Promise<Ran> => runKerbside(home, args);
const parse = (text: string): unknown => JSON.parse(text);
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-cli-'));
  session = join(home, 'visit.kerbside');
  serve = await startServe({ home, session });
  station = await new BareStation(serve.ocpp, 'CP-1').connect();
  await station.ask('BootNotification', {
    chargePointVendor: 'Example',
    chargePointModel: 'Wallbox',
    firmwareVersion: '1.2',
  });
  await station.ask('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Available' });
});

afterAll(async () => {
  station.socket.terminate();
  await serve.stop();
  rmSync(home, { recursive: true, force: true });
});

describe('serve', () => {
  it('says first where it listens, and leaves a note that only the user can read', () => {
    expect(serve.listening).toEqual({
      event: 'listening',
      ocpp: [expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+$/)],
      ui: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?token=\S+$/) as string,
    });
    const notes = readdirSync(join(home, 'running'));
    expect(notes).toHaveLength(1);
    if (process.platform !== 'win32') {
      expect(statSync(join(home, 'running', notes[0] ?? '')).mode & 0o777).toBe(0o600);
    }
  });

  it('refuses a session that another Kerbside has open, and touches nothing', async () => {
    const args = ['--host', '127.0.0.1', '--port', '0', '--ui-port', '0', '--session', session];
    const ran = await kerbside('serve', ...args);
    expect([ran.code, ran.stdout]).toEqual([1, '']);
    expect(ran.stderr).toContain(session);
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('stations and attempts', () => {
  it('are JSON arrays', async () => {
    const { code, stdout, stderr } = await kerbside('stations', '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(parse(stdout)).toEqual([
      {
        id: 'CP-1',
        version: '1.6',
        transport: 'json',
        connected: true,
        remoteAddress: '127.0.0.1',
        vendor: 'Example',
        model: 'Wallbox',
        firmwareVersion: '1.2',
        connectors: [
          {
            connectorId: 1,
            status: 'Available',
            errorCode: 'NoError',
            statusAt: expect.stringMatching(ISO) as string,
          },
        ],
      },
    ]);
    const attempts = await kerbside('attempts', '--json');
    expect(parse(attempts.stdout)).toContainEqual(
      expect.objectContaining({
        at: expect.stringMatching(ISO) as string,
        remoteAddress: '127.0.0.1',
        stage: 'connected',
        ok: true,
        sentence: expect.any(String) as string,
        stationId: 'CP-1',
      }) as unknown,
    );
  });

  it('are tables for people', async () => {
    const { stdout } = await kerbside('stations');
    expect(stdout).toMatch(
      /^STATION +STATE .*\nCP-1 +connected +1\.6 +127\.0\.0\.1 +Example Wallbox +1\.2 +1 Available\n$/,
    );
    expect((await kerbside('attempts')).stdout).toMatch(
      /^TIME .*\n\d\d:\d\d:\d\d\.\d{3} +127\.0\.0\.1 +connected +ok /,
    );
  });

  it('can be asked for at an address, whose token has to be right', async () => {
    const other = join(home, 'elsewhere');
    const there = await runKerbside(other, ['stations', '--json', '--connect', serve.ui]);
    expect(parse(there.stdout)).toMatchObject([{ id: 'CP-1' }]);
    const wrong = await runKerbside(other, [
      'stations',
      '--connect',
      serve.ui.replace(/token=.*/, 'token=guess'),
    ]);
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('token')]);
    expect(wrong.stderr).not.toContain('guess');
    const chargers = await runKerbside(other, ['stations', '--connect', serve.ocpp]);
    expect([chargers.code, chargers.stderr]).toEqual([1, expect.stringContaining('the port for chargers')]);
  });
});

describe('call', () => {
  it('exits with 0 and the whole outcome when the station answers, also with Rejected', async () => {
    station.answer = ([, id]) => [3, id, { status: 'Rejected' }];
    const { code, stdout, stderr } = await kerbside('call', 'CP-1', 'ClearCache', '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(parse(stdout)).toEqual({
      outcome: 'answered',
      action: 'ClearCache',
      payload: { status: 'Rejected' },
      requestSeq: expect.any(Number) as number,
      responseSeq: expect.any(Number) as number,
      latencyMs: expect.any(Number) as number,
    });
  });

  it('exits with 3 when the station refuses', async () => {
    station.answer = ([, id]) => [4, id, 'NotSupported', 'not in this model', {}];
    const { code, stdout } = await kerbside('call', 'CP-1', 'ClearCache', '--json');
    expect(code).toBe(3);
    expect(parse(stdout)).toMatchObject({
      outcome: 'refused',
      code: 'NotSupported',
      description: 'not in this model',
    });
    const people = await kerbside('call', 'CP-1', 'ClearCache');
    expect(people.stdout).toBe('');
    expect(people.stderr).toMatch(
      /CP-1 ClearCache: refused with NotSupported: not in this model after \d+ ms/,
    );
  });

  it('exits with 4 when no answer comes in time', async () => {
    station.answer = () => undefined;
    const { code, stdout } = await kerbside('call', 'CP-1', 'ClearCache', '--timeout', '0.2', '--json');
    expect(code).toBe(4);
    expect(parse(stdout)).toEqual({
      outcome: 'timed-out',
      description: expect.any(String) as string,
      action: 'ClearCache',
      requestSeq: expect.any(Number) as number,
    });
  });

  it('exits with 5 when the station is not connected, or leaves during the call', async () => {
    const never = await kerbside('call', 'CP-7', 'ClearCache', '--json');
    expect([never.code, parse(never.stdout)]).toEqual([5, { outcome: 'disconnected', action: 'ClearCache' }]);
    expect(never.stderr).toContain('did you mean CP-1?');
    const leaving = await new BareStation(serve.ocpp, 'CP-3').connect();
    leaving.answer = () => {
      leaving.socket.terminate();
    };
    const left = await kerbside('call', 'CP-3', 'ClearCache', '--json');
    expect([left.code, parse(left.stdout)]).toMatchObject([5, { outcome: 'disconnected' }]);
    const gone = await kerbside('call', 'CP-3', 'ClearCache', '--json');
    expect([gone.code, parse(gone.stdout)]).toMatchObject([5, { outcome: 'disconnected' }]);
  });

  it('exits with 2 for a payload or an action that is wrong, unless --raw says so', async () => {
    station.answer = ([, id]) => [3, id, {}];
    const payload = await kerbside('call', 'CP-1', 'Reset', '{"type":"Sft"}');
    expect([payload.code, payload.stdout]).toEqual([2, '']);
    expect(payload.stderr).toContain('Sft');
    const syntax = await kerbside('call', 'CP-1', 'Reset', '{"type":');
    expect(syntax.code).toBe(2);
    const action = await kerbside('call', 'CP-1', 'Rset');
    expect([action.code, action.stderr]).toEqual([2, expect.stringContaining('Rset')]);
    expect((await kerbside('call', 'CP-1', 'Reset', '{"type":"Sft"}', '--raw', '--json')).code).toBe(0);
  });

  it('reads the payload from stdin', async () => {
    let sent: unknown;
    station.answer = ([, id, , payload]) => {
      sent = payload;
      return [3, id, { status: 'Accepted' }];
    };
    const ran = await runKerbside(home, ['call', 'CP-1', 'Reset', '-'], '{"type":"Soft"}');
    expect([ran.code, parse(ran.stdout)]).toEqual([0, { status: 'Accepted' }]);
    expect(sent).toEqual({ type: 'Soft' });
  });

  it('sends a whole frame as it stands, and prints its record', async () => {
    const received: unknown[] = [];
    station.answer = (frame) => {
      received.push(frame);
    };
    const ran = await kerbside('call', 'CP-1', '--frame', '[2, "f1","Anything",{}]', '--json');
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const { seq } = parse(ran.stdout) as { seq: number };
    const piped = await runKerbside(home, ['call', 'CP-1', '--frame', '-'], '[2,"f2","Anything",{}]\n');
    expect([piped.code, Number(piped.stdout) > seq]).toEqual([0, true]);
    expect(received).toEqual([
      [2, 'f1', 'Anything', {}],
      [2, 'f2', 'Anything', {}],
    ]);
    const raw = await kerbside('trace', 'search', session, 'id:f1', '--json');
    expect(parse(raw.stdout.split('\n')[0] ?? '')).toMatchObject({ seq, raw: '[2, "f1","Anything",{}]' });
    expect((await kerbside('call', 'CP-7', '--frame', '{}')).code).toBe(5);
    expect((await kerbside('call', 'CP-3', '--frame', '{}')).code).toBe(5);
    expect((await kerbside('call', 'CP-1', 'Reset', '--frame', '{}')).stderr).toContain('leave "Reset" out');
    expect((await kerbside('call', 'CP-1')).stderr).toContain('call needs ACTION, or --frame TEXT');
  });

  it('says what is known to help where the station declines', async () => {
    station.answer = ([, id]) => [3, id, { status: 'Rejected' }];
    const { code, stderr } = await kerbside('call', 'CP-1', 'RemoteStartTransaction', '{"idTag":"T1"}');
    expect(code).toBe(0);
    expect(stderr).toContain(`kerbside call CP-1 RemoteStartTransaction '{"connectorId":1,"idTag":"T1"}'`);
  });
});

describe('trace, while Kerbside records', () => {
  it('counts', async () => {
    const { code, stdout } = await kerbside('trace', 'stats', session, '--json');
    const stats = parse(stdout) as { records: number; stations: string[]; first: string };
    expect(code).toBe(0);
    expect(Object.keys(stats)).toEqual(
      expect.arrayContaining(
        'records frames calls results errors pairs unanswered malformed issues stations first last'.split(
          ' ',
        ),
      ),
    );
    expect(stats.records).toBeGreaterThan(4);
    expect(stats.stations).toContain('CP-1');
    expect(stats.first).toMatch(ISO);
  });

  it('searches', async () => {
    const { code, stdout } = await kerbside('trace', 'search', session, 'wallbox', '--json');
    expect(code).toBe(0);
    const found = stdout.trim().split('\n').map(parse);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      seq: expect.any(Number) as number,
      at: expect.stringMatching(ISO) as string,
      stationId: 'CP-1',
      direction: 'in',
      kind: 'call',
      action: 'BootNotification',
      messageId: 'BootNotification',
      pairSeq: expect.any(Number) as number,
      latencyMs: expect.any(Number) as number,
      issues: [],
      summary: expect.any(String) as string,
      raw: expect.stringContaining('"Wallbox"') as string,
    });
    const people = await kerbside('trace', 'search', session, 'wallbox');
    expect(people.stdout).toMatch(/^ +\d+ +\d\d:\d\d:\d\d\.\d{3} +CP-1 +→ +BootNotification .*Wallbox/);
    const none = await kerbside('trace', 'search', session, 'no such text', '--json');
    expect([none.code, none.stdout]).toEqual([0, '']);
  });

  it('exports to stdout and to a file, whole or not at all', async () => {
    const { code, stdout, stderr } = await kerbside(
      'trace',
      'export',
      session,
      '--no-redact',
      '--format',
      'jsonl',
    );
    expect([code, stderr]).toEqual([0, '']);
    const [first] = stdout.split('\n');
    expect(parse(first ?? '')).toMatchObject({ schemaVersion: '1.1', chargePointId: 'CP-1' });
    const out = join(home, 'out.jsonl');
    writeFileSync(out, 'what was there before');
    const written = await kerbside(
      'trace',
      'export',
      session,
      '--no-redact',
      '--format',
      'jsonl',
      '--out',
      out,
    );
    expect([written.code, written.stdout]).toEqual([0, '']);
    expect(readFileSync(out, 'utf8')).toBe(stdout);
    const nowhere = join(home, 'no-such-folder', 'out.jsonl');
    const failed = await kerbside(
      'trace',
      'export',
      session,
      '--no-redact',
      '--format',
      'jsonl',
      '--out',
      nowhere,
    );
    expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining('no-such-folder')]);
    const onItself = await kerbside(
      'trace',
      'export',
      session,
      '--no-redact',
      '--format',
      'jsonl',
      '--out',
      session,
    );
    expect(onItself.code).toBe(2);
    expect(readdirSync(home).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('ends quietly when its reader has enough', async () => {
    const child = spawn(
      process.execPath,
      [CLI, 'trace', 'export', session, '--no-redact', '--format', 'jsonl'],
      {
        env: environment(home),
      },
    );
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.destroy();
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(stderr).toBe('');
  });
});

describe('practice', () => {
  it('runs chargers until a signal', async () => {
    const args = [
      'practice',
      '--url',
      serve.ocpp,
      '--id',
      'WALLBOX-8',
      '--count',
      '2',
      '--ocpp',
      '2.0.1',
      '--json',
    ];
    const child = spawn(process.execPath, [CLI, ...args], { env: environment(home) });
    const connected = new Set<string>();
    const bothConnected = new Promise<void>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const { stationId, link } = parse(line) as { stationId: string; link: string };
        if (link === 'connected') connected.add(stationId);
        if (connected.size === 2) resolve();
      });
    });
    await bothConnected;
    const { stdout } = await kerbside('stations', '--json');
    expect(parse(stdout)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'WALLBOX-8', version: '2.0.1', connected: true }),
        expect.objectContaining({ id: 'WALLBOX-9', version: '2.0.1', connected: true }),
      ]),
    );
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
