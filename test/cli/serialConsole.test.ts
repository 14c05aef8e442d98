import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../electron/cli/run.ts';
import { openTerminal } from '../../electron/cli/terminal.ts';
import { HAS_SOCAT, SOCAT_NOTE, startPtyDevice } from '../core/service-port/ptyDevice.ts';
import { take } from '../core/service-port/transport/collected.ts';
import {
  CLI,
  environment,
  runKerbside,
  startServe,
  type Ran,
  type ServeProcess,
} from '../processes/kerbside.ts';

let home: string;
/** A device behind TCP that greets, gives back what it gets, and hangs up at `bye`. */
let device: Server;
let path: string;
const kerbside = (...args: string[]): Promise<Ran> => runKerbside(home, args);
/** A command in this process: each start of a program takes longer than most commands. */
const terminal = openTerminal();
async function inProcess(...args: string[]): Promise<Ran> {
  const ran = { stdout: '', stderr: '' };
  const code = await run(args, {
    ...terminal,
    print: (line) => Promise.resolve(void (ran.stdout += `${line}\n`)),
    note: (line) => void (ran.stderr += `${line}\n`),
  });
  return { code, ...ran };
}
const onPort = (words: string, ...args: string[]): Promise<Ran> =>
  kerbside('serial', ...words.split(' '), '--port', path, ...args);

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-cli-'));
  vi.stubEnv('KERBSIDE_HOME', home);
  device = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('boot\r\n');
    socket.on('data', (bytes) => (bytes.includes('bye') ? socket.end() : socket.write(bytes)));
  });
  device.listen(0, '127.0.0.1');
  await once(device, 'listening');
  path = `tcp://127.0.0.1:${(device.address() as AddressInfo).port}`;
});

afterAll(() => {
  vi.unstubAllEnvs();
  device.close();
  rmSync(home, { recursive: true, force: true });
});

describe('serial console, without a Kerbside that runs', () => {
  it('sends lines, prints what comes byte for byte, and ends at the text that is waited for', async () => {
    const first = ['--send', String.raw`a\x00\\b`, '--wait', 'b\\r\\n'];
    const ran = await onPort('console', '--eol', 'crlf', ...first, '--send', 'c', '--wait', 'c\\r\\n');
    expect(ran).toMatchObject({ code: 0, stdout: 'boot\r\na\0\\b\r\nc\r\n' });
  });

  it('says that a text did not come, and that the device hung up', async () => {
    const [vain, lost] = await Promise.all([
      onPort('console', '--wait', 'never', '--seconds', '0.2'),
      onPort('console', '--send', 'bye', '--seconds', '20'),
    ]);
    expect(vain).toMatchObject({ code: 4, stdout: 'boot\r\n' });
    expect(vain.stderr).toContain('did not come');
    expect(lost.code).toBe(5);
    expect(lost.stderr).toContain('closed the connection');
  });

  it('is a filter: stdin goes to the device; JSON and a dump tell every byte', async () => {
    const session = join(home, 'visit.kerbside');
    const args = ['serial', 'console', '--port', path];
    const [json, dump] = await Promise.all([
      runKerbside(home, [...args, '--json', '--session', session], 'äb'),
      runKerbside(home, [...args, '--hex'], 'AB'),
    ]);
    const lines = json.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { direction: string; at: string; base64: string });
    const of = (direction: string): string =>
      lines
        .flatMap((line) =>
          line.direction === direction ? Buffer.from(line.base64, 'base64').toString('latin1') : [],
        )
        .join('');
    expect(of('out')).toBe('Ã¤b');
    expect(of('in')).toBe('boot\r\nÃ¤b');
    expect(lines[0]?.at).toMatch(/^\d{4}-.*Z$/);
    expect(dump.stdout).toContain('00000000  62 6f 6f 74 0d 0a');
    expect((await inProcess('trace', 'stats', session, '--json')).code).toBe(0);
    expect((await inProcess('trace', 'search', session, '')).stdout).toContain('serial');
  });

  it('says what is wrong before anything is opened', async () => {
    const wrongs: Array<[string[], RegExp]> = [
      [['console'], /Add --port/],
      [['console', '--port', 'tcp://x'], /not the address of a port/],
      [['console', '--port', path, '--format', '9N1'], /such as 8N1/],
      [['console', '--port', path, '--baud', '3'], /--baud takes a whole number/],
      [['console', '--port', path, '--send', String.raw`\q`], /a backslash is written twice/],
      [['console', '--port', path, '--send-hex', '0'], /pairs of hexadecimal digits/],
      [['console', '--port', path, '--flow', 'some'], /none, rts-cts, xon-xoff/],
      [['console', '--port', path, '--hex', '--json'], /not both/],
      [['config', 'sat', '--port', path], /Did you mean set/],
      [['config', 'set', 'amps', '--port', path], /has no value/],
      [['diagnostics', '--port', path], /--out DIR/],
      [['identify', '--port', path, '--scan', '5-3'], /units from 1 to 247/],
      [['profiles', 'check'], /which file/],
      [['identify', '--port', path, '--profile', 'openevse'], /Did you mean openevse-rapi\?/],
      [['list', '--session', 'a', '--connect', 'http://127.0.0.1:1'], /leave --session or --connect out/],
    ];
    for (const [words, message] of wrongs) {
      const { code, stderr } = await inProcess('serial', ...words);
      expect(stderr, words.join(' ')).toMatch(message);
      expect(code).toBe(2);
    }
  });

  it('a port that is not there is told with its remedy', async () => {
    const ran = await inProcess('serial', 'console', '--port', '/dev/ttyKERBSIDE9', '--seconds', '1');
    expect(ran.code).toBe(5);
    expect(ran.stderr).toMatch(/There is no port .* Check that the cable/);
  });
});

describe.skipIf(!HAS_SOCAT)(`serial console on a pty${SOCAT_NOTE}`, () => {
  it('opens it with the settings of the command line', async () => {
    const pty = await startPtyDevice();
    const args = ['--port', pty.path, '--baud', '9600', '--send', 'ATZ', '--wait', 'OK', '--seconds', '15'];
    const running = kerbside('serial', 'console', ...args);
    expect((await take(pty.in, 4)).toString()).toBe('ATZ\r');
    pty.out.write('OK\r\n');
    expect(await running).toMatchObject({ code: 0, stdout: 'OK\r\n' });
    await pty.unplug();
  });
});

it.skipIf(!HAS_SOCAT)(`serial console on a terminal: by hand, until Ctrl+]${SOCAT_NOTE}`, async () => {
  // socat is the terminal at which the technician sits.
  const command = `${process.execPath} ${CLI} serial console --port ${path}`;
  const terminal = spawn('socat', ['-', `EXEC:"${command}",pty,setsid,ctty,stderr,echo=0`], {
    env: environment(home),
  });
  let shown = '';
  terminal.stdout.on('data', (bytes: Buffer) => (shown += bytes.toString()));
  await expect.poll(() => shown).toMatch(/Ctrl\+\] leaves[^]*boot/);
  // Ctrl+C is the device's.
  terminal.stdin.write('uptime\r\x03');
  await expect.poll(() => shown).toContain('uptime\r\x03');
  terminal.stdin.write('\x1d');
  expect(await once(terminal, 'exit')).toEqual([0, null]);
});

/** A command of its own process, with a home of its own, that waits for a device which says nothing. */
function waiting(home: string, mute: Server, ...args: string[]): ChildProcess {
  const { port } = mute.address() as AddressInfo;
  const words = ['serial', ...args, '--port', `tcp://127.0.0.1:${port}`, '--profile', 'linux-uboot-console'];
  return spawn(process.execPath, [CLI, ...words], {
    env: { ...environment(home), TMPDIR: home },
    stdio: 'ignore',
  });
}

/** Takes connections; answers with the next one. */
async function muteDevice(): Promise<{ mute: Server; taken: () => Promise<Socket> }> {
  const mute = createServer((socket) => socket.on('error', () => undefined).resume()).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  return { mute, taken: async () => ((await once(mute, 'connection')) as [Socket])[0] };
}

it('a serial command that is stopped in the middle leaves the cable, and keeps nothing', async () => {
  const alone = mkdtempSync(join(tmpdir(), 'kerbside-alone-'));
  const { mute, taken } = await muteDevice();
  const child = waiting(alone, mute, 'identify');
  const socket = await taken();
  const closed = once(socket, 'close');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([143, null]);
  await closed;
  expect(readdirSync(alone).filter((name) => name.startsWith('kerbside-serial-'))).toEqual([]);
  mute.close();
  rmSync(alone, { recursive: true });
});

describe('serial commands with a Kerbside that runs', () => {
  let serve: ServeProcess;
  beforeAll(async () => {
    serve = await startServe({ home, session: join(home, 'running.kerbside') });
  });
  afterAll(() => serve.stop());

  it('list the ports', async () => {
    const ran = await inProcess('serial', 'list', '--json');
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      ports: expect.any(Array) as [],
      hints: expect.any(Array) as [],
    });
  });

  it('watch the list, which is told at once, until nobody reads any more', async () => {
    const lists: string[] = [];
    let leave = (): void => undefined;
    const watching = run(['serial', 'list', '--watch', '--json'], {
      ...terminal,
      print: (line) => Promise.resolve(void lists.push(line)),
      onReaderGone: (then) => void (leave = then),
    });
    await expect.poll(() => lists.length).toBeGreaterThan(0);
    expect(JSON.parse(lists[0] ?? '')).toMatchObject({ ports: expect.any(Array) as [] });
    leave();
    expect(await watching).toBe(0);
  });

  it('close what they opened where Ctrl+C stops them', async () => {
    const { mute, taken } = await muteDevice();
    const child = waiting(home, mute, 'config', 'read');
    const closed = once(await taken(), 'close');
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
    await closed;
    mute.close();
  });

  it('record into its session, and close what they opened', async () => {
    const closed = once(device, 'connection').then(([socket]) => once(socket as Socket, 'close'));
    const ran = await onPort('console', '--send', 'x', '--wait', 'x');
    expect(ran).toMatchObject({ code: 0, stdout: 'boot\r\nx\r' });
    await closed;
    const search = await inProcess('trace', 'search', join(home, 'running.kerbside'), '');
    expect(search.stdout).toContain('closed.');
  });
});
