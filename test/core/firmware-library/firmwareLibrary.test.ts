import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isUsable, type FirmwareLibraryState } from '../../../shared/files/firmwareFile.ts';
import { temporaryFolder } from '../files/fileCore.ts';
import { NEVER, testLibrary } from './library.ts';

const IMAGE = randomBytes(3_000_000);
const sumOf = (algorithm: string, bytes: Uint8Array = IMAGE): string =>
  createHash(algorithm).update(bytes).digest('hex');

describe('a file of the library', () => {
  it('is a copy with its sum, what was said of it, and where it came from', async () => {
    const { add, file, library, names, placeOf } = testLibrary();
    const path = file('acme-1.4.2.bin', IMAGE);
    const { file: added, isNew } = await add(path, {
      version: '1.4.2',
      vendors: ['ACME*'],
      models: ['Wall 22', 'Wall 11*'],
      notes: 'For the depot.',
      releaseNotes: 'Fixes everything.',
    });
    expect(isNew).toBe(true);
    expect(added).toMatchObject({
      name: 'acme-1.4.2.bin',
      sizeBytes: IMAGE.length,
      sha256: sumOf('sha256'),
      version: '1.4.2',
      vendors: ['ACME*'],
      models: ['Wall 22', 'Wall 11*'],
      notes: 'For the depot.',
      hasReleaseNotes: true,
      from: path,
      doubts: [],
    });
    rmSync(path);
    expect(readFileSync(placeOf(added)).equals(IMAGE)).toBe(true);
    expect(library.releaseNotes(added.id)).toBe('Fixes everything.');
    expect(names()).toEqual([added.id]);
    expect(statSync(placeOf(added)).mode & 0o077).toBe(0);
    expect(isUsable(added)).toBe(true);
  });

  it('is there after a start, the newest first', async () => {
    const { add, file, again } = testLibrary();
    const first = await add(file('one.bin', 'one'), { version: '1' });
    const second = await add(file('two.bin', 'two'), { notes: 'second' });
    const { files } = await again().refresh();
    expect(files).toEqual(
      [second.file, first.file].sort((a, b) => b.addedAt - a.addedAt || (a.id < b.id ? -1 : 1)),
    );
  });

  it('that a browser has sent says nothing of our own folder, and is there after a start', async () => {
    const { add, file, again } = testLibrary();
    const { file: added } = await add(file('one.bin', 'one'), { version: '1', isSent: true });
    expect(added).not.toHaveProperty('from');
    expect((await again().refresh()).files).toEqual([added]);
  });

  it('is one entry however often it is added, which takes over what is said of it', async () => {
    const { add, file, library, names } = testLibrary();
    await add(file('one.bin', IMAGE), { version: '1', notes: 'first' });
    const { file: again, isNew } = await add(file('other name.bin', IMAGE), {
      notes: 'second',
      models: ['M'],
    });
    expect(isNew).toBe(false);
    expect(again).toMatchObject({ name: 'one.bin', version: '1', notes: 'second', models: ['M'] });
    expect(library.state().files).toHaveLength(1);
    expect(names()).toEqual([again.id]);
  });

  it('can be said otherwise of, and taken back', async () => {
    const { add, file, library, again } = testLibrary();
    const { file: added } = await add(file('one.bin', 'one'), { version: '1', models: ['M'], notes: 'n' });
    const changed = await library.change(added.id, {
      name: '../../etc/passwd',
      version: '',
      models: [],
      notes: 'new',
    });
    expect(changed).toMatchObject({ name: 'passwd', models: [], notes: 'new' });
    expect(changed).not.toHaveProperty('version');
    expect((await again().refresh()).files).toEqual([changed]);
    const resolved = await library.resolve(added.id);
    expect(resolved.name).toBe('passwd');
    expect(readFileSync(resolved.path, 'utf8')).toBe('one');
  });

  it('is gone when it is removed', async () => {
    const { add, file, library, names } = testLibrary();
    const { file: added } = await add(file('one.bin', 'one'));
    await library.remove(added.id);
    expect(library.state().files).toEqual([]);
    expect(names()).toEqual([]);
    await expect(library.remove(added.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(library.resolve(added.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is told of while it is on its way', async () => {
    const { add, file, library } = testLibrary();
    const states: FirmwareLibraryState[] = [];
    library.onChange((state) => states.push(state));
    await add(file('large.bin', randomBytes(20_000_000)));
    const shares = states.flatMap(({ adding }) => adding.map(({ share }) => share));
    expect(shares[0]).toBe(0);
    expect(shares.some((share) => share > 0 && share < 1)).toBe(true);
    expect(states.at(-1)).toMatchObject({ adding: [], files: [{ name: 'large.bin' }] });
  });

  it.each([
    ['300 characters', 'x'.repeat(240) + '.bin', /^x{1,119}\.bin$/],
    ['other scripts', 'прошивка 版本.bin', /^прошивка 版本\.bin$/],
    ['signs that Windows refuses', 'a:b?c*.bin', /^a_b_c_\.bin$/],
    ['a device of Windows', 'CON.bin', /^_CON\.bin$/],
  ])('gets a name that every system takes: %s', async (_what, name, wanted) => {
    const { add, file } = testLibrary();
    const { file: added } = await add(file(name, 'image'));
    expect(added.name).toMatch(wanted);
  });
});

describe('what is handed out', () => {
  it('is what was added, also after its time on the disk changed', async () => {
    const { add, file, library, placeOf } = testLibrary();
    const { file: added } = await add(file('one.bin', IMAGE), { version: '2', vendors: ['A'] });
    utimesSync(placeOf(added), 1, 1);
    expect(await library.resolve(added.id)).toEqual({
      path: placeOf(added),
      name: 'one.bin',
      version: '2',
      vendors: ['A'],
      models: [],
      sizeBytes: IMAGE.length,
      sha256: sumOf('sha256'),
    });
  });

  it.each([
    [
      'a byte of it changed',
      (path: string) => writeFileSync(path, Buffer.from(IMAGE).fill(0, 5, 9)),
      'sum-changed',
    ],
    ['it grew', (path: string) => appendFileSync(path, 'x'), 'size-changed'],
    ['it is gone', (path: string) => rmSync(path), 'gone'],
    [
      'a link took its place',
      (path: string) => {
        renameSync(path, `${path}.x`);
        symlinkSync('/etc/passwd', path);
      },
      'replaced',
    ],
  ])('is nothing where %s, which is said', async (_what, harm, code) => {
    const { add, file, library, placeOf, again } = testLibrary();
    const { file: added } = await add(file('one.bin', IMAGE));
    harm(placeOf(added));
    await expect(library.resolve(added.id)).rejects.toMatchObject({ code: 'conflict' });
    const [listed] = (await again().refresh()).files;
    expect(listed?.doubts).toEqual([expect.objectContaining({ code, level: 'problem' })]);
    expect((await library.check(added.id)).doubts[0]?.code).toBe(code);
  });

  it('is whole again once the same file is added anew', async () => {
    const { add, file, library, placeOf } = testLibrary();
    const path = file('one.bin', IMAGE);
    const { file: added } = await add(path, { notes: 'kept' });
    writeFileSync(placeOf(added), 'damaged');
    await library.refresh();
    const { file: again } = await add(path);
    expect(again).toMatchObject({ id: added.id, doubts: [], notes: 'kept' });
    expect((await library.resolve(added.id)).sha256).toBe(added.sha256);
  });

  it('is found under another name on the disk', async () => {
    const { add, file, library, folder, placeOf } = testLibrary();
    const { file: added } = await add(file('one.bin', IMAGE));
    renameSync(placeOf(added), join(folder, added.id, 'renamed.bin'));
    const resolved = await library.resolve(added.id);
    expect(resolved).toMatchObject({ name: 'one.bin', path: join(folder, added.id, 'renamed.bin') });
  });
});

describe('the folder of the library', () => {
  it('loses nothing where notes are damaged', async () => {
    const { add, file, folder, again, library } = testLibrary();
    const { file: added } = await add(file('one.bin', IMAGE), { version: '1' });
    const { file: other } = await add(file('two.bin', 'two'), { version: '2' });
    writeFileSync(join(folder, added.id, 'about.json'), '{"version": "1", "sha');
    const restarted = again();
    const { files } = await restarted.refresh();
    expect(files).toContainEqual(other);
    const rebuilt = files.find(({ id }) => id === added.id);
    expect(rebuilt).toMatchObject({
      name: 'one.bin',
      sha256: added.sha256,
      doubts: [{ code: 'about-lost', level: 'hint' }],
    });
    expect(readFileSync(join(folder, added.id, 'about.json.damaged'), 'utf8')).toContain('"version": "1"');
    expect((await restarted.resolve(added.id)).sizeBytes).toBe(IMAGE.length);
    expect((await restarted.change(added.id, { version: '1' })).doubts).toEqual([]);
    await library.refresh();
  });

  it('says where the file without notes is not the one that was added', async () => {
    const { add, file, folder, placeOf, again } = testLibrary();
    const { file: added } = await add(file('one.bin', IMAGE));
    rmSync(join(folder, added.id, 'about.json'));
    writeFileSync(placeOf(added), 'other');
    const library = again();
    expect((await library.refresh()).files[0]?.doubts[0]).toMatchObject({ level: 'problem' });
    await expect(library.resolve(added.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('may hold what is not ours', async () => {
    const { add, file, folder, library } = testLibrary();
    const { file: added } = await add(file('one.bin', 'one'));
    writeFileSync(join(folder, 'readme.txt'), 'mine');
    mkdirSync(join(folder, 'mine'));
    mkdirSync(join(folder, '0123456789abcdef'));
    symlinkSync('/etc', join(folder, 'fedcba9876543210'));
    expect((await library.refresh()).files).toEqual([added]);
    expect(readdirSync(folder)).toContain('readme.txt');
  });

  it('is tidied of what a program left that ended in the middle, and of nothing that runs', async () => {
    const { folder, again } = testLibrary();
    mkdirSync(join(folder, '.adding-999999999-ab'), { recursive: true });
    mkdirSync(join(folder, `.adding-${process.pid}-ab`));
    const library = again();
    library.lookLater();
    await library.refresh();
    expect(readdirSync(folder)).toEqual([`.adding-${process.pid}-ab`]);
  });

  it('shows what another Kerbside has added to it', async () => {
    const { add, file, again } = testLibrary();
    const other = again();
    expect((await other.refresh()).files).toEqual([]);
    const { file: added } = await add(file('one.bin', 'one'));
    expect((await other.resolve(added.id)).name).toBe('one.bin');
    expect((await other.refresh()).files).toEqual([added]);
  });

  it('that cannot be read is said, and others go on', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'firmware'), 'a file');
    const { library } = testLibrary({ folder: join(home, 'firmware') });
    expect((await library.refresh()).problem).toMatch(/cannot be read/);
  });

  it('is left in peace by a core that closes in the middle', async () => {
    const { file, library, names } = testLibrary();
    const adding = library.add({ path: file('one.bin', randomBytes(30_000_000)) }, NEVER);
    const begun = new Promise<void>((resolve) => {
      library.onChange(({ adding: [first] }) => first !== undefined && first.share > 0 && resolve());
    });
    await begun;
    await Promise.all([library.close(), expect(adding).rejects.toMatchObject({ code: 'cancelled' })]);
    expect(names()).toEqual([]);
  });
});
