import { describe, expect, it } from 'vitest';
import { createPracticePort } from '../../../electron/practice/port/createPracticePort.ts';
import type { ChangeRun } from '../../../shared/configuration/change.ts';
import type { PortState } from '../../../shared/service-port/portState.ts';
import { startPulledCable } from '../service-port/session/pulledCable.ts';
import { ConfigurationCore, endsWithTest } from './configurationCore.ts';

const ASKED = { code: 'conflict', message: expect.stringContaining('A car is charging') as string };

/** An OpenEVSE on a cable; it lives on when Kerbside ends. */
async function openEvse(...habits: string[]): Promise<string> {
  const port = await createPracticePort({ device: 'rapi', habits: ['fast', 'session=0', ...habits] });
  endsWithTest(() => port.stop());
  return port.path;
}

function opened({ client }: ConfigurationCore, path: string): Promise<PortState> {
  return client.call('port.open', { path, profileId: 'openevse-rapi' });
}

function begun(
  { client }: ConfigurationCore,
  { cableId }: PortState,
  values: Readonly<Record<string, string>>,
  isConfirmed?: boolean,
): Promise<ChangeRun> {
  const changes = Object.entries(values).map(([address, value]) => ({ address, value }));
  return client.call('configuration.change', { stationId: cableId, changes, origin: 'edit', isConfirmed });
}

const statesOf = ({ steps }: ChangeRun): string[] => steps.map(({ state }) => state);

describe('changes over a cable that broke off', () => {
  it('are asked for again after a restart of Kerbside, and then written', async () => {
    const core = await ConfigurationCore.start();
    const path = await openEvse('charging');
    const { id } = await begun(
      core,
      await opened(core, path),
      { maxCurrent: '13', diodeCheck: 'false' },
      true,
    );
    const again = await core.restart();
    expect(await again.ended(id)).toMatchObject({ state: 'broken-off' });

    await opened(again, path);
    await expect(again.client.call('changeRun.continue', { id })).rejects.toMatchObject(ASKED);
    const left = await again.ended(id);
    expect([left.state, ...statesOf(left)]).toEqual(['broken-off', 'not-sent', 'not-sent']);

    await again.client.call('changeRun.continue', { id, isConfirmed: true });
    const ended = await again.run(id, ({ state }) => state === 'finished');
    expect(ended.steps.map(({ after, readBack }) => [after, readBack])).toEqual([
      ['13', 'as-wanted'],
      ['false', 'as-wanted'],
    ]);
  });

  it('need no question where no car charges', async () => {
    const core = await ConfigurationCore.start();
    const path = await openEvse();
    const { id } = await begun(core, await opened(core, path), { maxCurrent: '13' });
    const again = await core.restart();
    await opened(again, path);
    await again.client.call('changeRun.continue', { id });
    expect(statesOf(await again.run(id, ({ state }) => state === 'finished'))).toEqual(['accepted']);
  });
});

describe('changes over a cable that a car is in the way of', () => {
  it('are held back with those behind them where it comes in the middle, and go on once that is confirmed', async () => {
    const core = await ConfigurationCore.start();
    const state = await opened(core, await openEvse('charging'));
    await core.ended((await begun(core, state, { operation: 'sleeping' }, true)).id);
    // Nobody charges when it begins; the first change lets the car that waits charge.
    const { id } = await begun(core, state, { operation: 'enabled', maxCurrent: '13', diodeCheck: 'false' });
    const held = await core.ended(id);
    expect(held).toMatchObject({
      state: 'broken-off',
      sentence: expect.stringContaining('A car is charging') as string,
      steps: [
        { state: 'accepted', readBack: 'as-wanted' },
        { state: 'not-sent', isHeldBack: true, sentence: expect.stringContaining('Confirm') as string },
        { state: 'not-sent' },
      ],
    });
    await expect(core.client.call('changeRun.continue', { id })).rejects.toMatchObject(ASKED);
    await core.client.call('changeRun.continue', { id, isConfirmed: true });
    const ended = await core.run(id, ({ state: now }) => now === 'finished');
    expect(ended.steps.map(({ readBack, isHeldBack }) => [readBack, isHeldBack])).toEqual(
      Array.from({ length: 3 }, () => ['as-wanted', undefined]),
    );
  });

  it('are asked for again where the cable was pulled in the middle: it may be another charger', async () => {
    const core = await ConfigurationCore.start();
    const { path, close } = await startPulledCable(await openEvse('charging'), '$SC');
    endsWithTest(async () => close());
    const { id } = await begun(
      core,
      await opened(core, path),
      { maxCurrent: '13', diodeCheck: 'false' },
      true,
    );
    await core.run(id, ({ state }) => state === 'waiting-for-station');
    await opened(core, path);
    expect(await core.ended(id)).toMatchObject({
      state: 'broken-off',
      steps: [
        {
          state: 'not-sent',
          isHeldBack: true,
          sentence: expect.stringContaining('A car is charging') as string,
        },
        { state: 'not-sent' },
      ],
    });
  });

  it('are not confirmed by somebody else’s wish that finds the charger busy', async () => {
    const core = await ConfigurationCore.start();
    const state = await opened(core, await openEvse('charging', 'late-upon=FE'));
    await core.ended((await begun(core, state, { operation: 'sleeping' }, true)).id);
    const { id } = await begun(core, state, { operation: 'enabled', maxCurrent: '13' });
    await expect(begun(core, state, { maxCurrent: '14' }, true)).rejects.toMatchObject({ code: 'busy' });
    expect(statesOf(await core.ended(id))).toEqual(['accepted', 'not-sent']);
  });
});
