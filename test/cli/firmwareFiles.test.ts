import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FirmwareFile } from '../../shared/files/firmwareFile.ts';
import { runKerbside, startServe, type Ran, type ServeProcess } from '../processes/kerbside.ts';

let home: string;
let serve: ServeProcess;

const IMAGE = Buffer.alloc(200_000, 'image ');
const SUM = createHash('sha256').update(IMAGE).digest('hex');

const files = (...words: string[]): Promise<Ran> => runKerbside(home, ['firmware-files', ...words]);
const put = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(home, name), content);
  return join(home, name);
};
const listed = async (): Promise<FirmwareFile[]> =>
  JSON.parse((await files('list', '--json')).stdout) as FirmwareFile[];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-firmware-'));
  serve = await startServe({ home, session: join(home, 'visit.kerbside') });
}, 60_000);

afterAll(async () => {
  await serve.stop();
  rmSync(home, { recursive: true, force: true });
});

describe('the firmware library from the command line', () => {
  it('takes a file with what is said of it, lists, checks and removes it', async () => {
    expect((await files('list')).stderr).toContain('The library is empty');
    const path = put('acme-1.4.2.bin', IMAGE);
    const notes = put('notes.txt', 'Fixes everything.');
    const words = ['--version', '1.4.2', '--vendor', 'ACME*', '--model', 'Wall 22', '--model', 'Wall 11*'];
    const more = ['--notes', 'Depot', '--release-notes', notes, '--sha256', SUM.toUpperCase()];
    const added = await files('add', path, ...words, ...more, '--json');
    expect(added.code).toBe(0);
    const { file, isNew } = JSON.parse(added.stdout) as { file: FirmwareFile; isNew: boolean };
    expect(isNew).toBe(true);
    expect(file).toMatchObject({
      name: 'acme-1.4.2.bin',
      version: '1.4.2',
      vendors: ['ACME*'],
      models: ['Wall 22', 'Wall 11*'],
      notes: 'Depot',
      hasReleaseNotes: true,
      publishedSum: SUM,
      sha256: SUM,
      from: path,
    });

    const table = await files('list');
    expect(table.stdout).toContain('1.4.2');
    expect(table.stdout).toMatch(/ACME\*, Wall 22, Wall 11\*.*200 kB.*good.*acme-1\.4\.2\.bin/);
    const again = await files('add', path);
    expect(again.stderr).toContain('was in the library already');
    expect(await listed()).toHaveLength(1);

    const kept = join(home, 'firmware', file.id, file.name);
    const bytes = readFileSync(kept);
    writeFileSync(kept, Buffer.from(bytes).fill('x', 10, 20));
    const check = await files('check', file.id.slice(0, 8));
    expect(check.code).toBe(3);
    expect(check.stderr).toMatch(/was changed since it was added/);
    writeFileSync(kept, bytes);
    expect((await files('check', '--json')).code).toBe(0);

    expect((await files('remove', 'acme-1.4.2.bin')).code).toBe(0);
    expect(await listed()).toEqual([]);
  });

  it('says what is surely a mistake, and takes it where one is sure', async () => {
    const path = put('page.bin', '<!doctype html><title>Log in</title>');
    const refused = await files('add', path);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(/web page \(“Log in”\).*--anyway/s);
    const anyway = await files('add', path, '--anyway');
    expect(anyway.code).toBe(0);
    expect(anyway.stderr).toMatch(/web page.*added all the same/);
    await files('remove', 'page.bin');
    const other = await files('add', put('other.bin', IMAGE), '--sha256', '0'.repeat(64));
    expect(other.code).toBe(3);
    expect(other.stderr).toContain(SUM);
    expect(await listed()).toEqual([]);
  });

  it.each([
    [['add', '/nowhere/one.bin'], 1, /no file \/nowhere\/one\.bin/],
    [['add', '/tmp', '--anyway'], 1, /is a folder/],
    [['remove', 'nothing'], 2, /no file "nothing"/],
    [['check', 'nothing'], 2, /no file "nothing"/],
    [['add', 'x.bin', '--release-notes', '/nowhere/notes'], 2, /no file \/nowhere\/notes/],
    [['add'], 2, /needs FILE/],
  ])('%j ends with %i and a sentence', async (words, code, sentence) => {
    const ran = await files(...words);
    expect(ran.code).toBe(code);
    expect(ran.stderr).toMatch(sentence);
  });
});
