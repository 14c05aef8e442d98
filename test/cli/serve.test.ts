import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLI, environment, startServe } from '../processes/kerbside.ts';
import { BareStation } from './bareStation.ts';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-serve-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

describe('serve', () => {
  it('tells what happens as JSON lines, ends on a signal with 0 and takes its note away', async () => {
    const other = await startServe({ home, session: join(home, 'other.kerbside') });
    const { stdout } = other.child;
    if (stdout === null) throw new Error('no stdout');
    const lines: unknown[] = [];
    const gone = new Promise<void>((resolve) => {
      createInterface({ input: stdout }).on('line', (line) => {
        const event = JSON.parse(line) as { event: string };
        lines.push(event);
        if (event.event === 'disconnected') resolve();
      });
    });
    const { socket } = await new BareStation(other.ocpp, 'CP-2').connect();
    socket.close();
    await gone;
    expect(lines).toContainEqual(expect.objectContaining({ event: 'attempt', ok: true, stationId: 'CP-2' }));
    expect(lines).toContainEqual({
      event: 'connected',
      at: expect.stringMatching(ISO) as string,
      stationId: 'CP-2',
      version: '1.6',
      remoteAddress: '127.0.0.1',
    });
    expect(await other.stop('SIGINT')).toBe(0);
    expect(readdirSync(join(home, 'running'))).toEqual([]);
  });

  it('says that a session of a newer Kerbside is not recorded into', async () => {
    const newer = join(home, 'newer.kerbside');
    await (await startServe({ home, session: newer })).stop();
    const database = new DatabaseSync(newer);
    database.exec('PRAGMA user_version = 99');
    database.close();
    const free = ['--host', '127.0.0.1', '--port', '0', '--ui-port', '0', '--session', newer];
    const child = spawn(process.execPath, [CLI, 'serve', '--json', ...free], { env: environment(home) });
    const [said] = (await once(child.stderr, 'data')) as [Buffer];
    expect(said.toString()).toMatch(/^kerbside: The session file .* was made by a newer Kerbside: .*\n$/);
    child.kill();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends in order when nobody reads what it tells any more', async () => {
    const unread = await startServe({ home, session: join(home, 'unread.kerbside') });
    const exit = once(unread.child, 'exit');
    unread.child.stdout?.destroy();
    const { socket } = await new BareStation(unread.ocpp, 'CP-2').connect();
    const [code] = (await once(socket, 'close')) as [number];
    expect([code, await exit]).toEqual([1001, [0, null]]);
    expect(readdirSync(home).sort()).toEqual(['running', 'unread.kerbside']);
    expect(readdirSync(join(home, 'running'))).toEqual([]);
  });
});
