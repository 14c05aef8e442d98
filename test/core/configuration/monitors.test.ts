import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMonitoring } from '../../../electron/core/configuration/monitors/createMonitoring.ts';
import type { Monitors } from '../../../electron/core/configuration/monitors/monitors.ts';
import { Reports } from '../../../electron/core/central/reports/reports.ts';
import type { WantedMonitor } from '../../../shared/station/monitor.ts';
import { RawStation } from '../central/rawStation.ts';
import { startTestCore, type TestCore } from '../central/testCore.ts';

/** Monitors of a station whose every answer the test writes by hand. */
let core: TestCore;
let station: RawStation;
let monitors: Monitors;
let close: () => Promise<void>;

const ID = 'MON-1';
const POWER = { component: { name: 'EVSE', evse: { id: 1 } }, variable: { name: 'Power' } };

beforeEach(async () => {
  const reports = new Reports();
  const monitoring = createMonitoring(reports);
  core = await startTestCore({ observers: [reports, ...monitoring.observers] });
  monitors = monitoring.monitors(core.central);
  station = await RawStation.connect(`${core.url}/${ID}`, ['ocpp2.0.1']);
  close = async () => {
    reports.close();
    await monitoring.stationEvents.close();
  };
});

afterEach(async () => {
  station.socket.terminate();
  await core.close();
  await close();
});

type Payload = Record<string, unknown>;

async function asked(action: string): Promise<{ payload: Payload; answer: (payload: unknown) => void }> {
  const [, id, name, payload] = await station.nextFrame();
  expect(name).toBe(action);
  return { payload: payload as Payload, answer: (answered) => station.send([3, id, answered]) };
}

function wanted(severity: number, more: Partial<WantedMonitor> = {}): WantedMonitor {
  return { address: 'EVSE@1.Power', type: 'UpperThreshold', value: 7000, severity, ...more };
}

const result = (severity: number, more: Payload): Payload => ({
  ...POWER,
  type: 'UpperThreshold',
  severity,
  ...more,
});

const reported = (id: number, more: Payload = {}): Payload => ({
  ...POWER,
  variableMonitoring: [{ id, transaction: false, value: 5, type: 'Delta', severity: 4, ...more }],
});

async function report(requestId: unknown, parts: readonly Payload[][], isWhole = true): Promise<void> {
  for (const [seqNo, monitor] of parts.entries()) {
    const tbc = !isWhole || seqNo < parts.length - 1;
    await station.ask('NotifyMonitoringReport', {
      requestId,
      generatedAt: '2026-11-21T10:00:00Z',
      seqNo,
      tbc,
      monitor,
    });
  }
}

it('a report in parts is joined; one of everything takes the place of what was known', async () => {
  const reading = monitors.read(ID, {});
  const { payload, answer } = await asked('GetMonitoringReport');
  answer({ status: 'Accepted' });
  await report(payload['requestId'], [[reported(2)], [reported(1), reported(3)]]);
  expect(await reading).toMatchObject({
    isWhole: true,
    sentence: 'The station reported 3 monitors.',
    monitors: [
      { id: 1 },
      { id: 2, address: 'EVSE@1.Power', type: 'Delta', value: 5, severity: 4 },
      { id: 3 },
    ],
  });
  const again = monitors.read(ID, {});
  (await asked('GetMonitoringReport')).answer({ status: 'EmptyResultSet' });
  expect(await again).toMatchObject({
    monitors: [],
    isWhole: true,
    sentence: 'The station has no monitors.',
  });
});

it('criteria and variables go out as they are meant, and say nothing about the other monitors', async () => {
  const reading = monitors.read(ID, {
    criteria: ['DeltaMonitoring'],
    addresses: ['EVSE@1.Power', 'Connector@1:2'],
  });
  const { payload, answer } = await asked('GetMonitoringReport');
  expect(payload).toMatchObject({
    monitoringCriteria: ['DeltaMonitoring'],
    componentVariable: [POWER, { component: { name: 'Connector', evse: { id: 1, connectorId: 2 } } }],
  });
  answer({ status: 'Accepted' });
  await report(payload['requestId'], [[reported(2)]]);
  expect(await reading).toMatchObject({ isWhole: false, monitors: [{ id: 2 }] });
});

it('a report that does not end gives what came, and says so', async () => {
  const reading = monitors.read(ID, { timeoutMs: 150 });
  const { payload, answer } = await asked('GetMonitoringReport');
  answer({ status: 'Accepted' });
  await report(payload['requestId'], [[reported(2)]], false);
  expect(await reading).toMatchObject({
    isWhole: false,
    monitors: [{ id: 2 }],
    sentence: 'No more of the report came within 0.15 s. What came holds 1 monitor; others may be missing.',
  });
});

it('a station that leaves in the middle of its report leaves a partial result', async () => {
  const reading = monitors.read(ID, {});
  const { payload, answer } = await asked('GetMonitoringReport');
  answer({ status: 'Accepted' });
  await report(payload['requestId'], [[reported(2)]], false);
  station.socket.terminate();
  const { sentence, isWhole } = await reading;
  expect([isWhole, sentence]).toEqual([
    false,
    'The station left before its report was complete. What came holds 1 monitor; others may be missing.',
  ]);
});

it('refusals are told in words and change nothing', async () => {
  for (const [reply, sentence] of [
    [{ status: 'NotSupported' }, /does not report monitors this way/],
    [{ status: 'Rejected' }, /^The station refused it\.$/],
  ] as const) {
    const reading = monitors.read(ID, {});
    (await asked('GetMonitoringReport')).answer(reply);
    expect((await reading).sentence).toMatch(sentence);
  }
  const reading = monitors.read(ID, {});
  const [, id] = await station.nextFrame();
  station.send([4, id, 'NotImplemented', '', {}]);
  expect((await reading).sentence).toContain('does not know this request (NotImplemented)');
});

it('monitors are set in groups of the size that the station takes, each with its own result', async () => {
  const setting = monitors.set(ID, [wanted(1), wanted(2), wanted(3)], {});
  const limits = await asked('GetVariables');
  const [items, bytes] = limits.payload['getVariableData'] as Payload[];
  limits.answer({
    getVariableResult: [
      { ...bytes, attributeStatus: 'UnknownVariable' },
      { ...items, attributeStatus: 'Accepted', attributeValue: '2' },
    ],
  });
  const first = await asked('SetVariableMonitoring');
  expect(first.payload['setMonitoringData']).toHaveLength(2);
  // In another order than asked.
  first.answer({
    setMonitoringResult: [result(2, { status: 'Duplicate' }), result(1, { status: 'Accepted', id: 11 })],
  });
  const second = await asked('SetVariableMonitoring');
  second.answer({
    setMonitoringResult: [
      result(3, { status: 'Rejected', statusInfo: { reasonCode: 'OutOfRange', additionalInfo: 'max 6000' } }),
    ],
  });
  const results = await setting;
  expect(results.map(({ isDone, id, status }) => [isDone, id, status])).toEqual([
    [true, 11, 'Accepted'],
    [false, undefined, 'Duplicate'],
    [false, undefined, 'Rejected'],
  ]);
  expect(results[0]?.sentence).toBe('It is set, as monitor 11.');
  expect(results[2]?.sentence).toMatch(/It says: OutOfRange: max 6000$/);
  expect(monitors.latest(ID).monitors).toMatchObject([
    { id: 11, value: 7000, severity: 1, made: 'CustomMonitor' },
  ]);
});

it('an answer in part leaves the others open, and a request without an answer ends the run', async () => {
  const setting = monitors.set(ID, [wanted(1), wanted(2)], { timeoutMs: 10_000 });
  (await asked('GetVariables')).answer({ getVariableResult: [] });
  (await asked('SetVariableMonitoring')).answer({
    setMonitoringResult: [result(5, { status: 'Accepted', id: 1 })],
  });
  await asked('SetVariableMonitoring');
  station.socket.terminate();
  const [one, two] = await setting;
  expect(one).toMatchObject({
    isDone: false,
    sentence: expect.stringContaining('says nothing about this one') as string,
  });
  expect(two).toMatchObject({
    isDone: false,
    outcome: 'disconnected',
    sentence: expect.stringContaining('not known') as string,
  });
});

it('clearing tells of each monitor, hard-wired ones and those that are gone too', async () => {
  const clearing = monitors.clear(ID, [1, 2, 3], {});
  (await asked('GetVariables')).answer({
    getVariableResult: [
      {
        component: { name: 'MonitoringCtrlr' },
        variable: { name: 'ItemsPerMessage', instance: 'ClearVariableMonitoring' },
        attributeStatus: 'Accepted',
        attributeValue: '10',
      },
    ],
  });
  const { payload, answer } = await asked('ClearVariableMonitoring');
  expect(payload).toEqual({ id: [1, 2, 3] });
  answer({
    clearMonitoringResult: [
      { id: 3, status: 'NotFound' },
      { id: 1, status: 'Accepted' },
      { id: 2, status: 'Rejected' },
    ],
  });
  expect((await clearing).map(({ sentence }) => sentence)).toEqual([
    'Monitor 1 is cleared.',
    'The station keeps monitor 2: those that are hard-wired cannot be cleared.',
    'The station has no monitor 3 any more.',
  ]);
});

it('base and level are set, remembered and told', async () => {
  const base = monitors.setBase(ID, 'HardWiredOnly', {});
  (await asked('SetMonitoringBase')).answer({ status: 'Accepted' });
  expect(await base).toMatchObject({ isDone: true, status: 'Accepted' });
  const level = monitors.setLevel(ID, 4, {});
  (await asked('SetMonitoringLevel')).answer({ status: 'Accepted' });
  expect((await level).sentence).toBe('The station took it: it tells events of severity 0 to 4.');
  expect(monitors.latest(ID)).toMatchObject({ base: 'HardWiredOnly', level: 4, isWhole: false });
});

it('what cannot work is said before anything is sent', async () => {
  await expect(monitors.set(ID, [wanted(1, { address: 'nothing' })], {})).rejects.toMatchObject({
    code: 'invalid-params',
  });
  await expect(monitors.set(ID, [wanted(1, { type: 'TargetDelta' })], {})).rejects.toMatchObject({
    code: 'invalid-params',
  });
  const old = await RawStation.connect(`${core.url}/OLD`, ['ocpp1.6']);
  await expect(monitors.read('OLD', {})).rejects.toMatchObject({ code: 'conflict' });
  await expect(monitors.read('NEVER', {})).rejects.toMatchObject({ code: 'not-found' });
  old.socket.terminate();
  await core.station(({ id, connected }) => id === 'OLD' && !connected);
  await expect(monitors.read('OLD', {})).rejects.toMatchObject({ code: 'unavailable' });
});
