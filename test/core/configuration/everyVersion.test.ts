import { describe, expect, it } from 'vitest';
import { OCPP_VARIANTS, type OcppVariant } from '../../../shared/ocpp/version.ts';
import { ConfigurationCore, settable, valueOf } from './configurationCore.ts';

/** What is changed in each version: settings that hold at once, one that needs a restart, and one that cannot be set. */
interface Settings {
  atOnce: Readonly<Record<string, string>>;
  afterRestart: readonly [address: string, value: string];
  fixed: string;
  /** 1.5 has no word for a change that waits for a restart. */
  hasNoWord?: boolean;
}

const KEYS: Settings = {
  atOnce: { MeterValueSampleInterval: '15', 'Kerbside.DisplayGreeting': 'Grüß Gott <&"> 充電' },
  afterRestart: ['Kerbside.MaxCurrent', '16'],
  fixed: 'Kerbside.HardwareRevision',
};
const VARIABLES: Settings = {
  atOnce: {
    'OCPPCommCtrlr.OfflineThreshold': '240',
    'SecurityCtrlr.OrganizationName': 'Grüß Gott <&"> 充電',
  },
  afterRestart: ['OCPPCommCtrlr.NetworkConfigurationPriority', '2,1'],
  fixed: 'OCPPCommCtrlr.ActiveNetworkProfile',
};
const SETTINGS: Readonly<Record<OcppVariant, Settings>> = {
  '1.5-soap': { ...KEYS, hasNoWord: true },
  '1.6-soap': KEYS,
  '1.6': KEYS,
  '2.0.1': VARIABLES,
  '2.1': VARIABLES,
};

describe.each(OCPP_VARIANTS)('the configuration over %s', (variant) => {
  const { atOnce, afterRestart, fixed, hasNoWord = false } = SETTINGS[variant];

  it('is read, changed with read-back, and brought back to the byte', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(variant);
    const before = await core.read();
    expect(before).toMatchObject({ isWhole: true, unread: [], owner: { stationId: 'CP-1' } });
    expect(before.items.length).toBeGreaterThan(10);
    expect(before.proof.length).toBeGreaterThan(0);
    // The practice charger has all that a charger must have, as it must be.
    expect(before.issues.filter(({ severity }) => severity !== 'info')).toEqual([]);

    const run = await core.change({ ...atOnce, [fixed]: 'x' });
    expect(run.state).toBe('finished');
    for (const [index, [address, wanted]] of Object.entries(atOnce).entries()) {
      expect(run.steps[index]).toMatchObject({
        address,
        wanted,
        before: valueOf(before, address),
        after: wanted,
        state: 'accepted',
        status: 'Accepted',
        readBack: 'as-wanted',
        requestSeq: expect.any(Number) as number,
        responseSeq: expect.any(Number) as number,
      });
    }
    expect(run.steps.at(-1)).toMatchObject({ state: 'refused', status: 'Rejected', readBack: 'unchanged' });

    const { snapshotId = '' } = run;
    const plan = await core.client.call('snapshot.undoPlan', { id: snapshotId });
    expect(plan.changes).toHaveLength(Object.keys(atOnce).length);
    const undo = await core.client.call('configuration.change', {
      stationId: 'CP-1',
      changes: plan.changes,
      origin: 'undo',
    });
    expect(await core.ended(undo.id)).toMatchObject({ state: 'finished' });
    expect(settable(await core.read())).toEqual(settable(before));
    expect((await core.client.call('snapshot.undoPlan', { id: snapshotId })).changes).toEqual([]);
  });

  it('waits for a restart where the charger says so, and is read back after it', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(variant);
    const [address, value] = afterRestart;
    const run = await core.change({ [address]: value });
    expect(run.steps[0]).toMatchObject({ state: hasNoWord ? 'accepted' : 'needs-restart' });
    if (hasNoWord) return;
    await core.state('CP-1', ({ needsRestart }) => needsRestart.includes(address));
    const outcome = await core.client.call('configuration.restart', { stationId: 'CP-1' });
    expect(outcome).toMatchObject({ outcome: 'answered', payload: { status: 'Accepted' } });
    await core.state('CP-1', ({ needsRestart }) => needsRestart.length === 0);
    const after = await core.run(
      run.id,
      ({ steps }) => steps[0]?.sentence?.includes('since the restart') === true,
    );
    expect(after).toMatchObject({ restartedByItself: false, restartedAt: expect.any(Number) as number });
    expect(after.steps[0]).toMatchObject({ readBack: 'as-wanted', after: value });
  });
});
