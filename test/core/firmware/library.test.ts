import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FirmwareLibrary } from '../../../electron/core/firmware-library/firmwareLibrary.ts';
import { temporaryFolder } from '../files/fileCore.ts';
import { bare, practiceFirmware, practise, startUpdateCore, type UpdateCore } from './updateCore.ts';

async function withLibrary(
  facts: { version?: string; models?: string[] } = {},
): Promise<{ core: UpdateCore; id: string; path: string }> {
  const library = new FirmwareLibrary({ folder: temporaryFolder(), log: () => undefined });
  onTestFinished(() => library.close());
  const path = practiceFirmware('1.5.0');
  const { file } = await library.add({ path, ...facts }, new AbortController().signal);
  const core = await startUpdateCore({ means: { library } });
  return { core, id: file.id, path: (await library.resolve(file.id)).path };
}

describe('firmware of the library', () => {
  it('is pushed with the version that the library knows', async () => {
    const { core, id } = await withLibrary({ version: '1.5.0', models: ['Practice*'] });
    await practise(core, '2.0.1');
    const [pushed] = await core.updates.push({
      file: { libraryId: id },
      stationIds: ['CP-1'],
      signature: undefined,
    });
    const done = await core.when(pushed?.update?.id ?? '', ({ state }) => state === 'verified');
    expect(done.file).toMatchObject({ libraryId: id, version: '1.5.0' });
  });

  it('is not pushed to another model, unless that is overruled', async () => {
    const { core, id } = await withLibrary({ models: ['Wallbox Pro'] });
    await bare(core, '1.6');
    const wish = { file: { libraryId: id }, stationIds: ['CP-1'], signature: undefined };
    const { stations } = await core.updates.check(wish);
    expect(stations[0]?.preChecks).toContainEqual(
      expect.objectContaining({ code: 'other-model', level: 'blocks' }) as object,
    );
    const [refused] = await core.updates.push(wish);
    expect(refused?.failure).toMatchObject({ code: 'conflict' });
    const [forced] = await core.updates.push({ ...wish, isForced: true });
    await core.step(forced?.update?.id ?? '', 'accepted');
  });

  it('that is a web page is not pushed from a path either, unless that is overruled', async () => {
    const core = await startUpdateCore();
    await bare(core, '1.6');
    const path = join(temporaryFolder(), 'fw.bin');
    writeFileSync(path, '<!doctype html><html><title>Login</title></html>');
    const wish = { file: { path }, stationIds: ['CP-1'], signature: undefined };
    const { stations } = await core.updates.check(wish);
    expect(stations[0]?.preChecks).toContainEqual(
      expect.objectContaining({
        code: 'web-page',
        level: 'blocks',
        sentence: expect.stringContaining('“Login”') as string,
      }) as object,
    );
    const [refused] = await core.updates.push(wish);
    expect(refused?.failure).toMatchObject({ code: 'conflict' });
    const [forced] = await core.updates.push({ ...wish, isForced: true });
    await core.step(forced?.update?.id ?? '', 'accepted');
  });

  it('says that it is older than what the charger has', async () => {
    const { core, id } = await withLibrary({ version: '1.3.0' });
    await bare(core, '1.6');
    const { stations } = await core.updates.check({ file: { libraryId: id }, stationIds: ['CP-1'] });
    expect(stations[0]).toMatchObject({ canPush: true });
    expect(stations[0]?.preChecks.map(({ code, level }) => `${code} ${level}`)).toContain(
      'older-version warning',
    );
  });

  it('that was changed behind its back is not pushed', async () => {
    const { core, id, path } = await withLibrary();
    await bare(core, '1.6');
    writeFileSync(join(path), 'something else');
    const wish = { file: { libraryId: id }, stationIds: ['CP-1'], signature: undefined };
    await expect(core.updates.push(wish)).rejects.toMatchObject({ code: 'conflict' });
    await expect(core.updates.check({ ...wish, file: { libraryId: '0'.repeat(16) } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
