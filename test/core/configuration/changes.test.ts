import { describe, expect, it } from 'vitest';
import {
  dropsUponChange,
  keepsChangesUntilReset,
  keepsOldValues,
  rebootsUponChange,
  refusesChanges,
  takesChangesSilently,
} from '../../../electron/practice/behaviours/changeHabits.ts';
import type { OcppVariant } from '../../../shared/ocpp/version.ts';
import { ConfigurationCore, settable } from './configurationCore.ts';

const TWO: Readonly<Record<'1.6' | '2.0.1', readonly [string, string]>> = {
  '1.6': ['MeterValueSampleInterval', 'ConnectionTimeOut'],
  '2.0.1': ['SampledDataCtrlr.TxUpdatedInterval', 'TxCtrlr.EVConnectionTimeOut'],
};
const PASSWORD = 'correct horse battery';

describe.each(['1.6', '2.0.1'] as const)('a %s charger that is changed', (version) => {
  const [first, second] = TWO[version];

  it('may accept a value and keep the old one', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version, { behaviours: [keepsOldValues()] });
    const run = await core.change({ [first]: '15' });
    expect(run.steps[0]).toMatchObject({
      state: 'accepted',
      readBack: 'unchanged',
      sentence: 'The charger accepted the change but kept the old value.',
    });
    expect(run.sentence).toContain('not hold');
  });

  it.each(['Rejected', 'NotSupported'] as const)('may answer %s', async (said) => {
    const core = await ConfigurationCore.start();
    await core.charger(version, { behaviours: [refusesChanges(said)] });
    const run = await core.change({ [first]: '15', [second]: '16' });
    expect(run).toMatchObject({ state: 'finished', sentence: '2 changes: 2 refused.' });
    expect(run.steps[0]).toMatchObject({ state: 'refused', readBack: 'unchanged' });
    expect(run.steps[0]?.sentence).toMatch(/\w/);
  });

  it('may need a restart for everything: it is offered once for all, and read back', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version, { behaviours: [keepsChangesUntilReset()] });
    const one = await core.change({ [first]: '15' });
    const other = await core.change({ [second]: '16' });
    expect(one.steps[0]).toMatchObject({ state: 'needs-restart', readBack: 'unchanged' });
    const state = await core.state('CP-1', ({ needsRestart }) => needsRestart.length === 2);
    expect(state.needsRestart).toEqual([first, second]);
    // It shows the old values until then, which must not pass for an undo.
    const plan = await core.client.call('snapshot.undoPlan', { id: one.snapshotId ?? '' });
    expect(plan.changes.map(({ address }) => address).sort()).toEqual([first, second].sort());
    await core.client.call('configuration.restart', { stationId: 'CP-1' });
    await core.state('CP-1', ({ needsRestart }) => needsRestart.length === 0);
    for (const { id } of [one, other]) {
      await core.run(id, ({ steps }) => steps[0]?.readBack === 'as-wanted');
    }
  });

  it('is not restarted while a transaction runs', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version, { plug: true, authorize: true });
    await core.station('CP-1', ({ connectors }) =>
      connectors.some(({ transactionId }) => transactionId !== undefined),
    );
    await expect(core.client.call('configuration.restart', { stationId: 'CP-1' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is charging') as string,
    });
  });

  it.each([true, false])('may restart by itself upon a change (answers before: %s)', async (answers) => {
    const core = await ConfigurationCore.start();
    await core.charger(version, { behaviours: [rebootsUponChange({ answers })] });
    const run = await core.change({ [first]: '15', [second]: '16' });
    expect(run.state).toBe('finished');
    expect(run.steps.map(({ readBack }) => readBack)).toEqual(['as-wanted', 'as-wanted']);
    expect(await core.run(run.id, ({ restartedByItself }) => restartedByItself)).toMatchObject({
      restartedAt: expect.any(Number) as number,
    });
    const sent = await changesSent(core);
    // What the charger took without an answer was read, not written again.
    expect(sent).toHaveLength(version === '1.6' ? 2 : 1);
  });

  it('may leave in the middle without taking the change: it is sent again only because reading says so', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version, { behaviours: [dropsUponChange(1)] });
    const run = await core.change({ [first]: '15', [second]: '16' });
    expect(run).toMatchObject({ state: 'finished', restartedByItself: false });
    expect(run.steps.map(({ state, readBack }) => [state, readBack])).toEqual([
      ['accepted', 'as-wanted'],
      ['accepted', 'as-wanted'],
    ]);
  });

  it('may take changes without an answer', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version, { behaviours: [dropsUponChange(1, { takesIt: true })] });
    const run = await core.change({ [first]: '15' });
    expect(run.steps[0]).toMatchObject({
      state: 'unanswered',
      readBack: 'as-wanted',
      sentence: 'The charger gave no answer, but it has the value.',
    });
    expect(await changesSent(core)).toHaveLength(1);
  });

  it('is changed by one at a time, and not read meanwhile', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version, { behaviours: [takesChangesSilently()] });
    await core.read();
    const run = await core.begin({ [first]: '15' });
    await expect(core.begin({ [second]: '16' })).rejects.toMatchObject({ code: 'busy' });
    await expect(core.read()).rejects.toMatchObject({ code: 'busy' });
    await core.run(run.id, ({ steps }) => steps[0]?.state === 'sending');
  });

  it('keeps no secret: not in runs, snapshots or the session file beside the records', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version);
    const address = version === '1.6' ? 'AuthorizationKey' : 'SecurityCtrlr.BasicAuthPassword';
    const run = await core.change({ [address]: PASSWORD, [first]: '15' });
    expect(run.steps[0]).toMatchObject({ isSecret: true, state: 'accepted' });
    expect(JSON.stringify(run)).not.toContain(PASSWORD);
    const { snapshotId = '' } = run;
    const kept = await core.client.call('snapshot.read', { id: snapshotId });
    expect(JSON.stringify(kept)).not.toContain(PASSWORD);
    const plan = await core.client.call('snapshot.undoPlan', { id: snapshotId });
    expect(plan.cannot).toContainEqual({
      address,
      sentence: expect.stringContaining('Set it by hand') as string,
    });
    expect(plan.changes).toEqual([
      { address: first, value: kept.configuration.items.find((item) => item.address === first)?.value },
    ]);
  });
});

async function changesSent(core: ConfigurationCore): Promise<number[]> {
  const { view } = await core.client.call('view.open', { filter: {} });
  const { rows } = await core.client.call('view.rows', { view, from: 0, count: 500 });
  await core.client.call('view.close', { view });
  return rows
    .filter(
      ({ kind, action }) => kind === 'call' && /^(ChangeConfiguration|SetVariables)$/.test(action ?? ''),
    )
    .map(({ seq }) => seq);
}

describe('ten chargers at once', () => {
  it('of all versions are changed and undone in parallel', async () => {
    const core = await ConfigurationCore.start();
    const variants: OcppVariant[] = ['1.5-soap', '1.6-soap', '1.6', '2.0.1', '2.1'];
    const ids = Array.from({ length: 10 }, (_, index) => `CP-${index + 1}`);
    const variantOf = (index: number): OcppVariant => variants[index % variants.length] ?? '1.6';
    await Promise.all(ids.map((stationId, index) => core.charger(variantOf(index), { stationId })));
    const before = await Promise.all(ids.map((id) => core.read(id)));
    const runs = await Promise.all(
      ids.map((id, index) => {
        const is2 = variantOf(index).startsWith('2');
        const [one, other] = TWO[is2 ? '2.0.1' : '1.6'];
        return core.change({ [one]: '15', [other]: '16' }, id);
      }),
    );
    expect(runs.map(({ state }) => state)).toEqual(Array(10).fill('finished'));
    for (const { steps } of runs)
      expect(steps.map(({ readBack }) => readBack)).toEqual(['as-wanted', 'as-wanted']);
    await Promise.all(
      runs.map(async ({ stationId, snapshotId = '' }) => {
        const { changes } = await core.client.call('snapshot.undoPlan', { id: snapshotId });
        const run = await core.client.call('configuration.change', { stationId, changes, origin: 'undo' });
        await core.ended(run.id);
      }),
    );
    const after = await Promise.all(ids.map((id) => core.read(id)));
    expect(after.map(settable)).toEqual(before.map(settable));
  });
});
