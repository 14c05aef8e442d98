import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { MakerPacks } from '../../../electron/core/configuration/packs/makerPacks.ts';
import { BUILT_IN_PACKS } from '../../../shared/ocpp/configuration/makerPacks/builtInPacks.ts';
import { packProblemText } from '../../../shared/ocpp/configuration/makerPacks/packState.ts';

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
  const state = await packs.reload();
  const problems = state.problems.map(packProblemText);
  return { packs, problems, own: state.packs.filter(({ file }) => file !== undefined) };
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
    expect(packs.state()).toMatchObject({ revision: 0, problems: [] });
    const none = new MakerPacks();
    expect((await none.refresh()).packs).toHaveLength(BUILT_IN_PACKS.length);
    await expect(none.locate()).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('come before the built-in ones, by the names of their files', async () => {
    const folder = await folderWith({ 'b.json': packText('b'), 'a.JSON': packText('a'), 'notes.txt': 'x' });
    const { own, problems, packs } = await read(folder);
    expect(own).toMatchObject([
      { id: 'a', file: 'a.JSON', vendors: ['acme'], keys: 1 },
      { id: 'b', file: 'b.json' },
    ]);
    expect(packs.read(['b', 'none', 'growatt']).packs.map(({ id }) => id)).toEqual(['b', 'growatt']);
    expect(packs.packs()).toHaveLength(BUILT_IN_PACKS.length + 2);
    expect(problems).toEqual([]);
  });

  it('take the place of a built-in one with the same id', async () => {
    const { packs, own } = await read(await folderWith({ 'my.json': packText('growatt') }));
    expect(own).toMatchObject([{ id: 'growatt', replaces: expect.stringContaining('Growatt') as string }]);
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
    expect(own.map(({ id }) => id)).toEqual(['twin']);
    expect(problems.toSorted()).toEqual([
      expect.stringMatching(/^broken\.json, line 1: It is not valid JSON/),
      'empty.json: The file is empty.',
      'folder.json: It is not a file.',
      'link.json: It is gone.',
      expect.stringMatching(/^other\.json, line 1: It is no pack of maker’s keys/),
      expect.stringMatching(/^twin2\.json, id: It has the id “twin” of twin1\.json/),
      'typo.json, line 1, keys.0.acces: In the key “Acme.Url” (number 1): there is no field “acces”; did you mean “access”?',
      'typo.json, line 1, keys.0.access: In the key “Acme.Url” (number 1): the field “access” is missing.',
    ]);
  });

  it('are not read where the file is far too large, or the folder is a file', async () => {
    const folder = await folderWith({ 'large.json': ' '.repeat(2_000_001) });
    expect((await read(folder)).problems).toEqual([
      expect.stringMatching(/^large\.json: It is larger than 2 MB/),
    ]);
    expect((await read(join(folder, 'large.json'))).problems).toEqual([
      'The folder of packs is a file, where a folder is wanted.',
    ]);
  });

  it('are no more than the screens can be sent', async () => {
    const plain = { type: 'string', access: 'read-write', meaning: 'X.' };
    const keys = Array.from({ length: 990 }, (_, index) =>
      JSON.stringify({ ...plain, key: `K${index}`, hint: 'x'.repeat(1900) }),
    );
    const large = packText('x').replace(/"keys":\[.*\]/, `"keys":[${keys.join(',')}]`);
    const files = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e'].map((id) => [`${id}.json`, large.replace('"x"', `"${id}"`)]),
    );
    const { own, problems } = await read(await folderWith(files));
    expect(own.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(problems).toEqual(['e.json: The files before it hold 8 MB already, so it is not read.']);
  });

  it('are read anew when asked, or when a file was changed; whoever listens is told', async () => {
    const folder = await folderWith({ 'a.json': packText('a') });
    const packs = new MakerPacks(folder);
    const told: number[] = [];
    packs.onChange(({ revision }) => told.push(revision));
    const firstKey = (): string | undefined => packs.packs()[0]?.keys[0]?.key;
    await packs.reload();
    await writeFile(join(folder, 'a.json'), packText('a', 'Acme.Other'));
    await writeFile(join(folder, 'b.json'), 'x');
    expect(firstKey()).toBe('Acme.Url');
    await Promise.all([packs.refresh(), packs.refresh()]);
    expect(firstKey()).toBe('Acme.Other');
    expect(packs.state().problems).toHaveLength(1);
    await packs.refresh();
    expect(told).toEqual([1, 2]);
    await rm(join(folder, 'b.json'));
    expect((await packs.refresh()).problems).toEqual([]);
    await packs.reload();
    expect(told).toEqual([1, 2, 3, 4]);
  });

  it('have a folder that is made when it is asked for', async () => {
    const folder = join(await folderWith({}), 'deep', 'maker-packs');
    const packs = new MakerPacks(folder);
    expect(await packs.locate()).toBe(folder);
    await writeFile(join(folder, 'a.json'), packText('a'));
    expect((await packs.refresh()).packs[0]).toMatchObject({ id: 'a' });
    const taken = new MakerPacks(join(folder, 'a.json', 'x'));
    await expect(taken.locate()).rejects.toMatchObject({ code: 'io' });
  });
});
