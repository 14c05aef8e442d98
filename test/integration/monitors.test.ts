import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StationEvents } from '../../shared/station/stationEvent.ts';
import { mergedEvents } from '../../shared/station/stationEvent.ts';
import { startCoreFixture, type CoreFixture } from './coreFixture.ts';

/** Monitors of the practice charger: set, read, triggered, cleared, over a real socket. */
let fixture: CoreFixture;

beforeAll(async () => {
  fixture = await startCoreFixture(20);
});

afterAll(async () => {
  await fixture.close();
});

function eventsUntil(
  stationId: string,
  isEnough: (events: StationEvents) => boolean,
): Promise<StationEvents> {
  return new Promise((resolve) => {
    let state: StationEvents | undefined;
    const look = (next: StationEvents): void => {
      state = next;
      if (!isEnough(next)) return;
      unsubscribe();
      resolve(next);
    };
    const unsubscribe = fixture.client.subscribe(
      'events',
      { stationId },
      {
        snapshot: look,
        change: (change) => look(mergedEvents(state ?? change, change)),
      },
    );
  });
}

describe.each(['2.0.1', '2.1'] as const)('a practice charger that speaks %s', (version) => {
  it('takes monitors, tells of what they see, and lets go of its own only', async () => {
    const { client } = fixture;
    const stationId = `MON-${version}`;
    await client.call('practice.start', { stationId, version });
    await new Promise<void>((resolve) => {
      client.subscribe(
        'stations',
        {},
        {
          snapshot: (all) => all.some(({ id, connected }) => id === stationId && connected) && resolve(),
          change: ({ id, connected }) => id === stationId && connected && resolve(),
        },
      );
    });
    const address = 'Connector@1:1.Temperature';
    const [below, often] = await client.call('monitors.set', {
      stationId,
      monitors: [
        { address, type: 'UpperThreshold', value: 5, severity: 3 },
        { address, type: 'Periodic', value: 1, severity: 8 },
      ],
    });
    expect(below).toMatchObject({ isDone: true, status: 'Accepted' });
    expect(often).toMatchObject({ isDone: true });

    const read = await client.call('monitors.read', { stationId });
    expect(read.isWhole).toBe(true);
    expect(read.monitors.filter(({ address: about }) => about === address)).toHaveLength(3);

    const { events } = await eventsUntil(
      stationId,
      (state) =>
        state.events.some(({ trigger }) => trigger === 'Periodic') &&
        state.events.some(({ isOpen }) => isOpen),
    );
    expect(events.find(({ isOpen }) => isOpen)).toMatchObject({
      address,
      severity: 3,
      monitorId: below?.id,
      made: 'CustomMonitor',
    });

    const hardWired = read.monitors.find(({ id }) => id !== below?.id && id !== often?.id)?.id ?? -1;
    const ids = [below?.id ?? -1, hardWired, 77];
    const cleared = await client.call('monitors.clear', { stationId, ids });
    expect(cleared.map(({ status }) => status)).toEqual(['Accepted', 'Rejected', 'NotFound']);
    await eventsUntil(stationId, (state) => state.events.every(({ isOpen }) => !isOpen));

    await client.call('monitors.setBase', { stationId, base: 'HardWiredOnly' });
    const left = await client.call('monitors.read', { stationId, criteria: ['ThresholdMonitoring'] });
    expect(left.monitors.map(({ id }) => id)).toContain(hardWired);
    const whole = await client.call('monitors.read', { stationId });
    expect(whole.monitors.map(({ id }) => id)).not.toContain(often?.id);
    if (version === '2.1') {
      expect(whole.monitors.every(({ made }) => made === 'HardWiredMonitor')).toBe(true);
    }
    await client.call('practice.stop', { stationId });
  });
});
