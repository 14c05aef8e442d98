import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPracticeCharger } from '../../electron/practice/createPracticeCharger.ts';
import type { FetchStep } from '../../shared/files/diagnosticsFetch.ts';
import type { PracticeCharger } from '../../shared/practice/practiceCharger.ts';
import { habits } from '../practice/files/fileTalk.ts';
import { runKerbside, startServe, type Ran, type ServeProcess } from '../processes/kerbside.ts';

let home: string;
let serve: ServeProcess;
const chargers: PracticeCharger[] = [];

const firmware = (...words: string[]): Promise<Ran> => runKerbside(home, ['firmware', ...words]);

function image(version: string): string {
  const path = join(home, `practice-${version}.bin`);
  writeFileSync(path, `KERBSIDE-PRACTICE-FIRMWARE ${version}\n${'x'.repeat(100_000)}`);
  return path;
}

async function practise(stationId: string, ...words: string[]): Promise<void> {
  const charger = createPracticeCharger({
    url: serve.ocpp,
    stationId,
    version: '2.0.1',
    speed: 200,
    ...habits(...words),
  });
  chargers.push(charger);
  for (;;) {
    const { stdout } = await runKerbside(home, ['stations', '--json']);
    const lines = stdout.split('\n');
    if (lines.some((line) => line.includes(`"${stationId}"`) && line.includes('"1.4.2"'))) return;
  }
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-firmware-'));
  serve = await startServe({ home, session: join(home, 'visit.kerbside') });
});

afterAll(async () => {
  await Promise.all(chargers.map((charger) => charger.stop()));
  await serve.stop();
  rmSync(home, { recursive: true, force: true });
});

describe('kerbside firmware', () => {
  it('says what will happen, and sends nothing where nobody can be asked', async () => {
    await practise('CP-0');
    const { code, stdout, stderr } = await firmware('CP-0', image('1.5.0'));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('CP-0: ok: No car is charging.');
    expect(stderr).toContain(
      'CP-0 is sent UpdateFirmware: it is to fetch practice-1.5.0.bin (100 kB) by HTTP',
    );
    expect(stderr).toContain('Add --yes');
    expect((await firmware('CP-0', image('1.5.0'), '--check')).code).toBe(0);
  });

  it('pushes, tells how it goes, and ends with 0 only when it is verified', async () => {
    await practise('CP-1');
    const { code, stdout, stderr } = await firmware('CP-1', image('1.5.0'), '--version', '1.5.0', '--yes');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'CP-1: verified, 1.4.2 -> 1.5.0\n' });
    expect(stderr).toContain('CP-1: The configuration was kept, so that it can be put back.');
    expect(stderr).toContain('CP-1: The whole file has left: 100 kB');
    expect(stderr).toContain('CP-1: Verified: it reports version 1.5.0, as expected (1.4.2 before).');
    const { stdout: found } = await runKerbside(home, [
      'trace',
      'search',
      join(home, 'visit.kerbside'),
      'type:transfer',
      '--json',
    ]);
    expect(found).toContain('Firmware: Verified');
  });

  it('prints the whole story of each of several chargers, some of which fail', async () => {
    await practise('CP-2');
    await practise('CP-3', 'installation-fails');
    await practise('CP-4', 'keeps-version');
    const { code, stdout } = await firmware(
      'CP-2',
      'CP-3',
      'CP-4',
      image('1.6.0'),
      '--yes',
      '--json',
      '--limit',
      '1',
    );
    const stories = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { stationId: string; state: string; steps: FetchStep[] });
    const states = stories.map(({ stationId, state }) => [stationId, state]);
    expect(states).toEqual([
      ['CP-2', 'verified'],
      ['CP-3', 'failed'],
      ['CP-4', 'unverified'],
    ]);
    expect(code).toBe(4);
    expect(stories[0]?.steps[0]?.at).toMatch(/^\d{4}-/);
  });

  it('signs with a test key, which a charger verifies that trusts anybody', async () => {
    await practise('CP-5');
    const { code, stderr } = await firmware('CP-5', image('1.7.0'), '--test-key', '--yes');
    expect(code).toBe(0);
    expect(stderr).toContain('CP-5: Signed with RSA-PSS over SHA-256 by a test key of Kerbside');
    expect(stderr).toContain('Says SignatureVerified: the signature is right.');
  });

  it('has a local controller publish it, and stop that', async () => {
    await practise('CP-6', 'local-controller');
    const path = image('1.8.0');
    const { code, stdout } = await firmware('CP-6', path, '--publish', '--yes');
    expect(code).toBe(0);
    expect(stdout).toContain('CP-6: published, http://');
    const md5 = createHash('md5')
      .update(`KERBSIDE-PRACTICE-FIRMWARE 1.8.0\n${'x'.repeat(100_000)}`)
      .digest('hex');
    expect((await firmware('CP-6', path, '--unpublish', '--yes')).stdout).toBe('Unpublished\n');
    expect((await firmware('CP-6', md5, '--unpublish', '--yes')).stdout).toBe('NoFirmware\n');
  });

  it('tells by its exit code what is wrong', async () => {
    expect((await firmware('CP-9', image('1.5.0'), '--yes')).code).toBe(5);
    expect((await firmware('CP-0')).code).toBe(2);
    const missing = await firmware('CP-0', join(home, 'nothing.bin'), '--yes');
    expect(missing.stderr).toContain('There is no file');
    expect(missing.code).not.toBe(0);
    writeFileSync(join(home, 'empty.bin'), '');
    expect((await firmware('CP-0', join(home, 'empty.bin'), '--yes')).stderr).toContain('is empty');
    expect((await firmware('CP-0', image('1.5.0'), '--protocol', 'tftp', '--yes')).code).toBe(2);
    expect((await firmware('CP-0', image('1.5.0'), '--retrieve-at', '2h', '--yes')).code).toBe(2);
    expect((await firmware('CP-0', image('1.5.0'), '--certificate', 'c.pem', '--yes')).code).toBe(2);
  });
});
