import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Reports } from '../../../../electron/core/central/reports/reports.ts';
import type { Json, JsonObject } from '../../../../shared/json.ts';
import type { Report } from '../../../../shared/station/report.ts';
import { RawStation } from '../rawStation.ts';
import { startTestCore, type TestCore } from '../testCore.ts';

let core: TestCore;
let reports: Reports;
let station: RawStation;

beforeEach(async () => {
  reports = new Reports(300);
  core = await startTestCore({ observers: [reports] });
  station = await RawStation.connect(`${core.url}/CP1`, ['ocpp2.0.1']);
});
afterEach(async () => {
  reports.close();
  await core.close();
});

const part = (seqNo: number, tbc: boolean, names: string[], requestId = 7): JsonObject => ({
  requestId,
  generatedAt: '2026-11-21T10:00:00Z',
  seqNo,
  tbc,
  reportData: names.map((name) => ({
    component: { name: 'Box' },
    variable: { name },
    variableAttribute: [{ value: '1' }],
  })),
});

function when(wanted: (report: Report) => boolean): Promise<Report> {
  const there = reports.list().find((report) => wanted(report));
  if (there !== undefined) return Promise.resolve(there);
  return new Promise((resolve) => {
    const stop = reports.onChange((report) => {
      if (!wanted(report)) return;
      stop();
      resolve(report);
    });
  });
}

/** Asks for a report and lets the station answer. */
async function ask(
  answer: Json,
  action = 'GetBaseReport',
  payload: Json = { requestId: 7, reportBase: 'FullInventory' },
): Promise<void> {
  const outcome = core.central.call('CP1', action, JSON.stringify(payload));
  const [, id] = await station.nextFrame();
  station.send([3, id, answer]);
  await outcome;
}

const names = (items: readonly Json[]): unknown[] =>
  items.map((item) => ((item as JsonObject)['variable'] as JsonObject)['name']);

describe('a report in parts', () => {
  it('is awaited once it was accepted, grows, and is complete with its last part', async () => {
    await ask({ status: 'Accepted' });
    expect(await when(({ state }) => state === 'awaited')).toMatchObject({
      action: 'NotifyReport',
      askedBy: 'GetBaseReport',
      requestId: 7,
      parts: 0,
    });
    await station.ask('NotifyReport', part(0, true, ['A', 'B']));
    expect(await when(({ state }) => state === 'receiving')).toMatchObject({ parts: 1, items: 2 });
    await station.ask('NotifyReport', part(1, false, ['C']));
    const report = await when(({ state }) => state === 'complete');
    expect(report).toMatchObject({ parts: 2, items: 3, missing: [], doubled: 0 });
    expect(report.problem).toBeUndefined();
    const records = report.proof.map((seq) => core.recorder.records[seq - 1]?.action);
    expect(records).toEqual(['NotifyReport', 'NotifyReport']);
    expect(names(reports.read(report.id, 0, 10).items)).toEqual(['A', 'B', 'C']);
    expect(names(reports.read(report.id, 1, 1).items)).toEqual(['B']);
    expect(reports.read(report.id, 3, 10).items).toEqual([]);
  });

  it('is put in order, and what came twice counts once', async () => {
    await ask({ status: 'Accepted' });
    await station.ask('NotifyReport', part(2, false, ['C']));
    expect(await when(({ state }) => state === 'receiving')).toMatchObject({ missing: [0, 1] });
    await station.ask('NotifyReport', part(0, true, ['A']));
    await station.ask('NotifyReport', part(0, true, ['A']));
    await station.ask('NotifyReport', part(1, true, ['B']));
    const report = await when(({ state }) => state === 'complete');
    expect(report).toMatchObject({ parts: 3, doubled: 1 });
    expect(names(reports.read(report.id, 0, 10).items)).toEqual(['A', 'B', 'C']);
  });

  it('that comes with its answer in one piece is the one that was asked for', async () => {
    const outcome = core.central.call('CP1', 'GetBaseReport', '{"requestId":7,"reportBase":"FullInventory"}');
    const [, id] = await station.nextFrame();
    station.send([2, 'early', 'NotifyReport', part(0, false, ['A'])]);
    station.send([3, id, { status: 'Accepted' }]);
    await outcome;
    await station.next();
    expect(reports.list()).toMatchObject([{ state: 'complete', askedBy: 'GetBaseReport', items: 1 }]);
  });

  it('whose rest never comes stays as a partial result, with a sentence', async () => {
    await ask({ status: 'Accepted' });
    await station.ask('NotifyReport', part(0, true, ['A']));
    const report = await when(({ state }) => state === 'partial');
    expect(report).toMatchObject({
      items: 1,
      problem: 'The station announced more parts, but none came within 0.3 s.',
    });
    expect(names(reports.read(report.id, 0, 10).items)).toEqual(['A']);
  });

  it('that never begins says so', async () => {
    await ask({ status: 'Accepted' });
    expect((await when(({ state }) => state === 'partial')).problem).toMatch(/no part of the report came/);
  });

  it('ends when the station leaves, and goes on when the rest comes after all', async () => {
    await ask({ status: 'Accepted' });
    await station.ask('NotifyReport', part(0, true, ['A']));
    station.socket.terminate();
    expect((await when(({ state }) => state === 'partial')).problem).toMatch(/left before/);
    station = await RawStation.connect(`${core.url}/CP1`, ['ocpp2.0.1']);
    await station.ask('NotifyReport', part(1, false, ['B']));
    expect(await when(({ state }) => state === 'complete')).toMatchObject({ items: 2 });
  });

  it('is not awaited where the request was not accepted', async () => {
    await ask({ status: 'NotSupported' });
    expect(reports.list()).toEqual([]);
  });

  it('nobody asked for is joined all the same', async () => {
    await station.ask('NotifyReport', part(0, false, ['A'], 99));
    const [report] = reports.list();
    expect(report).toMatchObject({ state: 'complete', requestId: 99 });
    expect(report?.askedBy).toBeUndefined();
  });

  it('that counts from 1 is complete, with a word about it', async () => {
    await station.ask('NotifyReport', part(1, true, ['A']));
    await station.ask('NotifyReport', part(2, false, ['B']));
    expect((await when(({ state }) => state === 'complete')).problem).toMatch(/counts its parts from 1/);
  });

  it('asked for twice with one number is two reports', async () => {
    for (const name of ['A', 'B']) {
      await ask({ status: 'Accepted' });
      await station.ask('NotifyReport', part(0, false, [name]));
    }
    expect(reports.list().map(({ id }) => names(reports.read(id, 0, 5).items))).toEqual([['A'], ['B']]);
  });
});

it('joins what has no numbers by its order', async () => {
  await ask({ status: 'Accepted' }, 'GetChargingProfiles', { requestId: 3, chargingProfile: {} });
  const profile = (id: number): JsonObject => ({
    id,
    stackLevel: 0,
    chargingProfilePurpose: 'TxDefaultProfile',
    chargingProfileKind: 'Absolute',
    chargingSchedule: [
      { id: 1, chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit: 6 }] },
    ],
  });
  const message = { requestId: 3, chargingLimitSource: 'CSO' };
  await station.ask('ReportChargingProfiles', {
    ...message,
    evseId: 1,
    tbc: true,
    chargingProfile: [profile(1)],
  });
  await station.ask('ReportChargingProfiles', { ...message, evseId: 2, chargingProfile: [profile(2)] });
  const report = await when(({ state }) => state === 'complete');
  expect(reports.read(report.id, 0, 10).items).toMatchObject([
    { evseId: 1, chargingLimitSource: 'CSO', id: 1 },
    { evseId: 2, id: 2 },
  ]);
});

it('waits for a report about a customer only where one was asked for', async () => {
  await ask({ status: 'Accepted' }, 'CustomerInformation', { requestId: 5, report: false, clear: true });
  expect(reports.list()).toEqual([]);
  await ask({ status: 'Accepted' }, 'CustomerInformation', { requestId: 5, report: true, clear: false });
  const generatedAt = '2026-11-21T10:00:00Z';
  await station.ask('NotifyCustomerInformation', {
    requestId: 5,
    seqNo: 0,
    tbc: true,
    generatedAt,
    data: 'Jo',
  });
  await station.ask('NotifyCustomerInformation', { requestId: 5, seqNo: 1, generatedAt, data: 'hn' });
  const report = await when(({ state }) => state === 'complete');
  expect(reports.read(report.id, 0, 10).items).toEqual(['Jo', 'hn']);
});

it('says which report is not there', () => {
  expect(() => reports.read('CP1/9', 0, 1)).toThrow('There is no report CP1/9 in this session.');
});
