import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Behaviour } from '../../../electron/practice/behaviours/behaviour.ts';
import { takesChangesSilently } from '../../../electron/practice/behaviours/changeHabits.ts';
import { createPracticeCharger } from '../../../electron/practice/createPracticeCharger.ts';
import type { ContractClient } from '../../../shared/contract/client.ts';
import type { ChangeRun } from '../../../shared/configuration/change.ts';
import { startServe } from '../../processes/kerbside.ts';
import { serveClient } from '../../processes/serveClient.ts';
import { ConfigurationCore, endsWithTest, valueOf } from './configurationCore.ts';

const PASSWORD = 'correct horse battery';
const WANTED: Readonly<Record<string, string>> = {
  MeterValueSampleInterval: '15',
  ConnectionTimeOut: '61',
  BlinkRepeat: '5',
  LightIntensity: '55',
};

describe('a run that is interrupted', () => {
  it('by a charger that stays away, is stopped by hand and goes on when the charger is there again', async () => {
    const core = await ConfigurationCore.start();
    const leaving = leavesUpon(2, () => charger.stop());
    const charger = await core.charger('1.6', { behaviours: [leaving] });
    await core.read();
    const { id } = await core.begin({ ...WANTED, AuthorizationKey: PASSWORD });
    await core.run(id, ({ state }) => state === 'waiting-for-station');
    await core.client.call('changeRun.stop', { id });
    const broken = await core.ended(id);
    expect(broken).toMatchObject({
      state: 'broken-off',
      sentence: expect.stringContaining('stopped it') as string,
    });
    expect(broken.steps.map(({ state }) => state)).toEqual([
      'accepted',
      'unanswered',
      'not-sent',
      'not-sent',
      'not-sent',
    ]);
    await core.station('CP-1', ({ connected }) => !connected);
    await expect(core.client.call('changeRun.continue', { id })).rejects.toMatchObject({
      code: 'unavailable',
    });
    await core.charger('1.6');
    const goesOn = await core.client.call('changeRun.continue', { id });
    const ended = await core.ended(goesOn.id);
    expect(ended.state).toBe('finished');
    expect(ended.steps.slice(1).map(({ state }) => state)).toEqual(Array(4).fill('accepted'));
    // Another charger under the same name: what the first one had accepted does not hold at this one, and is said.
    expect(ended.steps.map(({ readBack }) => readBack)).toEqual([
      'unchanged',
      'as-wanted',
      'as-wanted',
      'as-wanted',
      'not-readable',
    ]);
    await expect(core.client.call('changeRun.continue', { id })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('by the end of Kerbside, is known from the file and goes on; secrets are asked for again', async () => {
    const core = await ConfigurationCore.start();
    const charger = await core.charger('1.6', { behaviours: [takesChangesSilently()] });
    await core.read();
    const { id } = await core.begin({ ...WANTED, AuthorizationKey: PASSWORD });
    await core.run(id, ({ steps }) => steps[0]?.state === 'sending');
    const again = await core.restart();
    await charger.stop();
    const [run] = await again.client.call('changeRuns.list', {});
    expect(run).toMatchObject({ id, state: 'broken-off', snapshotId: expect.any(String) as string });
    expect(run?.steps.map(({ state }) => state)).toEqual([
      'unanswered',
      ...Array<string>(4).fill('not-sent'),
    ]);
    expect(JSON.stringify(run)).not.toContain(PASSWORD);
    await again.charger('1.6');
    const secrets = [{ address: 'AuthorizationKey', value: PASSWORD }];
    await expect(again.client.call('changeRun.continue', { id })).rejects.toMatchObject({
      code: 'invalid-params',
      message: expect.stringContaining('AuthorizationKey') as string,
    });
    await again.client.call('changeRun.continue', { id, secrets });
    const ended = await again.ended(id);
    expect(ended.steps.map(({ state }) => state)).toEqual(Array(5).fill('accepted'));
    const [snapshot] = await again.client.call('snapshots.list', { stationId: 'CP-1' });
    expect(snapshot).toMatchObject({ id: run?.snapshotId, cause: 'before-change' });
    const kept = await again.client.call('snapshot.read', { id: snapshot?.id ?? '' });
    expect(valueOf(kept.configuration, 'MeterValueSampleInterval')).toBe('30');
  });

  it('by kill -9, says exactly what was sent and what was not, and goes on', async () => {
    const home = mkdtempSync(join(tmpdir(), 'kerbside-killed-'));
    endsWithTest(async () => rmSync(home, { recursive: true, force: true }));
    const session = join(home, 'visit.kerbside');
    const serve = await startServe({ home, session });
    endsWithTest(async () => {
      await serve.stop('SIGKILL');
    });
    const first = await serveClient(serve);
    // Takes the second change and never says so: that one is on its way when Kerbside is killed.
    const charger = createPracticeCharger({
      url: serve.ocpp,
      stationId: 'CP-1',
      version: '1.6',
      behaviours: [silentFrom(2)],
    });
    endsWithTest(() => charger.stop());
    await booted(first);
    const changes = Object.entries(WANTED).map(([address, value]) => ({ address, value }));
    const { id } = await first.call('configuration.change', { stationId: 'CP-1', changes, origin: 'edit' });
    await runOf(first, id, ({ steps }) => steps[1]?.state === 'sending');
    await serve.stop('SIGKILL');
    first.close();
    await charger.stop();

    const again = await startServe({ home, session });
    endsWithTest(async () => {
      await again.stop();
    });
    const second = await serveClient(again);
    endsWithTest(async () => second.close());
    const [run] = await second.call('changeRuns.list', {});
    expect(run).toMatchObject({ id, state: 'broken-off' });
    expect(run?.steps.map(({ state }) => state)).toEqual(['accepted', 'unanswered', 'not-sent', 'not-sent']);
    expect(run?.steps[1]?.sentence).toContain('may have it or not');
    const back = createPracticeCharger({ url: again.ocpp, stationId: 'CP-1', version: '1.6' });
    endsWithTest(() => back.stop());
    await booted(second);
    await second.call('changeRun.continue', { id });
    const ended = await runOf(second, id, ({ state }) => state === 'finished');
    expect(ended.steps.slice(1).map(({ state, readBack }) => [state, readBack])).toEqual(
      Array.from({ length: 3 }, () => ['accepted', 'as-wanted']),
    );
  });
});

/** Leaves for good upon the nth change, without taking it. */
function leavesUpon(nth: number, leave: () => Promise<void>): Behaviour {
  let changes = 0;
  return {
    name: `leaves upon change ${nth}`,
    onCall({ action }) {
      if (action !== 'ChangeConfiguration') return 'next';
      changes += 1;
      if (changes < nth) return 'next';
      void leave();
      return 'silence';
    },
  };
}

/** Answers changes up to the nth, and none from there on. */
function silentFrom(nth: number): Behaviour {
  let changes = 0;
  return {
    name: `answers no change from the ${nth}th on`,
    onAnswer(outgoing, { action }) {
      if (action !== 'ChangeConfiguration') return outgoing;
      changes += 1;
      return changes >= nth ? 'silence' : outgoing;
    },
  };
}

function booted(client: ContractClient): Promise<void> {
  return new Promise((resolve) => {
    const look = ({
      connected: isThere,
      connectors,
    }: {
      connected: boolean;
      connectors: unknown[];
    }): void => {
      if (isThere && connectors.length >= 2) resolve();
    };
    client.subscribe('stations', {}, { snapshot: (all) => all.forEach(look), change: look });
  });
}

function runOf(client: ContractClient, id: string, wanted: (run: ChangeRun) => boolean): Promise<ChangeRun> {
  return new Promise((resolve) => {
    const look = (run: ChangeRun): void => {
      if (run.id === id && wanted(run)) resolve(run);
    };
    client.subscribe('changeRuns', {}, { snapshot: (all) => all.forEach(look), change: look });
  });
}
