import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createMonitoring,
  type Monitoring,
} from '../../../electron/core/configuration/monitors/createMonitoring.ts';
import { Reports } from '../../../electron/core/central/reports/reports.ts';
import type { StationEvents } from '../../../shared/station/stationEvent.ts';
import { EVENTS_KEPT, mergedEvents } from '../../../shared/station/stationEvent.ts';
import { RawStation } from '../central/rawStation.ts';
import { startTestCore, type TestCore } from '../central/testCore.ts';

/** Events as a station sends them over its socket, in all ways that are wrong. */
let core: TestCore;
let station: RawStation;
let monitoring: Monitoring;
let eventIds = 0;

const ID = 'EV-1';
const TEMPERATURE = { name: 'Connector', evse: { id: 1, connectorId: 1 } };

beforeEach(async () => {
  const reports = new Reports();
  monitoring = createMonitoring(reports);
  core = await startTestCore({ observers: [reports, ...monitoring.observers] });
  station = await RawStation.connect(`${core.url}/${ID}`, ['ocpp2.0.1']);
});

afterEach(async () => {
  station.socket.terminate();
  await core.close();
  await monitoring.stationEvents.close();
});

function event(more: Record<string, unknown> = {}): Record<string, unknown> {
  eventIds += 1;
  return {
    eventId: eventIds,
    timestamp: new Date(Date.UTC(2026, 10, 21, 10, 0, eventIds)).toISOString(),
    trigger: 'Alerting',
    actualValue: '81',
    eventNotificationType: 'CustomMonitor',
    component: TEMPERATURE,
    variable: { name: 'Temperature' },
    ...more,
  };
}

function notify(eventData: unknown, more: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  return station.ask('NotifyEvent', { generatedAt: '2026-11-21T10:00:00Z', seqNo: 0, eventData, ...more });
}

const state = (): StationEvents => monitoring.stationEvents.of(ID);

it('every event is kept with all that it says, though nobody asked for it', async () => {
  const cause = event({ trigger: 'Delta', transactionId: 'tx-1', techCode: 'E17', techInfo: 'fan' });
  await notify([cause, event({ cause: cause['eventId'], variableMonitoringId: 3 })]);
  const [first, second] = state().events;
  expect(first).toMatchObject({
    no: 1,
    address: 'Connector@1:1.Temperature',
    actualValue: '81',
    trigger: 'Delta',
    made: 'CustomMonitor',
    transactionId: 'tx-1',
    techCode: 'E17',
    techInfo: 'fan',
    isOpen: false,
    seq: expect.any(Number) as number,
  });
  expect(second).toMatchObject({ no: 2, set: 1, cause: cause['eventId'], monitorId: 3, isOpen: true });
});

it('an alert is open until its monitor clears it', async () => {
  await notify([event({ variableMonitoringId: 3 }), event({ variableMonitoringId: 4 })]);
  expect(state().events.map(({ isOpen }) => isOpen)).toEqual([true, true]);
  await notify([event({ variableMonitoringId: 3, cleared: true, actualValue: '60' })]);
  expect(state().events.map(({ isOpen }) => isOpen)).toEqual([false, true, false]);
});

it('a newer alert of the same source takes the place of the older', async () => {
  await notify([event()]);
  await notify([event({ actualValue: '90' })]);
  expect(state().events.map(({ isOpen }) => isOpen)).toEqual([false, true]);
});

it('a monitor that was cleared leaves no alert open', async () => {
  await notify([event({ variableMonitoringId: 3 })]);
  const clearing = core.central.call(ID, 'ClearVariableMonitoring', JSON.stringify({ id: [3] }));
  const [, messageId] = await station.nextFrame();
  station.send([3, messageId, { clearMonitoringResult: [{ id: 3, status: 'Accepted' }] }]);
  await clearing;
  expect(state().events.map(({ isOpen }) => isOpen)).toEqual([false]);
});

it('the severity comes from the monitor, whoever set it', async () => {
  const data = {
    type: 'UpperThreshold',
    severity: 2,
    component: TEMPERATURE,
    variable: { name: 'Temperature' },
  };
  const setting = core.central.call(
    ID,
    'SetVariableMonitoring',
    JSON.stringify({ setMonitoringData: [{ ...data, value: 70 }] }),
  );
  const [, messageId] = await station.nextFrame();
  station.send([3, messageId, { setMonitoringResult: [{ ...data, status: 'Accepted', id: 7 }] }]);
  await setting;
  await notify([event({ variableMonitoringId: 7 })]);
  expect(state().events[0]).toMatchObject({ severity: 2, monitorId: 7 });
});

it('messages that belong together are one set; what is missing or came twice is said', async () => {
  await notify([event()], { tbc: true });
  const second = event();
  await notify([second], { seqNo: 1, tbc: true });
  await notify([second], { seqNo: 1, tbc: true });
  expect(state()).toMatchObject({ total: 2, problem: expect.stringContaining('Part 1') as string });
  await notify([event()], { seqNo: 3 });
  expect(state().events.map(({ set }) => set)).toEqual([1, 1, 1]);
  expect(state().problem).toBe('Part 2 of the events that begin with event 1 did not come.');
  await notify([event()]);
  expect(state().events.at(-1)).toMatchObject({ no: 4, set: 4 });
});

it('an announced part that is not followed up is said', async () => {
  await notify([event()], { tbc: true });
  await notify([event()]);
  expect(state().problem).toBe('The station announced more events after event 1, but then sent others.');
  await notify([event()], { tbc: true });
  station.socket.close();
  await core.station(({ connected }) => !connected);
  expect(state().problem).toBe('The station announced more events after event 3, but left before they came.');
});

it('an event that is sent once more is shown once', async () => {
  const again = event();
  await notify([again]);
  await notify([again]);
  expect(state()).toMatchObject({ total: 1, problem: 'The station sent event 1 once more.' });
});

it('an open alert stays when thousands of events come after it; the oldest others go', async () => {
  await notify([event({ variableMonitoringId: 1 })]);
  const many = Array.from({ length: EVENTS_KEPT + 20 }, () => event({ trigger: 'Periodic' }));
  await notify(many);
  const { total, events } = state();
  expect(total).toBe(EVENTS_KEPT + 21);
  expect(events).toHaveLength(EVENTS_KEPT + 1);
  expect(events[0]).toMatchObject({ no: 1, isOpen: true });
  expect(events[1]?.no).toBe(22);
});

it('junk in the place of events harms nothing', async () => {
  for (const eventData of [
    null,
    'x',
    [null, 7, {}],
    [{ component: 3, variable: [], actualValue: { a: 1 } }],
  ]) {
    await notify(eventData);
  }
  expect(state().total).toBe(2);
  expect(state().events[1]).toMatchObject({ address: '?.?', actualValue: '{"a":1}', trigger: '?' });
});

it('changes that are merged into an earlier state give the later one', async () => {
  let merged = state();
  const told = new Promise<void>((resolve) => {
    monitoring.stationEvents.onChange((change) => {
      merged = mergedEvents(merged, change);
      if (merged.total === 3) resolve();
    });
  });
  await notify([event({ variableMonitoringId: 3 }), event({ trigger: 'Delta' })]);
  await notify([event({ variableMonitoringId: 3, cleared: true })]);
  await told;
  expect(merged).toEqual(state());
});
