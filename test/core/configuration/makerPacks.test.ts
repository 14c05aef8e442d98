import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { MakerPacks } from '../../../electron/core/configuration/makerPacks.ts';
import { BUILT_IN_PACKS } from '../../../shared/ocpp/configuration/makerPacks/builtInPacks.ts';

const folders: string[] = [];

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kerbside-packs-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

function packText(id: string, key = 'Acme.Url'): string {
  return JSON.stringify({
    kerbside: 'maker-pack',
    version: 1,
    id,
    name: 'Acme',
    match: [{ vendor: ['acme'] }],
    source: 'Acme handbook, page 7',
    evidence: 'documented',
    keys: [{ key, type: 'string', access: 'read-write', role: 'backend-url', meaning: 'The back end.' }],
  });
}

async function read(folder: string) {
  const packs = new MakerPacks(folder);
  await packs.reload();
  const problems = packs.problems().map(({ path, sentence }) => `${basename(path)}: ${sentence}`);
  return { packs, problems, own: packs.loaded().filter(({ path }) => path !== undefined) };
}

afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

describe('the packs of a folder', () => {
  it('are the built-in ones before anything was read, and where there is no folder', async () => {
    const packs = new MakerPacks('/nowhere/at/all');
    expect(packs.packs()).toEqual(BUILT_IN_PACKS);
    await packs.reload();
    expect(packs.packs()).toEqual(BUILT_IN_PACKS);
    expect(packs.problems()).toEqual([]);
  });

  it('come before the built-in ones, by the names of their files', async () => {
    const folder = await folderWith({ 'b.json': packText('b'), 'a.JSON': packText('a'), 'notes.txt': 'x' });
    const { own, problems, packs } = await read(folder);
    expect(own.map(({ pack }) => pack.id)).toEqual(['a', 'b']);
    expect(packs.packs()).toHaveLength(BUILT_IN_PACKS.length + 2);
    expect(problems).toEqual([]);
  });

  it('take the place of a built-in one with the same id', async () => {
    const { packs } = await read(await folderWith({ 'my.json': packText('growatt') }));
    const found = packs.packs().filter(({ id }) => id === 'growatt');
    expect(found.map(({ name }) => name)).toEqual(['Acme']);
    expect(packs.packs()).toHaveLength(BUILT_IN_PACKS.length);
  });

  it('are left out one by one, each with a sentence, where they cannot be used', async () => {
    const folder = await folderWith({
      'broken.json': '{ "kerbside": ',
      'empty.json': '',
      'other.json': '{"name":"x"}',
      'typo.json': packText('typo').replace('"access"', '"acces"'),
      'twin1.json': packText('twin'),
      'twin2.json': packText('twin'),
    });
    await mkdir(join(folder, 'folder.json'));
    await symlink(join(folder, 'gone'), join(folder, 'link.json'));
    const { own, problems } = await read(folder);
    expect(own.map(({ pack }) => pack.id)).toEqual(['twin']);
    expect(problems).toEqual([
      expect.stringMatching(/^broken\.json: It is not valid JSON/),
      expect.stringMatching(/^empty\.json: It is not valid JSON/),
      'folder.json: It is not a file.',
      'link.json: It is gone.',
      expect.stringMatching(/^other\.json: It is no pack of maker’s keys/),
      expect.stringMatching(/^twin2\.json: It has the id “twin” of twin1\.json/),
      expect.stringMatching(/^typo\.json: In the key “Acme.Url” \(number 1\), field access: it is missing/),
      expect.stringMatching(/^typo\.json: .*no field “acces”; did you mean “access”/),
    ]);
  });

  it('are not read where the file is far too large, or the folder is a file', async () => {
    const folder = await folderWith({ 'large.json': ' '.repeat(2_000_001) });
    expect((await read(folder)).problems).toEqual([
      expect.stringMatching(/^large\.json: It is larger than 2 MB/),
    ]);
    expect((await read(join(folder, 'large.json'))).problems).toEqual([
      'large.json: It is a file, where a folder is wanted.',
    ]);
  });

  it('are read anew when asked', async () => {
    const folder = await folderWith({ 'a.json': packText('a') });
    const packs = new MakerPacks(folder);
    await packs.reload();
    await writeFile(join(folder, 'a.json'), packText('a', 'Acme.Other'));
    await writeFile(join(folder, 'b.json'), 'x');
    expect(packs.loaded()[0]?.pack.keys[0]?.key).toBe('Acme.Url');
    await Promise.all([packs.reload(), packs.reload()]);
    expect(packs.loaded()[0]?.pack.keys[0]?.key).toBe('Acme.Other');
    expect(packs.problems()).toHaveLength(1);
    await rm(join(folder, 'b.json'));
    await packs.reload();
    expect(packs.problems()).toEqual([]);
  });
});
