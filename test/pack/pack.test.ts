import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { webSocketLink } from '../../electron/serve/webSocketLink.ts';
import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import { ROOT } from '../guards/moduleGraph.ts';
import { take } from '../core/service-port/transport/collected.ts';
import { HAS_SOCAT, SOCAT_NOTE, startPtyDevice } from '../core/service-port/ptyDevice.ts';
import { environment, type Listening } from '../processes/kerbside.ts';
import { standInDistribution } from './standInDistribution.ts';

let folder: string;
/** The content of the archive, far from any node_modules. */
let unpacked: string;
let program: string;

beforeAll(async () => {
  if (!existsSync(join(ROOT, 'dist/shell/preload.cjs'))) {
    throw new Error('These tests pack the bundles: `npm run build` first.');
  }
  folder = await mkdtemp(join(tmpdir(), 'kerbside-pack-'));
  const distribution = join(folder, 'electron');
  await standInDistribution(distribution);
  const builder = join(ROOT, 'node_modules/electron-builder/cli.js');
  const release = join(folder, 'release');
  const args = ['--dir', '--linux', '--x64', '--publish', 'never'];
  const settings = [`-c.electronDist=${distribution}`, `-c.directories.output=${release}`];
  // An address where nothing listens: packing must not need the network.
  const offline = { http_proxy: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9' };
  await promisify(execFile)(process.execPath, [builder, ...args, ...settings], {
    cwd: ROOT,
    env: { ...process.env, ...offline },
  });
  program = join(release, 'linux-unpacked');
  unpacked = join(folder, 'unpacked');
  extractAll(join(program, 'resources/app.asar'), unpacked);
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the packed program', () => {
  it('holds the bundles and the manifest, and no modules', () => {
    const files = listPackage(join(program, 'resources/app.asar'), { isPack: false });
    const strays = files.filter(
      (path) => !/^\/(dist(\/(node|renderer|shell)(\/.*)?)?|package\.json)$/.test(path),
    );
    expect(strays).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining([
        '/dist/shell/main.js',
        '/dist/shell/preload.cjs',
        '/dist/node/coreEntry.js',
        '/dist/node/viewWorker.js',
        '/dist/node/importWorker.js',
        '/dist/node/rowWorker.js',
        '/dist/node/sumWorker.js',
        '/dist/node/signWorker.js',
        '/dist/renderer/index.html',
      ]),
    );
  });

  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(join(program, 'kerbside'));
    const isOn = (fuse: FuseV1Options): boolean => String.fromCodePoint(Number(wire[fuse])) === '1';
    expect(isOn(FuseV1Options.RunAsNode)).toBe(false);
    expect(isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false);
    expect(isOn(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false);
    expect(isOn(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(false);
    expect(isOn(FuseV1Options.EnableCookieEncryption)).toBe(true);
    expect(isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true);
    expect(isOn(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true);
  });
});

describe('the packed core, with plain Node', () => {
  let serve: ChildProcess;
  let listening: Listening;
  let client: ContractClient;

  beforeAll(async () => {
    const args = ['serve', '--json', '--host', '127.0.0.1', '--port', '0', '--ui-port', '0'];
    const child = spawn(process.execPath, [join(unpacked, 'dist/node/cli.js'), ...args], {
      cwd: unpacked,
      env: environment(folder),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    serve = child;
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    listening = JSON.parse(line) as Listening;
    const link = new URL(listening.ui);
    link.protocol = 'ws:';
    link.pathname = '/link';
    client = createClient(webSocketLink(new WebSocket(link)));
  });

  afterAll(async () => {
    client.close();
    serve.kill('SIGTERM');
    expect(await once(serve, 'exit')).toEqual([0, null]);
  });

  it('serves the screens', async () => {
    const response = await fetch(listening.ui);
    expect(response.status).toBe(200);
    const page = await response.text();
    const script = /src="\.(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? '';
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    const loaded = await fetch(new URL(script, listening.ui), { headers: { cookie } });
    expect(loaded.headers.get('content-type')).toContain('javascript');
  });

  it('answers a station, by schemas of its own', async () => {
    const station = new WebSocket(`${listening.ocpp[0]}/CP-1`, 'ocpp2.0.1');
    await once(station, 'open');
    station.send('[2,"1","Heartbeat",{}]');
    const [data] = (await once(station, 'message')) as [Buffer];
    expect(JSON.parse(data.toString())).toMatchObject([
      3,
      '1',
      { currentTime: expect.any(String) as string },
    ]);
    station.close();
    const { schema } = await client.call('schema.get', { version: '2.1', action: 'Reset', part: 'request' });
    expect(schema).toMatchObject({ type: 'object' });
  });

  it('counts on its worker thread', async () => {
    const stats = await client.call('trace.stats', {});
    expect(stats).toMatchObject({ calls: 1, results: 1, stations: ['CP-1'] });
  });

  it('speaks SSH without native parts', async () => {
    const files = readdirSync(join(unpacked, 'dist/node'));
    const text = (name: string): string => readFileSync(join(unpacked, 'dist/node', name), 'utf8');
    expect(files.filter((name) => name.endsWith('.node'))).toEqual([]);
    const chunk = files.find((name) => name.endsWith('.js') && text(name).includes('ssh-userauth')) ?? '';
    const script = `
      const parts = Object.values(await import(process.argv[1]));
      const { Server, Client, utils } = parts.map((part) => (typeof part === 'function' ? part() : part))
        .find((part) => part?.Server !== undefined);
      const key = utils.generateKeyPairSync('ed25519').private;
      const server = new Server({ hostKeys: [key] }, (peer) => {
        peer.on('authentication', (context) => context.accept()).on('ready', () => peer.end());
      });
      server.listen(0, '127.0.0.1', () => {
        const client = new Client();
        client.on('handshake', ({ cs }) => process.stdout.write(cs.cipher + ' ')).on('ready', () => process.stdout.write('ready'));
        client.on('close', () => process.exit(0));
        client.connect({ port: server.address().port, host: '127.0.0.1', username: 'a', password: 'b' });
      });`;
    const args = ['--input-type=module', '--eval', script, join(unpacked, 'dist/node', chunk)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(stdout).toBe('aes128-gcm@openssh.com ready');
  });

  it('has the serial drivers of its system beside the archive, and of no other', () => {
    const drivers = join(program, 'resources/app.asar.unpacked/dist/node/prebuilds');
    expect(readdirSync(drivers).toSorted()).toEqual(['linux-arm', 'linux-arm64', 'linux-x64']);
    expect(readdirSync(join(drivers, 'linux-x64'))).toHaveLength(2);
  });

  it.skipIf(!HAS_SOCAT)(`opens a serial port${SOCAT_NOTE}`, async () => {
    const pty = await startPtyDevice();
    await client.call('port.open', { path: pty.path, line: { baud: 9600 } });
    await client.call('port.send', { path: pty.path, text: 'hello', eol: 'none' });
    expect((await take(pty.in, 5)).toString()).toBe('hello');
    await client.call('port.close', { path: pty.path });
    await pty.unplug();
  });

  it('has the other commands too', async () => {
    const cli = join(unpacked, 'dist/node/cli.js');
    const { stdout } = await promisify(execFile)(process.execPath, [cli, 'stations', '--json'], {
      env: environment(folder),
    });
    expect(JSON.parse(stdout)).toMatchObject([{ id: 'CP-1', version: '2.0.1' }]);
    const { stdout: version } = await promisify(execFile)(process.execPath, [cli, '--version']);
    expect(version).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
