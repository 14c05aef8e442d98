import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { RawStation } from '../core/central/rawStation.ts';
import { runKerbside, startServe, type Ran, type ServeProcess } from '../processes/kerbside.ts';

const PASSWORD = 'a password of this test';

let home: string;
let serve: ServeProcess;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-door-'));
  serve = await startServe({ home, session: join(home, 'visit.kerbside') });
});
afterAll(async () => {
  await serve.stop();
  rmSync(home, { recursive: true });
});

const kerbside = (args: readonly string[], input?: string): Promise<Ran> => runKerbside(home, args, input);
const authorization = (password: string) => ({
  headers: { Authorization: `Basic ${Buffer.from(`CP-1:${password}`).toString('base64')}` },
});

async function refused(options: object): Promise<number | undefined> {
  const socket = new WebSocket(`${serve.ocpp}/CP-1`, ['ocpp1.6'], options);
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode?: number }];
  return response.statusCode;
}

it('a password is read from stdin or a file, asked for, never told, and cleared', async () => {
  const set = await kerbside(['password', 'CP-1', '--json'], `${PASSWORD}\n`);
  expect([set.code, JSON.parse(set.stdout)]).toEqual([0, { stationId: 'CP-1', hasPassword: true }]);
  expect(await refused({})).toBe(401);
  expect(await refused(authorization('another'))).toBe(401);
  const station = await RawStation.connect(`${serve.ocpp}/CP-1`, ['ocpp1.6'], authorization(PASSWORD));

  const attempts = await kerbside(['attempts', '--json']);
  const told = JSON.parse(attempts.stdout) as Array<{ code: string; head: string }>;
  expect(told.map(({ code }) => code)).toEqual(['connected', 'password-wrong', 'password-absent']);
  expect(told[0]?.head).toContain('Authorization: Basic ***');
  expect(attempts.stdout).not.toContain(PASSWORD);
  expect((await kerbside(['stations', '--json'])).stdout).not.toContain(PASSWORD);
  station.socket.close();

  const path = join(home, 'security', 'station-passwords.json');
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
  expect(readFileSync(join(home, 'visit.kerbside')).includes(PASSWORD)).toBe(false);

  expect((await kerbside(['password', 'CP-1', '--clear'])).code).toBe(0);
  await RawStation.connect(`${serve.ocpp}/CP-1`);
  const file = join(home, 'secret.txt');
  writeFileSync(file, 'x'.repeat(20));
  expect((await kerbside(['password', 'CP-1', '--password-file', file])).code).toBe(0);
  expect(await refused({})).toBe(401);
});

it('a password that did not come, or is more than a line, is a wrong use', async () => {
  expect(await kerbside(['password', 'CP-1'])).toMatchObject({ code: 2 });
  expect(await kerbside(['password', 'CP-1'], 'a\nb\n')).toMatchObject({ code: 2 });
  expect(await kerbside(['password', 'CP-1', '--password-file', join(home, 'none')])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('cannot be read') as string,
  });
});

it('attempts --head shows what was agreed and the first bytes', async () => {
  const { stdout } = await kerbside(['attempts', '--head']);
  expect(stdout).toMatch(/ {4}The charger sent no credentials\.\n {4}GET \/CP-1 HTTP\/1\.1\n/);
});

it('serve takes wss on the same port with a certificate that people can fetch, or not at all', async () => {
  const ca = await (await fetch(`${serve.ocpp.replace('ws', 'http')}/kerbside-ca.pem`)).text();
  await RawStation.connect(`${serve.ocpp.replace('ws', 'wss')}/CP-2`, ['ocpp1.6'], { ca });
  const required = await startServe({
    home,
    session: join(home, 'required.kerbside'),
    args: ['--tls', 'required'],
  });
  expect(required.ocpp).toMatch(/^wss:/);
  await RawStation.connect(`${required.ocpp}/CP-2`, ['ocpp1.6'], { ca });
  await required.stop();
  expect(await kerbside(['serve', '--tls', 'maybe'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('optional, required') as string,
  });
});
