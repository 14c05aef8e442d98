import { expect, it } from 'vitest';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { mergedEvents, type StationEvents } from '../../../shared/station/stationEvent.ts';
import { RawStation } from '../central/rawStation.ts';
import { ConfigurationCore, endsWithTest } from './configurationCore.ts';

const ID = 'EV-1';
const START = Date.UTC(2026, 10, 21, 10);

function event(eventId: number, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    eventId,
    timestamp: new Date(START + eventId * 1000).toISOString(),
    trigger: 'Alerting',
    actualValue: '81',
    eventNotificationType: 'CustomMonitor',
    component: { name: 'Connector', evse: { id: 1, connectorId: 1 } },
    variable: { name: 'Temperature' },
    ...more,
  };
}

function notify(station: RawStation, events: unknown[]): Promise<unknown> {
  return station.ask('NotifyEvent', { generatedAt: '2026-11-21T10:00:00Z', seqNo: 0, eventData: events });
}

async function connected(core: ConfigurationCore): Promise<RawStation> {
  const station = await RawStation.connect(`ws://127.0.0.1:${core.port}/${ID}`, ['ocpp2.0.1']);
  endsWithTest(async () => station.socket.terminate());
  return station;
}

/** The events as soon as they are as wanted. */
function events(client: ContractClient, wanted: (state: StationEvents) => boolean): Promise<StationEvents> {
  return new Promise((resolve) => {
    let state: StationEvents | undefined;
    const look = (change: StationEvents): void => {
      state = state === undefined ? change : mergedEvents(state, change);
      if (wanted(state)) resolve(state);
    };
    client.subscribe('events', { stationId: ID }, { snapshot: look, change: look });
  });
}

it('the events of a session are there again when it is opened again, and what comes counts after them', async () => {
  const core = await ConfigurationCore.start();
  const station = await connected(core);
  await notify(station, [event(1, { variableMonitoringId: 3 }), event(2, { variableMonitoringId: 4 })]);
  const clearing = core.client.call('command.call', {
    stationId: ID,
    action: 'ClearVariableMonitoring',
    payload: JSON.stringify({ id: [3] }),
  });
  const [, messageId] = await station.nextFrame();
  station.send([3, messageId, { clearMonitoringResult: [{ id: 3, status: 'Accepted' }] }]);
  await clearing;
  // A number that is sent as text is one all the same.
  await notify(station, [event(5, { variableMonitoringId: '5', trigger: 'Delta' })]);
  const before = await events(
    core.client,
    ({ total, events: all }) => total === 3 && all[0]?.isOpen === false,
  );
  expect(before.events.map(({ isOpen }) => isOpen)).toEqual([false, true, false]);

  const again = await core.restart();
  const after = await events(again.client, ({ total }) => total === 3);
  expect(after).toEqual(before);
  const back = await connected(again);
  await notify(back, [event(6)]);
  const more = await events(again.client, ({ total }) => total === 4);
  expect(more.events.map(({ no, eventId }) => [no, eventId])).toEqual([
    [1, 1],
    [2, 2],
    [3, 5],
    [4, 6],
  ]);
});
