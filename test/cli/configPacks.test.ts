import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import type { MakerPack } from '../../shared/ocpp/configuration/makerPacks/makerPack.ts';
import type { PackEntry, PackProblem } from '../../shared/ocpp/configuration/makerPacks/packState.ts';
import {
  CLI,
  environment,
  runKerbside,
  startServe,
  type Ran,
  type ServeProcess,
} from '../processes/kerbside.ts';

interface Listed {
  folder: string;
  packs: PackEntry[];
  problems: PackProblem[];
}

let home: string;
let serve: ServeProcess;
const practices: ChildProcess[] = [];

const config = (...words: string[]): Promise<Ran> => runKerbside(home, ['config', ...words]);
const pack = (name: string, text: string): void => writeFileSync(join(home, 'maker-packs', name), text);

const KEY = { key: 'Kerbside.DisplayGreeting', type: 'string', access: 'read-write', meaning: 'A word.' };
const PACK = {
  kerbside: 'maker-pack',
  version: 1,
  id: 'depot',
  name: 'Depot',
  match: [{ vendor: ['kerbside'] }],
  source: 'Handbook',
  evidence: 'documented',
  keys: [{ ...KEY, isSecret: true }],
};

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-packs-'));
  mkdirSync(join(home, 'maker-packs'));
  pack('depot.json', JSON.stringify(PACK));
  serve = await startServe({ home, session: join(home, 'visit.kerbside') });
  for (const words of [
    ['--id', 'CP-1'],
    ['--id', 'M-1', '--ocpp', '2.0.1'],
  ]) {
    const args = [CLI, 'practice', '--url', serve.ocpp, ...words];
    practices.push(spawn(process.execPath, args, { env: environment(home), stdio: 'ignore' }));
  }
  let ready = 0;
  do {
    const { stdout } = await runKerbside(home, ['stations', '--json']);
    const stations = JSON.parse(stdout || '[]') as Array<{ connected: boolean; connectors: unknown[] }>;
    ready = stations.filter(({ connected, connectors }) => connected && connectors.length > 0).length;
  } while (ready < 2);
}, 120_000);

afterAll(async () => {
  for (const child of practices) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
  await serve.stop();
  rmSync(home, { recursive: true, force: true });
});

describe('packs of the technician', () => {
  it('are listed with their files, also after they were changed; wrong ones with their place', async () => {
    const listed = await config('packs', '--json');
    expect(listed.code).toBe(0);
    const { folder, packs, problems } = JSON.parse(listed.stdout) as Listed;
    expect(folder).toBe(join(home, 'maker-packs'));
    expect(packs[0]).toMatchObject({ id: 'depot', file: 'depot.json', vendors: ['kerbside'], keys: 1 });
    expect(packs.length).toBeGreaterThan(10);
    expect(problems).toEqual([]);

    pack('wrong.json', JSON.stringify({ ...PACK, id: 'wrong', keys: [{ ...KEY, typ: 1 }] }, null, 1));
    const wrong = await config('packs');
    rmSync(join(home, 'maker-packs', 'wrong.json'));
    expect(wrong.code).toBe(3);
    expect(wrong.stderr).toMatch(/wrong\.json, line \d+, keys\.0\.typ: .*did you mean “type”\?/);
    expect(wrong.stdout).toMatch(/Depot +kerbside +1 +depot\.json/);
  }, 60_000);

  it('make secrets of what they call so, in what is read, compared and set', async () => {
    const read = await config('read', 'CP-1', '--key', KEY.key, '--json');
    const { items } = JSON.parse(read.stdout) as Configuration;
    expect(items).toMatchObject([{ address: KEY.key }]);
    expect(items[0]?.value).toBeUndefined();
    const shown = await config('read', 'CP-1', '--key', KEY.key, '--json', '--show-secrets');
    expect(shown.stdout).toContain('Welcome');
    const set = await config('set', 'CP-1', KEY.key, 'Ahoy-there', '--json');
    expect(set.code).toBe(0);
    expect(set.stdout + set.stderr).not.toContain('Ahoy-there');
    const saved = await config('save', 'CP-1', '-', '--format', 'json');
    expect(saved.stdout).not.toContain('Ahoy-there');
    writeFileSync(join(home, 'before.csv'), `key,value\n${KEY.key},Welcome\n`);
    const diff = await config('diff', join(home, 'before.csv'), 'CP-1');
    expect(diff.stdout).toContain('(a secret)');
    expect(diff.stdout).not.toMatch(/Ahoy-there|Welcome/);
  }, 90_000);

  it('begin with the keys that nobody describes', async () => {
    expect((await config('packs', '--draft', 'M-1')).code).toBe(3);
    expect((await config('packs', '--draft', 'CP-404')).code).toBe(5);
    pack(
      'practice.json',
      JSON.stringify({ ...PACK, id: 'kerbside-practice', match: [{ vendor: ['nobody'] }] }),
    );
    const draft = await config('packs', '--draft', 'CP-1');
    rmSync(join(home, 'maker-packs', 'practice.json'));
    // Kerbside's own pack for practice chargers was put out of place, so that its keys are not described.
    const { keys, match } = JSON.parse(draft.stdout) as MakerPack;
    expect(keys.map(({ key }) => key)).toContain('Kerbside.MaxCurrent');
    expect(keys.map(({ key }) => key)).not.toContain(KEY.key);
    expect(match[0]?.vendor).toEqual(['Kerbside']);
  }, 60_000);
});

describe('a part of a device model', () => {
  it('is read by criteria and by names', async () => {
    const components = ['--component', 'Connector@1:1', '--component', 'OCPPCommCtrlr:OfflineThreshold'];
    const named = await config('read', 'M-1', ...components, '--json');
    expect(named.code).toBe(0);
    const part = JSON.parse(named.stdout) as Configuration;
    expect(part).toMatchObject({ isWhole: false, how: 'report' });
    expect(part.items.map(({ address }) => address.split('.')[0])).toContain('Connector@1:1');
    const problem = await config('read', 'M-1', '--criteria', 'problem');
    expect(problem.code).toBe(0);
    expect(problem.stderr).toContain('nothing to report of components that meet Problem');
    const both = await config('read', 'M-1', '--criteria', 'Problem,Available', '--component', 'EVSE');
    expect(both.stdout).toContain('EVSE@1.AvailabilityState');
    expect(both.stdout).not.toContain('Connector');
    expect(both.stderr).toContain('Everything else was not asked for.');
  }, 60_000);

  it('as a file differs in nothing that it was not asked for', async () => {
    const { stdout } = await config('read', 'M-1', '--component', 'EVSE', '--json');
    writeFileSync(join(home, 'part.json'), stdout);
    const diff = await config('diff', join(home, 'part.json'), 'M-1');
    expect(diff.code).toBe(0);
    expect(diff.stdout).toMatch(/\d+ not known, \d+ the same/);
  }, 60_000);

  it.each([
    [['M-1', '--criteria', 'Problm'], 'Did you mean Problem?'],
    [['M-1', '--criteria', ','], '--criteria takes one or more of Active'],
    [['M-1', '--component', 'A:'], '--component takes a name'],
    [['M-1', '--component', 'EVSE', '--scope', 'full'], 'cannot be combined'],
  ])('is asked for in words that can be read: %j', async (words, sentence) => {
    const ran = await config('read', ...words);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(sentence);
  });

  it('is none of a 1.6 charger', async () => {
    const ran = await config('read', 'CP-1', '--criteria', 'Problem');
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('GetReport is of 2.0.1 and 2.1');
  });
});
