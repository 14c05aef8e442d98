import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { looking, testFile, testFolder } from './lookingAt.ts';
import { makeTar } from './makeTar.ts';
import { makeZip } from './makeZip.ts';

const LOG = '2026-11-21T10:00:00Z first\n2026-11-21T10:00:01Z second\n';

function hasProgram(name: string): boolean {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    // Not installed here: the test says so by its name.
    return false;
  }
}

describe('archives', () => {
  it('lists and opens a ZIP archive, by its bytes and not by its name', async () => {
    const data = makeZip([
      { name: 'logs/' },
      { name: 'logs/a.log', data: LOG },
      { name: 'plain.txt', data: 'x', method: 0 },
    ]);
    const path = testFile('diagnostics.bin', data);
    const { state } = await looking().open(path);
    expect(state).toMatchObject({
      state: 'ready',
      kind: 'zip',
      kindName: 'ZIP archive',
      entries: 3,
      views: ['entries', 'hex'],
    });
    const entries = await looking().entries(path);
    expect(entries.map(({ id, kind, sizeBytes }) => [id, kind, sizeBytes])).toEqual([
      ['logs/', 'folder', 0],
      ['logs/a.log', 'file', LOG.length],
      ['plain.txt', 'file', 1],
    ]);
    expect(await looking().lines(path, ['logs/a.log'])).toEqual(LOG.trimEnd().split('\n'));
    expect(await looking().lines(path, ['plain.txt'])).toEqual(['x']);
  });

  it('reads ZIP64 and sizes that stand behind the bytes', async () => {
    const path = testFile(
      'a.zip',
      makeZip([
        { name: '64.log', data: LOG, isZip64: true },
        { name: 'behind.log', data: LOG, hasDescriptor: true },
      ]),
    );
    expect(await looking().lines(path, ['64.log'])).toHaveLength(2);
    expect(await looking().lines(path, ['behind.log'])).toHaveLength(2);
  });

  it('reads tar and tar.gz with long names, and shows links without following them', async () => {
    const long = `${'deep/'.repeat(40)}charger.log`;
    const tar = await makeTar([
      { name: long, data: LOG },
      { name: 'passwd', type: 'symlink', linkname: '/etc/passwd' },
      { name: 'null', type: 'character-device' },
    ]);
    for (const path of [testFile('logs', tar), testFile('logs.tgz', gzipSync(tar))]) {
      const entries = await looking().entries(path);
      expect(entries.map(({ id, kind, target }) => [id, kind, target])).toEqual([
        [long, 'file', undefined],
        ['passwd', 'link', '/etc/passwd'],
        ['null', 'device', undefined],
      ]);
      expect(await looking().lines(path, [long])).toHaveLength(2);
      const { state } = await looking().open(path, ['passwd']);
      expect(state.failure?.message).toBe('passwd is a link to /etc/passwd, and links are not followed.');
    }
  });

  it('reads gzip files of several members, with the name that they carry or the one of the file', async () => {
    const path = testFile('ocpp.log.gz', Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]));
    expect((await looking().entries(path)).map(({ id }) => id)).toEqual(['ocpp.log']);
    expect(await looking().lines(path, ['ocpp.log'])).toEqual(['one', 'two']);
  });

  it('goes through archives within archives, step by step or in one way', async () => {
    const inner = makeZip([{ name: 'a/b.txt', data: LOG }]);
    const path = testFile('all.tar.gz', gzipSync(await makeTar([{ name: 'inner.zip', data: inner }])));
    const { state } = await looking().open(path, ['inner.zip/a/b.txt']);
    expect(state).toMatchObject({ inside: ['inner.zip', 'a/b.txt'], name: 'b.txt', kind: 'text' });
    expect(await looking().lines(path, ['inner.zip', 'a/b.txt'])).toHaveLength(2);
    const { state: missing } = await looking().open(path, ['inner.zip', 'nothing']);
    expect(missing.failure).toMatchObject({
      code: 'not-found',
      message: 'There is no entry “nothing” in inner.zip.',
    });
  });

  it('tells entries of one name apart', async () => {
    const path = testFile(
      'a.zip',
      makeZip([
        { name: 'log', data: 'old' },
        { name: 'log', data: 'new' },
      ]),
    );
    const entries = await looking().entries(path);
    expect(entries.map(({ id, isDuplicate }) => [id, isDuplicate])).toEqual([
      ['log', false],
      ['log #2', true],
    ]);
    expect(await looking().lines(path, ['log #2'])).toEqual(['new']);
  });

  it('guesses names that are no UTF-8, and says how', async () => {
    const path = testFile(
      'a.zip',
      makeZip([
        { name: Buffer.from([0x81, 0x62, 0x65, 0x72]), data: '1', system: 0 },
        { name: Buffer.from('über'), data: '2', system: 3 },
        { name: Buffer.from([0xfc, 0x62, 0x65, 0x72, 0x32]), data: '3', system: 3 },
        { name: 'größe', data: '4', isUtf8: true },
      ]),
    );
    const entries = await looking().entries(path);
    expect(entries.map(({ name, nameGuess }) => [name, nameGuess])).toEqual([
      ['über', 'CP437'],
      ['über', 'UTF-8'],
      ['über2', 'Windows-1252'],
      ['größe', undefined],
    ]);
  });

  it('says what it does not open, and what to do', async () => {
    const path = testFile(
      'a.zip',
      makeZip([
        { name: 'secret', data: 'x', isEncrypted: true },
        { name: 'bz', data: 'x', method: 12 },
      ]),
    );
    const [secret, bz] = await looking().entries(path);
    expect(secret).toMatchObject({
      isEncrypted: true,
      hindrance: expect.stringMatching(/protected by a password.*7-Zip/),
    });
    expect(bz?.hindrance).toMatch(/\(bzip2\).*7-Zip/);
    const { state } = await looking().open(path, ['secret']);
    expect(state.failure).toMatchObject({ code: 'invalid-params', message: 'secret cannot be opened.' });
  });

  it.each([
    ['7z archive', Buffer.from('377abcaf271c0004aabbccddeeff', 'hex')],
    ['RAR archive', Buffer.from('526172211a070100aabbcc', 'hex')],
    ['file packed with xz', Buffer.from('fd377a585a000004aabbccdd', 'hex')],
    ['file packed with zstd', Buffer.from('28b52ffd0458aabbccddee01', 'hex')],
    ['file packed with bzip2', Buffer.from('425a683931415926535901020304', 'hex')],
    [
      'file encrypted with OpenSSL',
      Buffer.concat([Buffer.from('Salted__'), Buffer.from('01020304050607080e0f', 'hex')]),
    ],
  ])('names a %s', async (name, data) => {
    const { state } = await looking().open(testFile('upload', data));
    expect(state).toMatchObject({ state: 'ready', kindName: name, views: expect.arrayContaining(['hex']) });
    expect(state.notes[0]).toMatchObject({ sentence: `This is a ${name}.`, remedy: expect.any(String) });
  });
});

describe.skipIf(!hasProgram('tar') || !hasProgram('gzip'))(
  'archives of tar and gzip (skipped where they are not installed)',
  () => {
    it.each(['ustar', 'pax', 'gnu'])('reads what tar writes as %s', async (format) => {
      const folder = testFolder();
      mkdirSync(join(folder, 'logs'));
      writeFileSync(join(folder, 'logs', 'ä.log'), LOG);
      const long = `${'x'.repeat(format === 'ustar' ? 80 : 200)}.log`;
      writeFileSync(join(folder, 'logs', long), LOG);
      symlinkSync('/etc/passwd', join(folder, 'logs', 'link'));
      execFileSync('tar', [`--format=${format}`, '-czf', 'out.tgz', 'logs'], { cwd: folder });
      const path = join(folder, 'out.tgz');
      const entries = await looking().entries(path);
      expect(entries.map(({ name }) => name).sort()).toEqual(
        ['logs/', 'logs/link', `logs/${long}`, 'logs/ä.log'].sort(),
      );
      expect(await looking().lines(path, [`logs/${long}`])).toHaveLength(2);
      const out = join(testFolder(), 'out');
      const one = looking();
      const { content } = await one.open(path);
      const { signal } = new AbortController();
      const result = await one.contents.extract(content, out, undefined, { signal });
      expect(result).toMatchObject({ files: 2, isWhole: false, problems: [{ name: 'logs/link' }] });
      expect(readFileSync(join(out, 'logs', 'ä.log'), 'utf8')).toBe(LOG);
    });
  },
);
