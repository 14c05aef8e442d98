import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { mergeSessions } from '../../../electron/core/trace/merge/mergeSessions.ts';
import { Trace } from '../../../electron/core/trace/trace.ts';
import { temporaryFolder } from '../trace/sessions.ts';
import { ConfigurationCore, valueOf } from './configurationCore.ts';

/** A copy of the session of a visit in which one setting was changed, as it was when the core had closed it. */
async function visit(folder: string, name: string, stationId: string): Promise<string> {
  const core = await ConfigurationCore.start();
  await core.charger('1.6', { stationId });
  await core.change({ MeterValueSampleInterval: '15' }, stationId);
  const path = join(folder, name);
  const { sessionPath } = core;
  // Its log is in the file as soon as nobody has it open.
  await core.close();
  copyFileSync(sessionPath, path);
  return path;
}

describe('what is kept of configurations', () => {
  it('is read from other sessions, too', async () => {
    const folder = temporaryFolder();
    const path = await visit(folder, 'earlier.kerbside', 'CP-7');
    const core = await ConfigurationCore.start();
    const { trace = '' } = await core.client.call('trace.open', { path });
    const [run] = await core.client.call('changeRuns.list', { trace });
    expect(run).toMatchObject({ stationId: 'CP-7', state: 'finished', steps: [{ after: '15' }] });
    const [snapshot] = await core.client.call('snapshots.list', { trace, stationId: 'CP-7' });
    const { configuration } = await core.client.call('snapshot.read', { id: snapshot?.id ?? '', trace });
    expect(valueOf(configuration, 'MeterValueSampleInterval')).toBe('30');
    expect(await core.client.call('snapshots.list', {})).toEqual([]);
    await expect(core.client.call('snapshot.read', { id: 'nothing', trace })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('is absent from a file of an older program, which is read and recorded into all the same', async () => {
    const folder = temporaryFolder();
    const path = await visit(folder, 'older.kerbside', 'CP-7');
    const database = new DatabaseSync(path);
    database.exec('DROP TABLE change_run; DROP TABLE change_step; DROP TABLE snapshot');
    database.exec('DROP TABLE log_fetch; DROP TABLE firmware_update; DROP TABLE port_run');
    database.exec('PRAGMA user_version = 4; PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
    rmSync(`${path}-wal`, { force: true });
    const core = await ConfigurationCore.start();
    const { trace = '' } = await core.client.call('trace.open', { path });
    expect(await core.client.call('changeRuns.list', { trace })).toEqual([]);
    expect(await core.client.call('snapshots.list', { trace })).toEqual([]);
    await core.client.call('trace.close', { trace });
    const recording = Trace.open(path);
    expect(recording.snapshots.load()).toEqual([]);
    await recording.close();
  });

  it('is carried over when sessions are merged, with the numbers of its records', async () => {
    const folder = temporaryFolder();
    const parts = await Promise.all(['CP-1', 'CP-2'].map((id) => visit(folder, `${id}.kerbside`, id)));
    const out = join(folder, 'merged.kerbside');
    await mergeSessions({ parts: parts.map((path) => ({ path, offsetMs: 0 })), out });
    const trace = Trace.open(out);
    const runs = trace.changeRuns.load();
    expect(runs.map(({ stationId }) => stationId).sort()).toEqual(['CP-1', 'CP-2']);
    for (const { stationId, steps } of runs) {
      const { raw, stationId: of } = trace.record(steps[0]?.requestSeq ?? 0);
      expect([of, raw.includes('MeterValueSampleInterval')]).toEqual([stationId, true]);
    }
    const snapshots = trace.snapshots.load();
    expect(snapshots).toHaveLength(2);
    expect(trace.snapshots.configuration(snapshots[0]?.id ?? '')?.items.length).toBeGreaterThan(30);
    await trace.close();
  });

  it('is what is known after a restart, as of when it was read, with what became of the changes since', async () => {
    const core = await ConfigurationCore.start();
    await core.charger('1.6');
    await core.change({ MeterValueSampleInterval: '15', AuthorizationKey: 'not-to-be-kept' });
    const configuration = await core.read();
    // A file may be another charger's: it does not tell what this one has.
    await core.client.call('snapshot.import', { stationId: 'CP-1', configuration });
    const again = await core.restart();
    const [snapshot] = await again.client.call('snapshots.list', { stationId: 'CP-1' });
    const state = await again.state('CP-1', ({ readAt }) => readAt !== undefined);
    expect(state).toMatchObject({ snapshotId: snapshot?.id, readAt: snapshot?.at, scope: 'full' });
    const known = await again.client.call('configuration.latest', { stationId: 'CP-1' });
    expect(known).toMatchObject({ snapshotId: snapshot?.id, configuration: { readAt: snapshot?.at } });
    expect(known.configuration && valueOf(known.configuration, 'MeterValueSampleInterval')).toBe('15');
    expect(JSON.stringify(known)).not.toContain('not-to-be-kept');
    await again.charger('1.6');
    await again.read();
    const read = await again.client.call('configuration.latest', { stationId: 'CP-1' });
    expect([read.snapshotId, read.configuration && valueOf(read.configuration, 'ConnectionTimeOut')]).toEqual(
      [undefined, '60'],
    );
  });

  it('is named and described, and the description stays', async () => {
    const core = await ConfigurationCore.start();
    await core.charger('1.6');
    const { id } = await core.client.call('snapshot.take', { stationId: 'CP-1', name: 'As found' });
    await core.client.call('snapshot.describe', { id, note: 'Before anything was touched' });
    const file = await core.client.call('snapshot.read', { id });
    await core.client.call('snapshot.import', {
      stationId: 'CP-1',
      configuration: file.configuration,
      name: 'From a file',
    });
    const again = await core.restart();
    const snapshots = await again.client.call('snapshots.list', { stationId: 'CP-1' });
    expect(snapshots).toMatchObject([
      { id, name: 'As found', note: 'Before anything was touched', cause: 'asked' },
      { name: 'From a file', cause: 'import' },
    ]);
    await again.client.call('snapshot.describe', { id, name: '' });
    expect((await again.client.call('snapshot.read', { id })).snapshot.name).toBeUndefined();
  });
});
