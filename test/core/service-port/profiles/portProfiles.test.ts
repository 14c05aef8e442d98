import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXAMPLE_PROFILE } from '../../../../electron/core/service-port/profiles/folderTexts.ts';
import { PortProfiles } from '../../../../electron/core/service-port/profiles/portProfiles.ts';
import { LARGEST_PROFILE_BYTES } from '../../../../electron/core/service-port/profiles/reading/readProfile.ts';
import {
  portProfilesSchema,
  type PortProfiles as State,
} from '../../../../shared/service-port/portProfileInfo.ts';

let folder: string;
const open: PortProfiles[] = [];

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'kerbside-profiles-')), 'port-profiles');
});

afterEach(async () => {
  for (const profiles of open.splice(0)) profiles.close();
  await rm(join(folder, '..'), { recursive: true, force: true });
});

function start(options = { settleMs: 5, pollMs: 20_000 }): PortProfiles {
  const profiles = new PortProfiles(folder, options);
  open.push(profiles);
  return profiles;
}

/** The first state from now on that fits. */
function until(profiles: PortProfiles, fits: (state: State) => boolean): Promise<State> {
  return new Promise((resolve) => {
    const stop = profiles.onChange((state) => {
      if (!fits(state)) return;
      stop();
      resolve(state);
    });
  });
}

const own = (id: string, name: string): string =>
  EXAMPLE_PROFILE.replace('id: my-charger ', `id: ${id} `).replace('name: My charger', `name: ${name}`);
const infoOf = (state: State, id: string) => state.profiles.find((profile) => profile.id === id);

describe('profiles of the service port', () => {
  it('are there without a folder, once they were asked for', async () => {
    const profiles = new PortProfiles(undefined);
    const loaded = until(profiles, (state) => state.profiles.length > 0);
    expect(profiles.find('openevse-rapi')).toBeUndefined();
    await loaded;
    expect(profiles.find('openevse-rapi')?.driver).toBe('rapi');
    expect(profiles.find('no-such')).toBeUndefined();
    const state = profiles.state();
    expect(portProfilesSchema.parse(state)).toEqual(state);
    expect(state.folder).toBeUndefined();
    expect(state.portless.map(({ name }) => name).join()).toContain('Bender');
    profiles.close();
  });

  it('make the folder when it is first needed, with a README, an example and the schema, and keep what is there', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'README.txt'), 'mine');
    const profiles = start();
    await profiles.ready();
    expect((await readdir(folder)).toSorted()).toEqual([
      'README.txt',
      'example.yaml.txt',
      'port-profile.schema.json',
    ]);
    expect(await readFile(join(folder, 'README.txt'), 'utf8')).toBe('mine');
    expect(await readFile(join(folder, 'port-profile.schema.json'), 'utf8')).toBe(
      await profiles.schemaText(),
    );
    expect(profiles.state()).toMatchObject({ folder, troubles: [] });
  });

  it('give a JSON Schema of all drivers', async () => {
    const schema: unknown = JSON.parse(await start().schemaText());
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
    expect(JSON.stringify(schema)).toContain('json-lines');
  });

  it('take a file as it comes, changes and goes', async () => {
    const profiles = start();
    await profiles.ready();
    const path = join(folder, 'mine.yml');

    const came = until(profiles, (state) => infoOf(state, 'my-charger') !== undefined);
    await writeFile(path, EXAMPLE_PROFILE);
    expect(infoOf(await came, 'my-charger')).toMatchObject({
      origin: 'own',
      file: 'mine.yml',
      name: 'My charger',
    });
    expect(profiles.find('my-charger')?.name).toBe('My charger');

    const changed = until(profiles, (state) => infoOf(state, 'my-charger')?.name === 'Another');
    await writeFile(path, own('my-charger', 'Another'));
    await changed;

    const gone = until(profiles, (state) => infoOf(state, 'my-charger') === undefined);
    await rm(path);
    await gone;
    expect(profiles.find('my-charger')).toBeUndefined();
  });

  it('keep the last good version of a file that breaks, and say what is wrong', async () => {
    const profiles = start();
    await mkdir(folder, { recursive: true });
    const path = join(folder, 'mine.yaml');
    await writeFile(path, EXAMPLE_PROFILE);
    await profiles.ready();

    const broken = until(profiles, ({ troubles }) => troubles[0]?.field !== undefined);
    await writeFile(path, EXAMPLE_PROFILE.replace('min: 6', 'min: six'));
    const { troubles } = await broken;
    expect(troubles[0]).toEqual({
      file: 'mine.yaml',
      line: 33,
      field: 'items[3].write.min',
      sentence: 'must be a number, not “six”.',
    });
    expect(troubles.at(-1)?.sentence).toContain('stays in use');
    expect(profiles.find('my-charger')?.name).toBe('My charger');

    const mended = until(profiles, (state) => state.troubles.length === 0);
    await writeFile(path, own('my-charger', 'Mended'));
    expect(infoOf(await mended, 'my-charger')?.name).toBe('Mended');
  });

  it('let a file take the place of a built-in profile, and say so', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'heidelberg.yaml'), own('heidelberg-energy-control', 'Ours'));
    const profiles = start();
    await profiles.ready();
    const state = profiles.state();
    expect(state.profiles.filter(({ id }) => id === 'heidelberg-energy-control')).toEqual([
      expect.objectContaining({ origin: 'own', name: 'Ours', replaces: 'Heidelberg Energy Control' }),
    ]);
    expect(profiles.find('heidelberg-energy-control')?.name).toBe('Ours');
  });

  it('use the first of two files with one id, and tell of the other', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'a.yaml'), own('twin', 'First'));
    await writeFile(join(folder, 'b.yaml'), own('twin', 'Second'));
    const profiles = start();
    await profiles.ready();
    expect(profiles.find('twin')?.name).toBe('First');
    expect(profiles.state().troubles).toEqual([expect.objectContaining({ file: 'b.yaml', field: 'id' })]);
  });

  it('leave out what is too large, hidden, a folder, or no profile by its name', async () => {
    await mkdir(join(folder, 'folder.yaml'), { recursive: true });
    await writeFile(join(folder, 'large.yaml'), `# ${'x'.repeat(LARGEST_PROFILE_BYTES)}`);
    await writeFile(join(folder, '.hidden.yaml'), 'no: profile');
    await writeFile(join(folder, 'notes.txt'), 'no profile');
    const profiles = start();
    await profiles.ready();
    expect(profiles.state().troubles.map(({ file, sentence }) => `${file}: ${sentence}`)).toEqual([
      'folder.yaml: It is not a file.',
      'large.yaml: The file is larger than 128 kB; it is not read.',
    ]);
  });

  it('look from time to time where the system tells nothing, as of a folder that went away and came again', async () => {
    const profiles = start({ settleMs: 5, pollMs: 20 });
    await profiles.ready();
    await rm(folder, { recursive: true });
    const came = until(profiles, (state) => infoOf(state, 'my-charger') !== undefined);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'mine.yaml'), EXAMPLE_PROFILE);
    await came;
  });

  it('say so where the folder cannot be made', async () => {
    await writeFile(folder, 'a file in its place');
    const profiles = start();
    await profiles.ready();
    expect(profiles.state().troubles[0]?.sentence).toContain('cannot be made');
    expect(profiles.find('openevse-rapi')).toBeDefined();
  });

  it('check a text without a file', async () => {
    const profiles = start();
    expect(await profiles.check(EXAMPLE_PROFILE)).toEqual({ troubles: [] });
    expect((await profiles.check('driver: modbus')).troubles[0]).toMatchObject({
      file: '',
      field: 'schema',
      line: 1,
    });
  });

  it('tell nobody after they are closed', async () => {
    const profiles = start({ settleMs: 1, pollMs: 5 });
    await profiles.ready();
    let told = 0;
    profiles.onChange(() => (told += 1));
    profiles.close();
    const other = start({ settleMs: 1, pollMs: 5 });
    await other.ready();
    const came = until(other, (state) => infoOf(state, 'my-charger') !== undefined);
    await writeFile(join(folder, 'mine.yaml'), EXAMPLE_PROFILE);
    await came;
    expect(told).toBe(0);
  });
});
