import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEVICE_MODEL_VARIABLES,
  type Variable,
} from '../../../../electron/practice/model/deviceModelVariables.ts';
import { checkItems } from '../../../../shared/configuration/checkItems.ts';
import type { ConfigurationItem } from '../../../../shared/configuration/item.ts';
import {
  formatVariableAddress,
  parseVariableAddress,
} from '../../../../shared/configuration/variableAddress.ts';
import { controlOf } from '../../../../shared/ocpp/configuration/control.ts';
import { checkDeviceModel } from '../../../../shared/ocpp/deviceModel/checkDeviceModel.ts';
import { checkVariable } from '../../../../shared/ocpp/deviceModel/checkVariable.ts';
import {
  describeVariable,
  variableCatalogue,
} from '../../../../shared/ocpp/deviceModel/variableCatalogue.ts';
import { variableShape } from '../../../../shared/ocpp/deviceModel/variableShape.ts';

const ACCESS = { ReadOnly: 'read-only', ReadWrite: 'read-write', WriteOnly: 'write-only' } as const;

/** What the practice charger tells of a variable. */
function itemOf(variable: Variable): ConfigurationItem {
  const { component, name, instance, evse, connector, access, value, unit, min, max, maxLength, values } =
    variable;
  return {
    address: formatVariableAddress({
      component,
      variable: name,
      attribute: 'Actual',
      ...(instance === undefined ? {} : { variableInstance: instance }),
      ...(evse === undefined ? {} : { evseId: evse }),
      ...(connector === undefined ? {} : { connectorId: connector }),
    }),
    access: ACCESS[access],
    ...(access === 'WriteOnly' ? {} : { value }),
    characteristics: {
      dataType: variable.dataType,
      unit,
      minLimit: min,
      maxLimit: max ?? maxLength,
      valuesList: values === undefined ? undefined : [...values],
    },
  };
}

const PRACTICE = DEVICE_MODEL_VARIABLES.map(itemOf);

function codesOf(address: string, told: Omit<ConfigurationItem, 'address'>): string[] {
  const parsed = parseVariableAddress(address);
  if (parsed === undefined) throw new Error(`no address: ${address}`);
  return checkVariable('2.0.1', parsed, told).map(({ code }) => code);
}

describe('a variable', () => {
  it.each<[string, Omit<ConfigurationItem, 'address'>, string[]]>([
    ['OCPPCommCtrlr.HeartbeatInterval', { value: '300', access: 'read-write' }, []],
    ['OCPPCommCtrlr.HeartbeatInterval', { value: '0' }, ['below-minimum']],
    ['OCPPCommCtrlr.HeartbeatInterval', { value: 'often' }, ['not-a-number']],
    ['OCPPCommCtrlr.HeartbeatInterval', { access: 'read-only' }, ['only-shown']],
    ['OCPPCommCtrlr.heartbeatinterval', { value: '300' }, ['odd-spelling']],
    ['OCPPCommCtrlr.HeartbeatIntervall', { value: '300' }, ['unknown-variable']],
    ['OCPPCommCtrlr.Maker', { value: 'x' }, []],
    ['OCPPCommCtrlr.MessageTimeout[Default]', { value: '30' }, []],
    ['OCPPCommCtrlr.MessageTimeout', { value: '30' }, ['unknown-instance']],
    ['OCPPCommCtrlr.MessageTimeout[Boot]', { value: '30' }, ['unknown-instance']],
    ['OCPPCommCtrlr.NetworkConfigurationPriority', { value: '1,2' }, []],
    ['OCPPCommCtrlr.NetworkConfigurationPriority', { value: '1, 2' }, ['spaces']],
    [
      'OCPPCommCtrlr.NetworkConfigurationPriority',
      { value: '1,3', characteristics: { dataType: 'SequenceList', valuesList: ['1', '2'] } },
      ['unknown-word'],
    ],
    [
      'OCPPCommCtrlr.HeartbeatInterval',
      { value: '500', characteristics: { dataType: 'integer', minLimit: 1, maxLimit: 400 } },
      ['above-maximum'],
    ],
    [
      'OCPPCommCtrlr.HeartbeatInterval',
      { value: 'true', characteristics: { dataType: 'boolean' } },
      ['other-type'],
    ],
    [
      'OCPPCommCtrlr.HeartbeatInterval',
      { value: '5', characteristics: { dataType: 'integer', unit: 'min' } },
      ['unusual', 'other-unit'],
    ],
    ['EVSE@1.Power', { value: '11.04', characteristics: { dataType: 'decimal', unit: 'kW' } }, []],
    ['SecurityCtrlr.BasicAuthPassword', { value: 'geheim-geheim-geheim' }, ['secret-shown']],
    ['SecurityCtrlr.BasicAuthPassword', { access: 'write-only' }, []],
    ['DeviceDataCtrlr.ItemsPerMessage[GetReport]', { value: '4', access: 'read-write' }, ['changeable']],
    ['SampledDataCtrlr.TxUpdatedMeasurands', { value: 'Voltage,SoC' }, []],
    ['SampledDataCtrlr.TxUpdatedMeasurands', { value: 'Voltage,Temperature' }, ['unknown-word']],
    ['TxCtrlr.TxStartPoint', { value: 'PowerPathClosed,Authorized' }, []],
    ['Connector@1:1.AvailabilityState', { value: 'Free' }, ['unknown-word']],
    ['Connector@1:1.AvailabilityState', { value: '' }, []],
    ['ClockCtrlr.DateTime', { value: '2026-01-31T12:00:00Z' }, []],
    ['ClockCtrlr.DateTime', { value: 'noon' }, ['not-a-time']],
    [
      'AcmeCtrlr.Limit',
      { value: '7', characteristics: { dataType: 'integer', maxLimit: 5 } },
      ['above-maximum'],
    ],
    ['AcmeCtrlr.Enabled', { value: 'true', access: 'read-write' }, []],
    ['AcmeCtrlr.Name', { value: 'x'.repeat(2501) }, ['too-long']],
  ])('%s %j: %j', (address, told, codes) => {
    expect(codesOf(address, told)).toEqual(codes);
  });

  it('never tells a password', () => {
    const address = parseVariableAddress('SecurityCtrlr.BasicAuthPassword');
    const issues =
      address === undefined ? [] : checkVariable('2.1', address, { value: 'geheim-geheim-geheim' });
    expect(issues).toHaveLength(1);
    expect(JSON.stringify(issues)).not.toContain('geheim');
  });

  it('has the control of its type, with the station’s own limits', () => {
    const shape = (component: string, variable: string, told?: ConfigurationItem['characteristics']) =>
      controlOf(variableShape(describeVariable('2.0.1', component, variable), told));
    expect(shape('SecurityCtrlr', 'BasicAuthPassword', { dataType: 'string', maxLimit: 40 })).toEqual({
      kind: 'secret',
      minLength: 16,
      maxLength: 40,
    });
    expect(shape('OCPPCommCtrlr', 'NetworkConfigurationPriority')).toMatchObject({
      kind: 'list',
      isOrdered: true,
    });
    expect(shape('OCPPCommCtrlr', 'HeartbeatInterval', { dataType: 'integer', maxLimit: 900 })).toEqual({
      kind: 'number',
      min: 1,
      max: 900,
      step: 1,
      unit: 's',
    });
    expect(
      shape('TxCtrlr', 'TxStartPoint', { dataType: 'MemberList', valuesList: ['Authorized'] }),
    ).toMatchObject({
      options: [{ value: 'Authorized', hint: 'The driver may charge.' }],
      isOpen: false,
    });
    expect(shape('NetworkConfiguration', 'OcppCsmsUrl')).toMatchObject({ kind: 'url' });
    expect(shape('Acme', 'Foo', { dataType: 'boolean' })).toEqual({ kind: 'switch' });
    expect(shape('Acme', 'Foo')).toEqual({ kind: 'text' });
  });
});

describe('a device model', () => {
  it('of the practice charger has no grave faults, and what it lacks is named with its address', () => {
    const issues = checkDeviceModel('2.0.1', PRACTICE);
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    for (const { address } of issues) expect(parseVariableAddress(address)).toBeDefined();
    expect(checkDeviceModel('2.0.1', PRACTICE, { isWhole: false }).map(({ code }) => code)).not.toContain(
      'missing-required',
    );
  });

  it('lacks required variables where their component is, at each EVSE', () => {
    const without = PRACTICE.filter(
      ({ address }) => !/^EVSE@2\.SupplyPhases|ItemsPerMessage\[GetReport\]/.test(address),
    );
    const missing = checkDeviceModel('2.0.1', without)
      .filter(({ code }) => code === 'missing-required')
      .map(({ address }) => address);
    const before = new Set(checkDeviceModel('2.0.1', PRACTICE).map(({ address }) => address));
    expect(missing.filter((address) => !before.has(address)).toSorted()).toEqual([
      'DeviceDataCtrlr.ItemsPerMessage[GetReport]',
      'EVSE@2.SupplyPhases',
    ]);
  });

  it('need not have what belongs to a component that is not available', () => {
    const tariffs = (value: string) =>
      checkDeviceModel('2.0.1', [{ address: 'TariffCostCtrlr.Available[Cost]', value }])
        .map(({ address }) => address)
        .filter((address) => address.startsWith('Tariff'));
    expect(tariffs('false')).toEqual([]);
    expect(tariffs('true')).toContain('TariffCostCtrlr.Currency');
  });

  it('that is empty lacks what every station has, and nothing of what some have', () => {
    const missing = checkDeviceModel('2.0.1', []);
    const required = new Set(missing.map(({ address }) => address.split('.')[0]));
    expect(required).toContain('OCPPCommCtrlr');
    expect(required).not.toContain('DisplayMessageCtrlr');
    expect(missing.every(({ code, clause }) => code === 'missing-required' && clause !== undefined)).toBe(
      true,
    );
  });

  it('of whatever a station says is judged without trouble', () => {
    const names = fc.constantFrom(
      ...variableCatalogue('2.1').map(({ component, variable }) => ({ component, variable })),
    );
    const item = fc
      .record({
        name: fc.oneof(
          names,
          fc.record({ component: fc.string({ minLength: 1 }), variable: fc.string({ minLength: 1 }) }),
        ),
        instance: fc.option(fc.string(), { nil: undefined }),
        value: fc.option(fc.string(), { nil: undefined }),
        dataType: fc.oneof(fc.constantFrom('boolean', 'integer', 'MemberList', 'OptionList'), fc.string()),
      })
      .map(({ name, instance, value, dataType }): ConfigurationItem => ({
        address: formatVariableAddress({ ...name, variableInstance: instance ?? 'x', attribute: 'Actual' }),
        value,
        characteristics: { dataType },
      }));
    fc.assert(
      fc.property(fc.array(item), (items) => {
        for (const { sentence } of checkItems('2.1', items)) expect(sentence).toMatch(/[.?]$/);
      }),
    );
    const many = Array.from({ length: 5000 }, (_, index) => ({ address: `EVSE@${index}.Power`, value: 'x' }));
    expect(checkDeviceModel('2.0.1', many).length).toBeGreaterThan(5000);
  });
});

describe('the items of any version', () => {
  it('are checked by the rules of that version', () => {
    const keys: ConfigurationItem[] = [{ address: 'HeartbeatInterval', value: 'x', access: 'read-only' }];
    const found = checkItems('1.6', keys, { isWhole: false, unknown: ['ResetRetries'] });
    expect(found.map(({ address, code }) => [address, code])).toEqual([
      ['HeartbeatInterval', 'not-a-number'],
      ['HeartbeatInterval', 'only-shown'],
      ['ResetRetries', 'missing-required'],
    ]);
    const variables: ConfigurationItem[] = [{ address: 'OCPPCommCtrlr.HeartbeatInterval', value: 'x' }];
    expect(checkItems('2.1', variables, { isWhole: false })).toMatchObject([
      { address: 'OCPPCommCtrlr.HeartbeatInterval', severity: 'error', code: 'not-a-number' },
    ]);
  });
});
