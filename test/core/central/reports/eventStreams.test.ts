import { afterEach, beforeEach, expect, it } from 'vitest';
import { EventStreams } from '../../../../electron/core/central/reports/eventStreams.ts';
import { RawStation } from '../rawStation.ts';
import { startTestCore, type TestCore } from '../testCore.ts';

let core: TestCore;
let streams: EventStreams;

beforeEach(async () => {
  streams = new EventStreams();
  core = await startTestCore({ observers: [streams] });
});
afterEach(() => core.close());

const OPEN = { constantStreamData: { id: 4, variableMonitoringId: 12, params: { interval: 5, values: 2 } } };
const DATA = {
  id: 4,
  pending: 1,
  basetime: '2026-11-21T10:00:00Z',
  data: [
    { t: 0, v: '230.1' },
    { t: 5, v: '231.4' },
  ],
};

it('follows a stream from its opening over its values, which nobody answers, to its end', async () => {
  const station = await RawStation.connect(`${core.url}/CP1`, ['ocpp2.1']);
  expect(await station.ask('OpenPeriodicEventStream', OPEN)).toEqual({ status: 'Accepted' });
  station.send([6, 's1', 'NotifyPeriodicEventStream', DATA]);
  // Had the SEND been answered, its answer would come first.
  await station.ask('Heartbeat', {});
  expect(streams.list()).toMatchObject([
    {
      stationId: 'CP1',
      id: 4,
      variableMonitoringId: 12,
      intervalS: 5,
      values: 2,
      isOpen: true,
      frames: 1,
      received: 2,
      pending: 1,
      lastValue: '231.4',
      lastValueAt: Date.UTC(2026, 10, 21, 10, 0, 5),
    },
  ]);
  await station.ask('ClosePeriodicEventStream', { id: 4 });
  expect(streams.list()).toMatchObject([{ isOpen: false, received: 2 }]);
});

it('ends with the connection', async () => {
  const station = await RawStation.connect(`${core.url}/CP1`, ['ocpp2.1']);
  await station.ask('OpenPeriodicEventStream', OPEN);
  const ended = new Promise<void>((resolve) => {
    streams.onChange(({ isOpen }) => {
      if (!isOpen) resolve();
    });
  });
  station.socket.close();
  await ended;
});

it('lists a stream that was never opened, for its values are there', async () => {
  const station = await RawStation.connect(`${core.url}/CP1`, ['ocpp2.1']);
  station.send([6, 's1', 'NotifyPeriodicEventStream', DATA]);
  await station.ask('Heartbeat', {});
  const [stream] = streams.list();
  expect(stream).toMatchObject({ id: 4, isOpen: true, frames: 1 });
  expect(stream?.variableMonitoringId).toBeUndefined();
});
