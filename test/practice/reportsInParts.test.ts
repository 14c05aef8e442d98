import { describe, expect, it } from 'vitest';
import {
  doublesReportParts,
  neverCompletesReport,
  reportsOutOfOrder,
} from '../../electron/practice/behaviours/misbehaviours.ts';
import type { Behaviour } from '../../electron/practice/behaviours/behaviour.ts';
import type { JsonObject } from '../../shared/json.ts';
import { asText } from './callLog.ts';
import type { CentralSystem } from './centralSystem.ts';
import { beginBooted } from './practiceFixture.ts';

const PERIOD = { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit: 16 }] };

/** `tbc` of all parts up to and with the last. */
async function parts(central: CentralSystem, action: string): Promise<JsonObject[]> {
  await central.expect(action, ({ tbc }) => tbc !== true);
  return central.received(action);
}

function monitor(name: string, variable: string, severity: number): JsonObject {
  const component = { name, evse: { id: 1, ...(name === 'Connector' ? { connectorId: 1 } : {}) } };
  return { value: 1, type: 'Periodic', severity, component, variable: { name: variable } };
}

describe.each(['2.0.1', '2.1'] as const)('reports of a station that speaks %s', (version) => {
  it('come in numbered parts, each but the last with tbc', async () => {
    const { central } = await beginBooted(version, { speed: 20 });
    await central.call('GetBaseReport', { requestId: 1, reportBase: 'FullInventory' });
    const report = await parts(central, 'NotifyReport');
    expect(report.length).toBeGreaterThan(2);
    expect(report.map(({ seqNo }) => seqNo)).toEqual(report.map((_, index) => index));
    expect(report.slice(0, -1).every(({ tbc }) => tbc === true)).toBe(true);

    const setMonitoringData = [1, 2, 3].flatMap((severity) => [
      monitor('EVSE', 'Power', severity),
      monitor('Connector', 'Temperature', severity),
    ]);
    await central.call('SetVariableMonitoring', { setMonitoringData });
    await central.call('GetMonitoringReport', { requestId: 2 });
    expect(await parts(central, 'NotifyMonitoringReport')).toHaveLength(3);
    const events = await parts(central, 'NotifyEvent');
    expect(events.map(({ tbc, seqNo }) => [tbc, seqNo]).slice(0, 2)).toEqual([
      [true, 0],
      [false, 1],
    ]);
    await central.call('SetMonitoringBase', { monitoringBase: 'HardWiredOnly' });
  });

  it('of messages, profiles and customers come in parts as well', async () => {
    const { central } = await beginBooted(version);
    for (const id of [1, 2, 3]) {
      const message = {
        id,
        priority: 'NormalCycle',
        message: { format: 'UTF8', language: 'en', content: 'x' },
      };
      expect(await central.status('SetDisplayMessage', { message })).toBe('Accepted');
      const chargingProfile = {
        id,
        stackLevel: id,
        chargingProfilePurpose: 'TxDefaultProfile',
        chargingProfileKind: 'Absolute',
        chargingSchedule: [{ id: 1, startSchedule: new Date().toISOString(), ...PERIOD }],
      };
      expect(await central.status('SetChargingProfile', { evseId: 1, chargingProfile })).toBe('Accepted');
    }
    await central.call('GetDisplayMessages', { requestId: 1 });
    expect(await parts(central, 'NotifyDisplayMessages')).toHaveLength(2);
    const criteria = { chargingProfilePurpose: 'TxDefaultProfile' };
    await central.call('GetChargingProfiles', { requestId: 2, chargingProfile: criteria });
    expect(await parts(central, 'ReportChargingProfiles')).toHaveLength(2);
    const customer = { requestId: 3, report: true, clear: false, customerIdentifier: 'C-1' };
    await central.call('CustomerInformation', customer);
    const told = await parts(central, 'NotifyCustomerInformation');
    expect(told.length).toBeGreaterThan(1);
    expect(told.map(({ data }) => asText(data)).join('')).toMatch(/^Customer: C-1\nLocal authorization list/);
  });
});

describe('a report with a bad habit', () => {
  async function seqNos(behaviour: Behaviour): Promise<unknown[]> {
    const { central } = await beginBooted('2.0.1', { behaviours: [behaviour] });
    await central.call('GetBaseReport', { requestId: 1, reportBase: 'ConfigurationInventory' });
    await central.call('GetBaseReport', { requestId: 2, reportBase: 'SummaryInventory' });
    await central.expect('NotifyReport', ({ requestId }) => requestId === 2);
    return central
      .received('NotifyReport')
      .filter(({ requestId }) => requestId === 1)
      .map(({ seqNo, tbc }) => `${asText(seqNo)}${tbc === true ? '+' : ''}`);
  }

  it('never ends', async () => {
    expect(await seqNos(neverCompletesReport('NotifyReport'))).toEqual(['0+']);
  });

  it('comes the wrong way round', async () => {
    expect(await seqNos(reportsOutOfOrder())).toEqual(['1', '0+']);
  });

  it('comes twice', async () => {
    expect(await seqNos(doublesReportParts())).toEqual(['0+', '0+', '1', '1']);
  });
});
