import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { run } from '../../electron/cli/run.ts';
import { openTerminal } from '../../electron/cli/terminal.ts';
import { createPracticePort } from '../../electron/practice/port/createPracticePort.ts';
import type { PracticePort, PracticePortDevice } from '../../shared/practice/practiceCharger.ts';
import { startServe, type Ran, type ServeProcess } from '../processes/kerbside.ts';
import { serveClient } from '../processes/serveClient.ts';

let home: string;
let serve: ServeProcess;
const running: PracticePort[] = [];
/** A command in this process: with a Kerbside that runs, each start of a program would take longer than its work. */
async function kerbside(...words: string[]): Promise<Ran> {
  const ran = { stdout: '', stderr: '' };
  const code = await run(words, {
    ...terminal,
    print: (line) => Promise.resolve(void (ran.stdout += `${line}\n`)),
    note: (line) => void (ran.stderr += `${line}\n`),
  });
  return { code, ...ran };
}
const terminal = openTerminal();
const serial = (words: string, ...args: string[]): Promise<Ran> =>
  kerbside('serial', ...words.split(' '), ...args);

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-cli-'));
  vi.stubEnv('KERBSIDE_HOME', home);
  vi.stubEnv('KERBSIDE_PORT_PASSWORD', 'charger');
  serve = await startServe({ home, session: join(home, 'visit.kerbside') });
});

afterEach(async () => {
  for (const port of running.splice(0)) await port.stop();
});

afterAll(async () => {
  await serve.stop();
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

async function device(kind: PracticePortDevice, ...habits: string[]): Promise<string> {
  const port = await createPracticePort({ device: kind, habits });
  running.push(port);
  return port.path;
}

describe('an OpenEVSE on the cable', () => {
  it('is identified, with how sure that is and where it is known from', async () => {
    const on = ['--port', await device('rapi'), '--profile', 'openevse-rapi'];
    const words = await serial('identify', ...on);
    expect(words.code).toBe(0);
    expect(words.stdout).toMatch(/Firmware +8\.2\.3[^]*How sure +certain[^]*Known from +source-code/);
  });

  it('is found without a profile, and what else fits is said; by listening alone it is not', async () => {
    const on = ['--port', await device('rapi')];
    const listened = await serial('identify --listen-only', ...on);
    expect([listened.code, listened.stdout]).toEqual([4, '']);
    expect(listened.stderr).not.toContain(', asked:');
    const json = await serial('identify --json', ...on);
    expect(json.stderr).toContain(', asked:');
    expect(json.stderr).toContain('optiboot (RAPI)” fits the same answer');
    expect(JSON.parse(json.stdout)).toMatchObject({
      profileId: 'openevse-rapi',
      evidence: { level: 'source-code' },
      identity: { confidence: 'certain', firmwareVersion: '8.2.3' },
    });
  });

  it('is read and set, after a question where it is not harmless', async () => {
    const on = ['--port', await device('rapi'), '--profile', 'openevse-rapi'];
    const read = await serial('config read maxCurrent', ...on, '--json');
    expect([read.code, JSON.parse(read.stdout)]).toMatchObject([0, [{ key: 'maxCurrent', value: '24' }]]);
    // Whatever way the key is spelt in.
    const asked = await serial('config set MAXCURRENT 16', ...on);
    expect(asked.code).toBe(2);
    expect(asked.stderr).toMatch(/changes how a car is charged[^]*Add --yes/);
    const set = await serial('config set maxCurrent 16 --yes --json', ...on);
    expect([set.code, JSON.parse(set.stdout)]).toMatchObject([
      0,
      { steps: [{ address: 'maxCurrent', before: '24', after: '16', readBack: 'as-wanted' }] },
    ]);
    expect((await serial('config set maxCurrent 999 --yes', ...on)).code).toBe(3);
    const unknown = await serial('config read maxCurrent nothing', ...on);
    expect([unknown.code, unknown.stdout]).toEqual([3, expect.stringContaining('16 A')]);
    expect(unknown.stderr).toContain('does not have: nothing');
  });

  it('is asked about again before changes go on that a car held back, and brought back', async () => {
    const client = await serveClient(serve);
    onTestFinished(() => client.close());
    const path = await device('rapi', 'fast', 'session=0', 'charging');
    const on = ['--port', path, '--profile', 'openevse-rapi'];
    const { cableId } = await client.call('port.open', { path, profileId: 'openevse-rapi' });
    expect((await serial('config set operation sleeping --yes', '--port', path)).code).toBe(0);
    // The first change lets the car charge that waits.
    const changes = [
      { address: 'operation', value: 'enabled' },
      { address: 'maxCurrent', value: '13' },
    ];
    await client.call('configuration.change', { stationId: cableId, changes, origin: 'edit' });
    const held = await serial('config continue --json', '--port', path);
    expect([held.code, JSON.parse(held.stdout)]).toMatchObject([3, { state: 'broken-off' }]);
    const asked = await serial('config continue', ...on);
    expect(asked.code).toBe(2);
    expect(asked.stderr).toMatch(/A car is charging\.[^]*changes how a car is charged[^]*Add --yes/);
    expect((await kerbside('config', 'continue', cableId)).code).toBe(2);
    const went = await kerbside('config', 'continue', cableId, '--yes', '--json');
    expect([went.code, JSON.parse(went.stdout)]).toMatchObject([
      0,
      { state: 'finished', steps: [{}, { after: '13', readBack: 'as-wanted' }] },
    ]);
    expect((await serial('config continue', '--port', path)).stderr).toContain('nothing to go on with');

    expect((await kerbside('config', 'set', cableId, 'maxcurrent', '14')).code).toBe(2);
    const undone = await kerbside('config', 'undo', cableId, '--yes');
    expect(undone.stderr).toContain('changes how a car is charged');
    const read = await kerbside('config', 'read', cableId, '--key', 'maxCurrent', '--json');
    expect(JSON.parse(read.stdout)).toMatchObject({ items: [{ address: 'maxCurrent', value: '24' }] });
    await client.call('port.close', { path });
    const closed = await kerbside('config', 'continue', cableId);
    expect([closed.code, closed.stderr]).toEqual([5, expect.stringContaining('open the port')]);
  });

  it('tells what can be pulled, and says that it takes no firmware', async () => {
    const on = ['--port', await device('rapi'), '--profile', 'openevse-rapi'];
    const list = await serial('diagnostics --list', ...on);
    expect([list.code, list.stdout]).toEqual([0, expect.stringMatching(/^WHAT +BY\nrapi-dump +command/)]);
    const file = join(home, 'firmware.bin');
    writeFileSync(file, 'x'.repeat(1000));
    const pushed = await serial(`firmware ${file} --yes`, ...on);
    expect(pushed.code).toBe(3);
    expect(pushed.stderr).toMatch(/firmware/i);
  });
});

describe('a Linux console on the cable', () => {
  const on = (path: string): string[] => ['--port', path, '--profile', 'linux-uboot-console'];

  it('is logged in to, and its log is pulled', async () => {
    const path = await device('console', 'quick', 'booted');
    const out = join(home, 'logs');
    const pulled = await serial('diagnostics dmesg --login root', '--out', out, ...on(path));
    expect(pulled.code).toBe(0);
    expect(readFileSync(pulled.stdout.trim(), 'utf8')).toContain('Linux');
    const session = readFileSync(join(home, 'visit.kerbside'), 'latin1');
    expect(session).not.toContain('charger\r');
  });

  it('has no such log: that is said, and nothing is kept', async () => {
    const path = await device('console', 'quick', 'logged-in');
    const out = join(home, 'none');
    const unknown = await serial('diagnostics dmsg', '--out', out, ...on(path));
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('Did you mean "dmesg"?')]);
    const words = ['journalctl --no-pager -n 5000', '--out', out, ...on(path)];
    const refused = await serial('diagnostics', ...words);
    expect([refused.code, refused.stdout]).toEqual([3, '']);
    expect(refused.stderr).toContain('-sh: journalctl: not found.');
    expect(readdirSync(out)).toEqual([]);
  });

  it('refuses a wrong password, and that is said', async () => {
    const path = await device('console', 'quick', 'booted', 'wrong-password');
    const ran = await serial('identify --login root', ...on(path));
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('refused the login');
  });

  it('takes firmware, from the login to the version afterwards', async () => {
    const path = await device('console', 'quick', 'booted');
    const file = join(home, 'u-boot.img');
    writeFileSync(
      file,
      Buffer.concat([Buffer.from('PRACTICE-FW 1.3.0\n'), Buffer.alloc(20_000, 'firmware ')]),
    );
    for (const [param, words] of [
      ['loadaddr', 'takes NAME=VALUE'],
      ['loadaddr=here', 'is nothing that'],
      ['address=0x82000000', 'no parameter “address”'],
    ] as const) {
      const wrong = await serial(`firmware ${file} --check --param ${param}`, ...on(path));
      expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining(words)]);
    }
    const given = 'loadaddr=0x82000000';
    const checked = await serial(`firmware ${file} --check --json --param ${given}`, ...on(path));
    expect(checked.stderr).toContain(`  ${given}: `);
    expect(JSON.parse(checked.stdout)).toMatchObject({
      file: { name: 'u-boot.img', sizeBytes: 20_018 },
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: 'loadaddr', value: '0x82000000', isGiven: true }),
      ]) as [],
    });
    const pushed = await serial(`firmware ${file} --yes --json --login root --param ${given}`, ...on(path));
    expect(JSON.parse(pushed.stdout)).toMatchObject({
      parameters: { loadaddr: '0x82000000' },
      kind: 'firmware',
      method: 'ymodem',
      bytes: 20_018,
      state: 'verified',
      versionAfter: '1.3.0',
    });
    expect(pushed.code).toBe(0);
    expect(pushed.stderr).toMatch(/SHA-256/);
  });
});

describe('a wallbox on the bus', () => {
  it('is found by a scan of its units', async () => {
    const profile = 'heidelberg-energy-control';
    const on = ['--port', await device('modbus'), '--profile', profile];
    const scanned = await serial('identify --scan 1-4 --json', ...on);
    expect(scanned.code).toBe(0);
    expect(JSON.parse(scanned.stdout)).toMatchObject([{ unit: 1 }]);
  });
});

describe('profiles', () => {
  it('are listed, checked by line and field, and have a schema', async () => {
    const list = await serial('profiles --json');
    expect(JSON.parse(list.stdout)).toMatchObject({
      profiles: expect.arrayContaining([expect.objectContaining({ id: 'openevse-rapi' })]) as [],
      portless: expect.arrayContaining([]) as [],
    });
    const schema = await serial('profiles schema');
    expect(JSON.parse(schema.stdout)).toMatchObject({ title: 'Kerbside port profile' });
    const file = join(home, 'mine.yaml');
    writeFileSync(file, 'schema: 1\nid: mine\nname: 7\ndriver: rapi\n');
    const checked = await serial('profiles check', file);
    expect(checked.code).toBe(3);
    expect(checked.stdout).toContain(`${file}:3: name`);
  });
});
