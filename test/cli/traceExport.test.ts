import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTraceFile } from '../../electron/core/index.ts';
import { Trace } from '../../electron/core/trace/trace.ts';
import { runKerbside } from '../processes/kerbside.ts';
import { committed, exchange, newRecord, temporaryFolder } from '../core/trace/sessions.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-cli-'));
});
afterAll(() => {
  rmSync(home, { recursive: true });
});

const TAG = '04A1B2C3D4';

async function visit(): Promise<string> {
  const path = join(temporaryFolder(), 'visit.kerbside');
  const trace = Trace.open(path);
  const { store } = trace;
  store.append(newRecord({ kind: 'connect', raw: '{"remoteAddress":"10.1.2.3"}' }));
  store.append(newRecord({ action: 'Authorize', raw: `[2,"m1","Authorize",{"idTag":"${TAG}"}]` }));
  for (const record of exchange('m2', 'Heartbeat', 'CP-2')) store.append(record);
  store.append(newRecord({ kind: 'note', raw: `Card ${TAG} is refused.` }));
  await committed(store);
  await trace.close();
  return path;
}

describe('kerbside trace export', () => {
  it('writes a format with a filter, redacted, and tells what became of it', async () => {
    const path = await visit();
    const out = join(path, '..', 'out.html');
    const run = await runKerbside(home, [
      'trace',
      'export',
      path,
      '--format',
      'html',
      '--redact',
      '--stations',
      'CP-1',
      '--out',
      out,
      '--json',
    ]);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      format: 'html',
      out,
      records: 3,
      leftOut: 0,
      redaction: { found: { idTags: 1, network: 1 } },
    });
    const page = readFileSync(out, 'utf8');
    expect(page).toContain('Card TAG-1 is refused.');
    expect(page).not.toContain(TAG);
    expect(page).not.toContain('CP-2');
  });

  it('replaces what packs call secret, the built-in ones and those of the technician', async () => {
    const path = join(temporaryFolder(), 'keys.kerbside');
    const trace = Trace.open(path);
    const keys = [
      { key: 'G_Authentication', readonly: false, value: 'hunter22' },
      { key: 'Depot.Greeting', readonly: false, value: 'good-day' },
    ];
    trace.store.append(newRecord({ raw: JSON.stringify([3, 'm1', { configurationKey: keys }]) }));
    await committed(trace.store);
    await trace.close();
    const meaning = { type: 'string', access: 'read-write', isSecret: true, meaning: 'A word.' };
    mkdirSync(join(home, 'maker-packs'), { recursive: true });
    writeFileSync(
      join(home, 'maker-packs', 'depot.json'),
      JSON.stringify({
        kerbside: 'maker-pack',
        version: 1,
        id: 'depot',
        name: 'Depot',
        match: [{ vendor: ['kerbside'] }],
        source: 'Handbook',
        evidence: 'documented',
        keys: [{ key: 'Depot.Greeting', ...meaning }],
      }),
    );
    const args = ['trace', 'export', path, '--format', 'jsonl', '--redact'];
    const { code, stdout } = await runKerbside(home, args);
    expect(code).toBe(0);
    expect(stdout).toContain('Depot.Greeting');
    expect(stdout).not.toMatch(/hunter22|good-day/);
  });

  it('without --redact replaces nothing and says so; what is left out is said', async () => {
    const path = await visit();
    const run = await runKerbside(home, ['trace', 'export', path, '--format', 'jsonl-strict']);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(TAG);
    expect(run.stderr).toContain('Nothing is redacted');
    expect(run.stderr).toMatch(/2 records were left out/);
    const quiet = await runKerbside(home, [
      'trace',
      'export',
      path,
      '--format',
      'mermaid',
      '--no-redact',
      '--filter',
      'action:Heartbeat',
    ]);
    expect(quiet.stderr).not.toContain('redacted');
    expect(quiet.stdout).toContain('Heartbeat');
    expect(quiet.stdout).not.toContain('Authorize');
  });

  it.each([
    [[], /needs a format: --format jsonl\|/],
    [['--format', 'htlm'], /Did you mean html\?/],
    [['--format', 'html', '--redact', '--no-redact'], /opposite/],
    [['--format', 'html', '--keep', 'idTags'], /give --redact, too/],
    [['--format', 'html', '--redact', '--keep', 'idtag'], /Did you mean idTags\?/],
    [['--format', 'html', '--filter', 'latency:>'], /--filter: /],
  ])('with %j is bad usage, with a sentence', async (words, sentence) => {
    const run = await runKerbside(home, ['trace', 'export', 'visit.kerbside', ...words]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(sentence);
  });

  it('into a folder that is not there leaves nothing', async () => {
    const path = await visit();
    const out = join(path, '..', 'nowhere', 'out.html');
    const run = await runKerbside(home, [
      'trace',
      'export',
      path,
      '--format',
      'html',
      '--no-redact',
      '--out',
      out,
    ]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('There is no folder');
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(join(path, '..')).filter((name) => name.includes('part'))).toEqual([]);
  });
});

describe('kerbside trace redact', () => {
  it('makes a session out of a session, without its secrets and with its pairs', async () => {
    const path = await visit();
    const out = join(path, '..', 'clean.kerbside');
    const run = await runKerbside(home, ['trace', 'redact', path, '--out', out, '--redact-stations']);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('1 id tag');
    expect(readFileSync(out).includes(TAG)).toBe(false);
    expect(readFileSync(out).includes('CP-2')).toBe(false);
    expect(readFileSync(path).includes(TAG)).toBe(true);
    const file = openTraceFile(out);
    const records = [...file.search({})];
    file.close();
    expect(records.map(({ kind }) => kind)).toEqual(['note', 'connect', 'call', 'call', 'result', 'note']);
    expect(records[0]?.raw).toMatch(/^Redacted: /);
    expect(records[3]).toMatchObject({ seq: 4, pairSeq: 5, stationId: 'STATION-2' });
    expect(records[5]?.raw).toBe('Card TAG-1 is refused.');
  });

  it('knows the format by the ending', async () => {
    const path = await visit();
    const csv = join(path, '..', 'clean.csv');
    const run = await runKerbside(home, ['trace', 'redact', path, '--out', csv, '--keep', 'network']);
    expect(run.code).toBe(0);
    expect(readFileSync(csv, 'utf8')).toContain('10.1.2.3');
  });

  it.each([
    [['visit.kerbside'], '--out OUT'],
    [['visit.kerbside', '--out', 'x.docx'], '.docx'],
    [['visit.kerbside', '--out', 'visit.kerbside'], 'the file itself'],
  ])('with %j is bad usage, with a sentence', async (words, sentence) => {
    const run = await runKerbside(home, ['trace', 'redact', ...words]);
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining(sentence)]);
  });
});
