import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { begin, beginBooted } from './practiceFixture.ts';
import type { CentralSystem } from './centralSystem.ts';

interface ConfigurationKey {
  key: string;
  readonly: boolean;
  value?: string;
}

async function keysOf(
  central: CentralSystem,
  key?: string[],
): Promise<{ known: ConfigurationKey[]; unknown: string[] }> {
  const answer = await central.call('GetConfiguration', key === undefined ? {} : { key });
  if (answer.kind !== 'result') throw new Error(answer.code);
  const { configurationKey = [], unknownKey = [] } = answer.payload;
  return { known: configurationKey as unknown as ConfigurationKey[], unknown: unknownKey as string[] };
}

describe('configuration of 1.6', () => {
  it('tells all keys, some, and which it does not know', async () => {
    const { central } = await beginBooted('1.6');
    const { known } = await keysOf(central);
    expect(known.length).toBeGreaterThan(45);
    const some = await keysOf(central, [
      'HeartbeatInterval',
      'NumberOfConnectors',
      'AuthorizationKey',
      'Nope',
    ]);
    expect(some).toEqual({
      known: [
        { key: 'HeartbeatInterval', readonly: false, value: '300' },
        { key: 'NumberOfConnectors', readonly: true, value: '2' },
        { key: 'AuthorizationKey', readonly: false },
      ],
      unknown: ['Nope'],
    });
  });

  it.each([
    ['HeartbeatInterval', '60', 'Accepted'],
    ['HeartbeatInterval', 'soon', 'Rejected'],
    ['HeartbeatInterval', '0', 'Rejected'],
    ['NumberOfConnectors', '3', 'Rejected'],
    ['SecurityProfile', '1', 'RebootRequired'],
    ['LocalPreAuthorize', 'TRUE', 'Rejected'],
    ['MeterValuesSampledData', 'Voltage,SoC', 'Accepted'],
    ['MeterValuesSampledData', 'Voltage,Nonsense', 'Rejected'],
    ['AuthorizationKey', 'short', 'Rejected'],
    ['Nope', '1', 'NotSupported'],
  ])('answers a change of %s to %s with %s', async (key, value, expected) => {
    const { central } = await beginBooted('1.6');
    const { known: before } = await keysOf(central, [key]);
    expect(await central.status('ChangeConfiguration', { key, value })).toBe(expected);
    const { known: after } = await keysOf(central, [key]);
    expect(after[0]?.value).toBe(
      expected === 'Accepted' || expected === 'RebootRequired' ? value : before[0]?.value,
    );
  });

  it('samples at the interval and with the measurands that are set', async () => {
    const { central, charger } = await beginBooted('1.6', { plug: true });
    await charger.act('authorize');
    await central.expect('StartTransaction');
    await central.call('ChangeConfiguration', { key: 'MeterValuesSampledData', value: 'Voltage' });
    await central.call('ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '1' });
    const { payload } = await central.expect('MeterValues');
    const measurands = [...JSON.stringify(payload).matchAll(/"measurand":"(\w+)"/g)].map((match) => match[1]);
    expect(measurands).toEqual(['Voltage', 'Voltage', 'Voltage']);
  });

  it('sends values by the clock', async () => {
    const { central } = await beginBooted('1.6', { speed: 50 });
    await central.call('ChangeConfiguration', { key: 'ClockAlignedDataInterval', value: '5' });
    const { payload } = await central.expect('MeterValues');
    expect(JSON.stringify(payload)).toContain('Sample.Clock');
    expect(payload).not.toHaveProperty('transactionId');
  });
});

const named = (component: string, variable: string, more: JsonObject = {}): JsonObject => ({
  component: { name: component },
  variable: { name: variable },
  ...more,
});

interface VariableResult {
  attributeStatus: string;
  attributeValue?: string;
}

describe('device model of 2.0.1', () => {
  it('reads and changes variables by their rules', async () => {
    const { central } = await beginBooted('2.0.1');
    const get = async (getVariableData: JsonObject[]): Promise<VariableResult[]> => {
      const answer = await central.call('GetVariables', { getVariableData });
      return answer.kind === 'result'
        ? (answer.payload['getVariableResult'] as unknown as VariableResult[])
        : [];
    };
    const read = await get([
      named('OCPPCommCtrlr', 'HeartbeatInterval'),
      named('ChargingStation', 'Model'),
      named('SecurityCtrlr', 'BasicAuthPassword'),
      named('OCPPCommCtrlr', 'HeartbeatInterval', { attributeType: 'Target' }),
      named('OCPPCommCtrlr', 'Nope'),
      named('Nope', 'Nope'),
    ]);
    expect(read.map(({ attributeStatus, attributeValue }) => attributeValue ?? attributeStatus)).toEqual([
      '300',
      'Practice 22',
      'Rejected',
      'NotSupportedAttributeType',
      'UnknownVariable',
      'UnknownComponent',
    ]);
    const answer = await central.call('SetVariables', {
      setVariableData: [
        named('TxCtrlr', 'EVConnectionTimeOut', { attributeValue: '90' }),
        named('TxCtrlr', 'EVConnectionTimeOut', { attributeValue: 'long' }),
        named('ChargingStation', 'Model', { attributeValue: 'Other' }),
        named('TxCtrlr', 'Nope', { attributeValue: '1' }),
      ],
    });
    const statuses =
      answer.kind === 'result' ? (answer.payload['setVariableResult'] as unknown as VariableResult[]) : [];
    expect(statuses.map(({ attributeStatus }) => attributeStatus)).toEqual([
      'Accepted',
      'Rejected',
      'Rejected',
      'UnknownVariable',
    ]);
    expect((await get([named('TxCtrlr', 'EVConnectionTimeOut')]))[0]?.attributeValue).toBe('90');
  });

  it.each([
    ['FullInventory', 100],
    ['ConfigurationInventory', 30],
    ['SummaryInventory', 8],
  ])('reports its %s in parts', async (reportBase, least) => {
    const { central } = await beginBooted('2.0.1');
    expect(await central.status('GetBaseReport', { requestId: 4, reportBase })).toBe('Accepted');
    await central.expect('NotifyReport', ({ tbc }) => tbc === false);
    const parts = central.received('NotifyReport');
    expect(parts.map(({ seqNo }) => seqNo)).toEqual(parts.map((_part, index) => index));
    expect(parts.map(({ tbc }) => tbc)).toEqual(parts.map((_part, index) => index < parts.length - 1));
    expect(parts.every(({ requestId }) => requestId === 4)).toBe(true);
    expect(parts.flatMap(({ reportData }) => reportData as JsonObject[]).length).toBeGreaterThanOrEqual(
      least,
    );
  });

  it('reports what is asked for, and says when there is nothing', async () => {
    const { central } = await beginBooted('2.0.1');
    const ask = (componentVariable: JsonObject[]): Promise<unknown> =>
      central.status('GetReport', { requestId: 5, componentVariable });
    expect(await ask([{ component: { name: 'Nope' } }])).toBe('EmptyResultSet');
    expect(await ask([{ component: { name: 'EVSE' }, variable: { name: 'Power' } }])).toBe('Accepted');
    const { payload } = await central.expect('NotifyReport');
    expect(payload['reportData']).toHaveLength(2);
  });

  it('keeps monitors and reports them', async () => {
    const { central } = await beginBooted('2.0.1');
    const monitor = {
      type: 'UpperThreshold',
      value: 11_000,
      severity: 5,
      component: { name: 'EVSE', evse: { id: 1 } },
      variable: { name: 'Power' },
    };
    const answer = await central.call('SetVariableMonitoring', {
      setMonitoringData: [monitor, monitor, { ...monitor, variable: { name: 'Nope' } }],
    });
    expect(JSON.stringify(answer)).toMatch(/Accepted.*Duplicate.*UnknownVariable/);
    expect(await central.status('GetMonitoringReport', { requestId: 6 })).toBe('Accepted');
    // Its own, and two that are hard-wired.
    expect((await central.expect('NotifyMonitoringReport')).payload['monitor']).toHaveLength(3);
    const cleared = await central.call('ClearVariableMonitoring', { id: [1, 2, 901] });
    expect(JSON.stringify(cleared)).toMatch(/Accepted.*NotFound.*Rejected/);
    const periodic = { requestId: 7, monitoringCriteria: ['PeriodicMonitoring'] };
    expect(await central.status('GetMonitoringReport', periodic)).toBe('EmptyResultSet');
  });
});

describe('chance', () => {
  it('is repeated with the seed', async () => {
    const serials = async (seed: number): Promise<unknown> => {
      const { central } = await begin('1.6', { seed });
      return (await central.expect('BootNotification')).payload['chargePointSerialNumber'];
    };
    expect(await serials(1)).toBe(await serials(1));
    expect(await serials(1)).not.toBe(await serials(2));
  });
});
