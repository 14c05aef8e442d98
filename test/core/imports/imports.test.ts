import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { Imports } from '../../../electron/core/imports/imports.ts';
import type { ImportJobState } from '../../../shared/trace/import/importJob.ts';
import { temporaryFolder } from '../trace/sessions.ts';
import { recordsOf } from './importing.ts';

const FRAME = '[2,"1","Heartbeat",{}]\n';

function openImports(): { imports: Imports; folder: string } {
  const folder = join(temporaryFolder(), 'sessions');
  const imports = new Imports(folder);
  onTestFinished(() => imports.close());
  return { imports, folder };
}

function settled(imports: Imports, id: number): Promise<ImportJobState> {
  return new Promise((resolve) => {
    const unlisten = imports.onChange((job) => {
      if (job.id !== id || job.state === 'running') return;
      unlisten();
      resolve(job);
    });
  });
}

it('an upload is looked at, imported beside the sessions, and forgotten', async () => {
  const { imports, folder } = openImports();
  const source = { upload: await imports.takeUpload('../../Depot Nord.log', Readable.from([FRAME])) };
  const { signal } = new AbortController();
  const report = await imports.preview(source, {}, signal);
  expect(report).toMatchObject({ fileName: 'Depot Nord.log', frames: 1, namesNoStation: true });
  const { id } = imports.start(source, { stationId: 'CP-9' });
  const done = await settled(imports, id);
  expect(done).toMatchObject({ state: 'done', path: join(folder, 'Depot Nord.kerbside') });
  expect(recordsOf(done.path ?? '').map(({ stationId }) => stationId)).toEqual(['', 'CP-9']);
  expect(imports.list()).toEqual([done]);
  await expect(async () => imports.preview(source, {}, signal)).rejects.toMatchObject({ code: 'not-found' });
});

it('a second import of the same name gets a number; a cancelled one leaves nothing', async () => {
  const { imports, folder } = openImports();
  const path = join(temporaryFolder(), 'a.log');
  writeFileSync(path, FRAME);
  await settled(imports, imports.start({ path }, {}).id);
  await settled(imports, imports.start({ path }, {}).id);
  writeFileSync(path, FRAME.repeat(300_000));
  const { id } = imports.start({ path }, {});
  const ended = settled(imports, id);
  await imports.cancel(id);
  expect((await ended).state).toBe('cancelled');
  expect(readdirSync(folder).toSorted()).toEqual(['a (2).kerbside', 'a.kerbside']);
  await expect(imports.cancel(99)).rejects.toMatchObject({ code: 'not-found' });
});

it('what cannot be imported is a failed job with a sentence', async () => {
  const { imports, folder } = openImports();
  const { id } = imports.start({ path: join(temporaryFolder(), 'gone.log') }, {});
  expect(await settled(imports, id)).toMatchObject({ state: 'failed', failure: { code: 'not-found' } });
  expect(readdirSync(folder)).toEqual([]);
});
